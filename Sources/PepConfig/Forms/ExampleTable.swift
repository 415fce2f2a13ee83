import PepCore

extension FormFiles {
  /// `examples.tsv`: meaning, tab, label on each line; "#" begins a remark. Ten thousand lines are a
  /// table that people sort and filter in a spreadsheet, and as YAML would take seconds to read.
  static func examples(_ path: String, _ findings: Findings) -> [LabelExample] {
    let text: String
    switch TextFile.read(path) {
    case .missing: return []
    case .unreadable(let reason):
      findings.add(
        .fileUnreadable(path, named: nil, reason: reason),
        at: ConfigurationError.Place(.forms, file: path))
      return []
    case .text(let read): text = read
    }
    var examples: [LabelExample] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty && !line.hasPrefix("#") {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
      let place = ConfigurationError.Place(.forms, file: path, line: index + 1)
      guard parts.count == 2, !parts[1].isEmpty else {
        findings.add(.wrongType("a line", expected: "a field, a tab and a label"), at: place)
        continue
      }
      guard let meaning = meanings[String(parts[0])] else {
        let allowed = meanings.keys.filter { !$0.hasPrefix("not ") }.sorted()
        findings.add(
          .badValue(
            "field", value: String(parts[0]), allowed: allowed,
            nearest: nearest(to: String(parts[0]), among: meanings.keys.sorted())), at: place)
        continue
      }
      examples.append(LabelExample(meaning: meaning, label: String(parts[1])))
    }
    return examples
  }

  private static let meanings: [String: LabelEntry.Meaning] = {
    var meanings: [String: LabelEntry.Meaning] = [:]
    for field in FieldName.allCases {
      meanings[field.rawValue] = .field(field)
      meanings["not " + field.rawValue] = .other("like " + field.rawValue)
    }
    for column in TableColumn.all {
      meanings["\(column.field.rawValue).\(column.column.rawValue)"] =
        .column(column.field, column.column)
    }
    return meanings
  }()
}
