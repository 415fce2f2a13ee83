import ArgumentParser
import Foundation
import PepConfig
import PepCore
import PepStore
import Processing
import Workbooks

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "The figures of a month.", subcommands: [Month.self])

  struct Month: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "PEPs due, booked, held, submitted and so on, by area team and school.",
      discussion: """
        The long term of the month, to the month's end; the same whenever it is asked for. Without \
        --html or --xlsx it is printed.
        """)

    @OptionGroup var common: Common

    @Argument(help: "The month, e.g. 2026-11.")
    var month: String

    @Option(help: "Write it as a web page, as the letter of the month shows it.")
    var html: String?

    @Option(help: "Write it as an Excel workbook with charts.")
    var xlsx: String?

    func run() async throws {
      try await withWords {
        guard let month = CalendarMonth(month) else {
          throw Trouble(64, "'\(month)' is not a month; write 2026-11.")
        }
        let office = try Office(settings: try common.settings())
        let snapshot = try StoreSnapshot(folder: office.settings.stateFolder)
        if month.lastDay >= Clock().today {
          FileHandle.standardError.write(
            Data("pepctl: \(month.inWords) is not over; these are its figures so far.\n".utf8))
        }
        let report = MonthReport(
          month, snapshot.register, calendar: office.calendar, policy: office.policy)
        if let xlsx { try Workbook.of(report, office.policy.term).write(to: xlsx) }
        let page = try office.letters.page(report, office.policy.term)
        if let html { try PrivateFile.write(page.html, to: html) }
        if common.json {
          print(JSONText.of(Figures(report)))
        } else if html == nil, xlsx == nil {
          print(page.text)
        }
      }
    }
  }

  /// For programs: the counts by area team and by school.
  private struct Figures: Encodable {
    struct Row: Encodable {
      var key: String?
      var name: String
      var counts: PlanCounts
      init(_ row: MonthReport.Row) {
        key = row.key
        name = row.name
        counts = row.counts
      }
    }

    var month: CalendarMonth
    var term: SchoolTerm
    var total: PlanCounts
    var areas: [Row]
    var schools: [Row]

    init(_ report: MonthReport) {
      month = report.month
      term = report.term
      total = report.total
      areas = report.areas.map(Row.init)
      schools = report.schools.map(Row.init)
    }
  }
}

/// Files that name children or tell how schools do: their owner's alone.
enum PrivateFile {
  static func write(_ text: String, to path: String) throws {
    let isMade = FileManager.default.createFile(
      atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    guard isMade else { throw Trouble(1, "'\(path)' cannot be written.") }
  }
}
