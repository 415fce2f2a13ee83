import PepCore

/// Reads the values of one line and notes what is wrong with them.
struct RosterRow {
  let file: String
  let row: RosterTable.Row
  private(set) var problems: [RosterProblem] = []

  init(_ row: RosterTable.Row, file: String) {
    self.row = row
    self.file = file
  }

  mutating func report(_ column: String, _ kind: RosterProblem.Kind) {
    problems.append(RosterProblem(file: file, line: row.line, column: column, kind: kind))
  }

  /// "" where nothing stands there.
  func text(_ column: String) -> String { row.values[column] ?? "" }

  func optional(_ column: String) -> String? { text(column).isEmpty ? nil : text(column) }

  mutating func required(_ column: String) -> String {
    if text(column).isEmpty { report(column, .valueMissing) }
    return text(column)
  }

  mutating func date(_ column: String) -> CivilDay? {
    let day = CivilDay(required(column))
    if day == nil && !text(column).isEmpty { report(column, .notADate) }
    return day
  }

  mutating func optionalDate(_ column: String) -> CivilDay? {
    text(column).isEmpty ? nil : date(column)
  }

  mutating func oneOf<Value: RawRepresentable & CaseIterable>(
    _ column: String, _ type: Value.Type
  ) -> Value? where Value.RawValue == String {
    let value = Value(rawValue: required(column))
    if value == nil && !text(column).isEmpty {
      report(column, .notOneOf(Value.allCases.map(\.rawValue)))
    }
    return value
  }

  /// A unique pupil number: a letter, then twelve characters of which the last of a temporary one
  /// is a letter. A child below school age may have none.
  mutating func upn(_ column: String) -> String {
    let upn = text(column)
    let isRight =
      upn.utf8.count == 13 && upn.first?.isLetter == true
      && upn.dropFirst().dropLast().allSatisfy { $0.isASCII && $0.isNumber }
      && upn.last?.isASCII == true && (upn.last?.isNumber == true || upn.last?.isLetter == true)
    if !upn.isEmpty && !isRight { report(column, .notAUPN) }
    return upn
  }

  mutating func amount(_ column: String) -> Double {
    let amount = Double(required(column))
    let isRight = amount.map { $0.isFinite && $0 >= 0 } ?? false
    if !isRight && !text(column).isEmpty { report(column, .notAnAmount) }
    return amount ?? 0
  }

  /// Letters go to this address, so it must be one address and nothing that a mail system could
  /// take for two or for a command.
  mutating func email(_ column: String) -> String {
    let email = required(column)
    if !email.isEmpty && !Self.isEmail(email) { report(column, .notAnEmail) }
    return email
  }

  mutating func optionalEmail(_ column: String) -> String {
    text(column).isEmpty ? "" : email(column)
  }

  mutating func domains(_ column: String) -> [String] {
    let domains = text(column).split(separator: " ").map { $0.lowercased() }
    if !domains.allSatisfy(Self.isDomain) { report(column, .notADomain) }
    return domains
  }

  private static func isEmail(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[0].utf8.count <= 64 else { return false }
    let isLocal = parts[0].utf8.allSatisfy {
      ($0 > 0x20 && $0 < 0x7f) && !"\"(),:;<>[\\]".utf8.contains($0)
    }
    return isLocal && isDomain(String(parts[1]))
  }

  private static func isDomain(_ text: String) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count >= 2 && text.utf8.count <= 253
      && labels.allSatisfy { label in
        !label.isEmpty && label.utf8.count <= 63 && label.first != "-" && label.last != "-"
          && label.utf8.allSatisfy {
            ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7a) || $0 == 0x2d
          }
      }
  }
}
