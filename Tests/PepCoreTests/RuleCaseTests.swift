import Foundation
import Testing
import Yams

/// `Cases/rules.yaml`: every rule of the README has cases for its ordinary work, its edges and what it must
/// not do.
@Suite struct RuleCaseTests {
  private typealias Kinds = [String: [String]]

  private func table() throws -> [String: Kinds] {
    let text = try String(
      contentsOf: Case.root.appending(path: "Cases/rules.yaml"), encoding: .utf8)
    return try YAMLDecoder().decode([String: Kinds].self, from: text)
  }

  private static let project = Case.root.deletingLastPathComponent().deletingLastPathComponent()

  /// What stands in the first columns of the tables of the section "The rules".
  private func rulesOfTheReadme() throws -> Set<String> {
    let text = try String(
      contentsOf: Self.project.appending(path: "README.md"), encoding: .utf8)
    let section = try #require(text.firstRange(of: "## The rules"))
    let end = try #require(text.firstRange(of: "## Where things live"))
    let rows = text[section.upperBound..<end.lowerBound].split(separator: "\n").filter {
      $0.hasPrefix("| `")
    }
    return Set(
      rows.flatMap { row in
        row.split(separator: "|")[0].split(separator: "`").map(String.init).filter {
          $0.first?.isLetter == true
        }
      })
  }

  @Test func `every rule of the README has all three kinds of cases, and no other has`() throws {
    let table = try table()
    #expect(Set(table.keys) == (try rulesOfTheReadme()))
    for (rule, kinds) in table {
      #expect(Set(kinds.keys) == ["ordinary", "edge", "must not"], "\(rule)")
      #expect(kinds.values.allSatisfy { !$0.isEmpty }, "\(rule)")
    }
  }

  @Test func `every case belongs to a rule, and is there`() throws {
    let named = Set(try table().values.flatMap(\.values).joined())
    #expect(named == Set(Case.all.map(\.name)))
  }

  @Test func `every rule of the README is a file`() throws {
    let sources = Self.project.appending(path: "Sources/PepCore").path
    let files = Set(
      (FileManager.default.enumerator(atPath: sources)?.compactMap { $0 as? String } ?? [])
        .map { URL(filePath: $0).deletingPathExtension().lastPathComponent })
    #expect(try rulesOfTheReadme().subtracting(files).isEmpty)
  }
}
