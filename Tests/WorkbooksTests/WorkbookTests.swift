import Foundation
import PepCore
import Testing

@testable import DocumentFormat
@testable import Workbooks

@Suite struct WorkbookTests {
  private func folder() throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "pepd-workbooks-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.path
  }

  private var book: Workbook {
    let table = ReportTable(
      name: "PEPs", columns: [.init("Child", 10), .init("Number", 10)],
      rows: [
        [.text("=HYPERLINK(\"http://x.example\")"), .count(3)],
        [.text("@a\u{0}\u{7}\u{ffff}b"), .day(CivilDay(number: 20_000))],
        [.text(String(repeating: "x", count: 40_000)), .share(0.5)],
      ], total: [.text("Total"), .count(3)])
    let chart = Workbook.Chart("Numbers", sheet: "PEPs", columns: [1])
    return Workbook(
      title: "Terms & PEPs", dated: CivilDay(number: 20_000),
      sheets: [.init(table, charts: [chart])])
  }

  @Test func `the same workbook has the same bytes, and nothing is left beside it`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let first = try book.bytes(in: folder)
    #expect(first.starts(with: [0x50, 0x4b]) && first.count > 2_000)
    #expect(try book.bytes(in: folder) == first)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }

  @Test func `a text that looks like a formula is a text, and the chart is a native one`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let parts = try parts(
      of: book.bytes(in: folder), "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
      "xl/charts/chart1.xml")
    #expect(!parts[0].contains("<f>") && parts[0].contains("t=\"s\""))
    #expect(parts[1].contains("=HYPERLINK(") && parts[1].contains("@ab"))
    #expect(parts[2].contains("barChart") && parts[2].contains("PEPs!$B$2:$B$4"))
    // Titles stay in sight and on each page; rows can be filtered.
    #expect(parts[0].contains("state=\"frozen\"") && parts[0].contains("<autoFilter"))
    #expect(parts[0].contains("orientation=\"landscape\""))
  }

  private func parts(of book: Data, _ names: String...) throws -> [String] {
    try book.withUnsafeBytes { bytes in
      let archive = try ZipArchive(bytes)
      return try names.map { String(decoding: try #require(try archive.member($0)), as: UTF8.self) }
    }
  }

  @Test func `a file is its owner's alone, and one in a missing folder is an error`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = folder + "/a.xlsx"
    try book.write(to: file)
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(throws: WorkbookError.self) { try book.write(to: folder + "/no/a.xlsx") }
  }

  @Test func `a workbook without rows is one all the same`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let table = ReportTable(name: "Empty", columns: [.init("Child", 10)], rows: [])
    let chart = Workbook.Chart("Nothing", sheet: "Empty", columns: [0])
    let empty = Workbook(
      title: "", dated: CivilDay(number: 0), sheets: [.init(table, charts: [chart])])
    #expect(try empty.bytes(in: folder).count > 1_000)
  }
}
