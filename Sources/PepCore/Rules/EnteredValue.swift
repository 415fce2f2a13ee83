/// A value as a person types it at a prompt.
enum EnteredValue {
  /// nil where it is none of the field's kind; lists of rows are not typed in one line.
  static func read(_ text: String, for field: FieldName, near day: CivilDay) -> FieldValue? {
    let text = text.trimmedBlanks
    guard !text.isEmpty else { return nil }
    switch field.kind {
    case .text: return .text(text)
    case .date:
      if let day = CivilDay(text) { return .date(day) }
      let days = DateAnswer.find(in: text, near: day)
      return days.count == 1 ? days.first.map { .date($0) } : nil
    case .percentage: return number(text).flatMap { (0...100).contains($0) ? .number($0) : nil }
    case .count: return number(text).flatMap { $0 == $0.rounded() ? .number($0) : nil }
    case .number, .money: return number(text).map { .number($0) }
    case .yesNo:
      return ["yes": true, "no": false][text.lowercased()].map { .bool($0) }
    case .senStatus:
      return SENStatus.allCases.first {
        [$0.rawValue.lowercased(), $0.inWords.lowercased()].contains(text.lowercased())
      }.map { .text($0.rawValue) }
    case .rows: return nil
    }
  }

  private static func number(_ text: String) -> Double? {
    let plain = text.filter { !"£%, ".contains($0) }
    return Double(plain).flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
  }
}
