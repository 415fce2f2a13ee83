import FoundationEssentials
import SwiftCSV

/// A CSV file with a heading, strictly: SwiftCSV splits and unquotes, and this adds what it does
/// not do, which is to say in which line something stands and to refuse what is no CSV. (It fills
/// short lines up and takes a quotation mark that never closes for the end of the file.)
struct RosterTable {
  struct Row {
    var line: Int
    var values: [String: String]
  }

  let file: String
  private(set) var rows: [Row] = []
  private(set) var problems: [RosterProblem] = []

  init(_ bytes: Data, file: String, columns: [String]) {
    self.file = file
    guard let text = decode(bytes) else { return }
    var lines = CSVLines()
    for character in text { lines.take(character) }
    lines.end()
    if let flaw = lines.flaw {
      report(flaw.line, nil, flaw.kind)
      return
    }
    guard let records = try? Self.records(text), let heading = records.first,
      records.count == lines.starts.count
    else {
      report(nil, nil, .empty)
      return
    }
    let names = heading.map { Self.trimmed($0).lowercased() }
    guard check(names, columns) else { return }
    for (record, line) in zip(records, lines.starts).dropFirst() {
      let values = record.map(Self.trimmed)
      // Excel writes the lines below the last one that was ever touched.
      if values.allSatisfy(\.isEmpty) { continue }
      guard values.count == names.count else {
        report(line, nil, .fields(expected: names.count, found: values.count))
        continue
      }
      rows.append(Row(line: line, values: Dictionary(uniqueKeysWithValues: zip(names, values))))
    }
  }

  private static func records(_ text: String) throws -> [[String]] {
    var records: [[String]] = []
    let csv = try CSV<Enumerated>(
      string: text.last?.isNewline == true ? text : text + "\n", delimiter: .comma,
      loadColumns: false)
    try csv.enumerateAsArray(startAt: 0, rowLimit: nil) { records.append($0) }
    return records
  }

  private mutating func check(_ names: [String], _ columns: [String]) -> Bool {
    let known = names.filter(columns.contains)
    for (index, name) in names.enumerated() where !columns.contains(name) {
      // Where most names are known this is a heading; otherwise it may be a line about a child.
      let isHeading = known.count * 2 > columns.count
      report(
        1, isHeading ? name : nil, .unknownColumn(number: index + 1, known: columns))
    }
    for column in columns where !names.contains(column) { report(1, column, .missingColumn) }
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      if columns.contains(name) { report(1, name, .columnTwice) }
    }
    return problems.isEmpty
  }

  private mutating func decode(_ bytes: Data) -> String? {
    let isUTF16 = bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff])
    if isUTF16 {
      report(1, nil, .encoding(.utf16))
      return nil
    }
    let content = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes
    guard let text = String(validating: content, as: UTF8.self) else {
      // The bytes that Windows-1252 leaves undefined: none of them means it is most likely that.
      let undefined: Set<UInt8> = [0x81, 0x8d, 0x8f, 0x90, 0x9d]
      let isWindows = !content.contains { undefined.contains($0) || $0 == 0 }
      report(
        Self.lineOfFirstFault(content), nil, .encoding(isWindows ? .windows1252 : .unknown))
      return nil
    }
    return text
  }

  private static func lineOfFirstFault(_ bytes: Data) -> Int {
    var line = 1
    for part in bytes.split(separator: 0x0a, omittingEmptySubsequences: false) {
      if String(validating: part, as: UTF8.self) == nil { return line }
      line += 1
    }
    return line
  }

  private static func trimmed(_ text: String) -> String {
    let start = text.drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }

  private mutating func report(_ line: Int?, _ column: String?, _ kind: RosterProblem.Kind) {
    problems.append(RosterProblem(file: file, line: line, column: column, kind: kind))
  }
}

/// Finds where the records of a CSV text begin, and what makes it no CSV (RFC 4180 section 2).
private struct CSVLines {
  private enum State { case start, plain, quoted, closing }

  private(set) var starts: [Int] = []
  private(set) var flaw: (line: Int, kind: RosterProblem.Kind)?
  private var state = State.start
  private var line = 1
  private var quoteLine = 1
  private var isAtRecord = true

  mutating func take(_ character: Character) {
    if isAtRecord {
      starts.append(line)
      isAtRecord = false
    }
    switch (state, character) {
    case (.quoted, "\""): state = .closing
    case (.quoted, _): break
    case (.closing, "\""): state = .quoted
    case (.start, "\""):
      state = .quoted
      quoteLine = line
    case (_, "\""): flaw = flaw ?? (line, .strayQuote)
    case (_, ","): state = .start
    case (_, _) where character.isNewline:
      state = .start
      isAtRecord = true
    case (.closing, _) where !character.isWhitespace: flaw = flaw ?? (line, .strayQuote)
    case (.start, _) where !character.isWhitespace: state = .plain
    default: break
    }
    if character.isNewline { line += 1 }
  }

  mutating func end() {
    if state == .quoted { flaw = flaw ?? (quoteLine, .unclosedQuote) }
  }
}
