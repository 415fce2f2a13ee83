/// The little of iCalendar (RFC 5545) that a meeting's day needs.
struct CalendarEntry {
  private var properties: [(name: String, value: String)] = []

  init(_ text: String) {
    var inEvent = false
    for line in Self.unfolded(text) {
      if line.hasPrefix("BEGIN:VEVENT") { inEvent = true }
      if line.hasPrefix("END:VEVENT") { inEvent = false }
      guard inEvent, let colon = line.firstIndex(of: ":") else { continue }
      let name = line[..<colon].split(separator: ";").first.map(String.init) ?? ""
      properties.append((name.uppercased(), String(line[line.index(after: colon)...])))
    }
  }

  var startDay: CivilDay? {
    guard let start = properties.first(where: { $0.name == "DTSTART" })?.value,
      start.utf8.count >= 8
    else { return nil }
    let digits = Array(start.prefix(8))
    guard digits.allSatisfy(\.isNumber) else { return nil }
    return CivilDay(
      String(digits[0..<4]) + "-" + String(digits[4..<6]) + "-" + String(digits[6..<8]))
  }

  var words: String {
    properties.filter { ["SUMMARY", "DESCRIPTION", "LOCATION"].contains($0.name) }
      .map { $0.value.replacing("\\n", with: "\n").replacing("\\,", with: ",") }
      .joined(separator: "\n")
  }

  /// RFC 5545 section 3.1: a line that begins with a blank continues the one before.
  private static func unfolded(_ text: String) -> [String] {
    var lines: [String] = []
    for raw in text.split(whereSeparator: \.isNewline) {
      if let first = raw.first, first == " " || first == "\t", !lines.isEmpty {
        lines[lines.count - 1] += raw.dropFirst()
      } else {
        lines.append(String(raw))
      }
    }
    return lines
  }
}
