import PepCore

extension FormFiles {
  /// `labels.yaml`.
  static func labels(_ root: StrictValue, sections: [String]) -> [LabelEntry] {
    root.list("a list of labels, each beginning with '- field:', '- column:' or '- other:'") {
      item in
      item.section { section in
        // All keys are asked for before any is judged, so that none of them counts as unknown.
        let meaning = meaning(section)
        let wordings = section.required("wordings")?.texts()
        let scope = section["sections"].map { keys($0, among: sections) }
        let notIn = section["not_in_sections"].map { keys($0, among: sections) }
        let cues = section["cues"]?.list("a list of cues, such as [\"next pep/meeting\"]") {
          $0.read(.cue)
        }
        guard let meaning, let wordings else { return nil }
        return LabelEntry(
          meaning: meaning, wordings: wordings, sections: scope ?? [], notInSections: notIn ?? [],
          cues: cues ?? [])
      }
    }
  }

  private static func meaning(_ section: Section) -> LabelEntry.Meaning? {
    let field = section["field"]
    let column = section["column"]
    let other = section["other"]
    guard [field, column, other].compactMap({ $0 }).count == 1 else {
      section.add(.exactlyOne(["field", "column", "other"]), at: section.place)
      return nil
    }
    return field?.read(.field).map { .field($0) }
      ?? column?.read(.column).map { .column($0.field, $0.column) }
      ?? other?.read(.text).map { .other($0) }
  }

  private static func keys(_ value: StrictValue, among sections: [String]) -> [String] {
    value.list("a list of sections, such as [attendance]") { item in
      item.read(Reading(oneOf: sections.map { ($0, $0) }))
    }
  }
}

/// A column of one of the tables that are recorded row by row.
struct TableColumn: Hashable, Sendable {
  var field: FieldName
  var column: FieldKind.Column

  static let all: [TableColumn] = FieldName.allCases.flatMap { field -> [TableColumn] in
    guard case .rows(let columns) = field.kind else { return [] }
    return columns.map { TableColumn(field: field, column: $0) }
  }
}

extension Reading<TableColumn> {
  /// `targets.byWhen`, `pupilPremium.spend.cost`.
  static let column = Reading(
    oneOf: TableColumn.all.map { ("\($0.field.rawValue).\($0.column.rawValue)", $0) })
}

extension Reading<LabelCue> {
  static let cue = Reading(
    "words that a label must have, such as \"acceptable/good progress -evidence\""
  ) { LabelCue($0) }
}
