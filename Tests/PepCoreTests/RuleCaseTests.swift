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

  /// Of `Cases/angry.yaml`: cases, or a test.
  private enum Proof: Decodable {
    case cases([String])
    case test(String)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let cases = try? container.decode([String].self) {
        self = .cases(cases)
      } else {
        self = .test(try container.decode([String: String].self)["test"] ?? "")
      }
    }
  }

  @Test func `what would make people angry has its cases or its test`() throws {
    let text = try String(
      contentsOf: Case.root.appending(path: "Cases/angry.yaml"), encoding: .utf8)
    let table = try YAMLDecoder().decode([String: [String: Proof]].self, from: text)
    let all = Set(Case.all.map(\.name))
    let tests = try testNames()
    #expect(table.values.map(\.count).reduce(0, +) > 40)
    for (sentence, proof) in table.values.joined() {
      switch proof {
      case .cases(let cases):
        let missing = cases.filter { !all.contains($0) }
        #expect(!cases.isEmpty && missing.isEmpty, "\(sentence)")
      case .test(let name):
        let isThere = tests.contains(name)
        #expect(isThere, "\(sentence): \(name)")
      }
    }
  }

  /// Of all suites.
  private func testNames() throws -> Set<String> {
    let folder = Self.project.appending(path: "Tests").path
    let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    let texts = try files.filter { $0.hasSuffix("Tests.swift") || $0.hasSuffix("Suite.swift") }.map
    {
      try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)
    }
    return Set(texts.flatMap { $0.matches(of: /func `([^`]+)`/).map { String($0.1) } })
  }
}
