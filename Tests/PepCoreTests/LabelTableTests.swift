import Foundation
import Testing

@testable import PepCore

/// Labels in many words, as forms of different offices could print them: `Labels/fields.tsv` holds a
/// field and a label on each line. Adding a line is how a wording that was misread is kept right.
@Suite struct LabelTableTests {
  @Test(arguments: LabelTable.rows)
  func `a label beside its answer is taken for its field alone`(_ row: LabelTable.Row) throws {
    let answer = LabelTable.answers[row.field] ?? "12/11/2026"
    let form = try LabelTable.reader.get().read(FormText.document("\(row.label) | \(answer)"))
    #expect(Set(form.fields.keys.map(\.rawValue)) == [row.field])
  }
}

enum LabelTable {
  struct Row: CustomTestStringConvertible, Sendable {
    var field: String
    var label: String
    var testDescription: String { "\(label)" }
  }

  /// What identifies a child is only taken for it if it has the shape of it.
  static let answers = [
    "child.name": "Nathan Combwell", "child.dateOfBirth": "12/11/2013",
    "child.upn": "Y999442416017", "child.careId": "C1077", "child.yearGroup": "Year 8",
    "school.name": "Hawkmoor Secondary School",
  ]

  /// Made once: the catalogue has thousands of words.
  static let reader = Result {
    FormReader(try TestOffice.policy().forms, near: CivilDay(number: 20_735))
  }

  static let rows: [Row] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "Labels/fields.tsv")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map { line in
      let parts = line.split(separator: "\t")
      return Row(field: String(parts[0]), label: String(parts[1]))
    }
  }()
}
