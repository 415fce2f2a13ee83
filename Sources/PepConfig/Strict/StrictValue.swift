import Yams

/// One value of a YAML file with its place and its full name (`mailbox.folders.inbox`).
///
/// Yams' own decoding would do, but says neither the line of a wrong value nor anything about a key
/// that nobody reads; a misspelt setting would silently keep its default.
struct StrictValue {
  let node: Node
  let name: String
  let place: ConfigurationError.Place
  /// Where its key stands; what is missing in a section is told of there.
  let keyPlace: ConfigurationError.Place
  let findings: Findings

  init(_ node: Node, name: String, near place: ConfigurationError.Place, _ findings: Findings) {
    self.node = node
    self.name = name
    self.findings = findings
    keyPlace = place
    self.place = Self.place(of: node, near: place)
  }

  static func place(
    of node: Node, near place: ConfigurationError.Place
  ) -> ConfigurationError.Place {
    .init(
      place.subject, file: place.file, line: node.mark?.line ?? place.line,
      column: node.mark?.column ?? place.column)
  }

  /// A key with nothing behind it, as it remains when all below it is commented out.
  var isEmpty: Bool {
    guard case .scalar(let scalar) = node else { return false }
    return scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
  }

  var text: String? {
    guard case .scalar(let scalar) = node else { return nil }
    return scalar.string
  }

  func read<Value: Sendable>(_ reading: Reading<Value>) -> Value? {
    guard !isEmpty, let text else {
      findings.add(.wrongType(name, expected: reading.expected), at: place)
      return nil
    }
    switch reading.parse(text) {
    case .value(let value): return value
    case .wrong: findings.add(.wrongType(name, expected: reading.expected), at: place)
    case .notAllowed(let allowed):
      findings.add(
        .badValue(
          name, value: String(text.prefix(60)), allowed: allowed,
          nearest: nearest(to: text, among: allowed)), at: place)
    }
    return nil
  }

  /// Reads a mapping; keys that `body` does not ask for are errors.
  func section<Value>(_ body: (Section) -> Value) -> Value {
    let section = Section(name: name, entries: entries, place: keyPlace, findings)
    if node.mapping == nil, !isEmpty {
      let expected = "a list of 'key: value' lines" + (name.isEmpty ? "" : " below it")
      findings.add(.wrongType(name, expected: expected), at: place)
      section.isBroken = true
    }
    let value = body(section)
    section.reportUnknownKeys()
    return value
  }

  private var entries: [(Node, Node)] { node.mapping?.map { ($0.key, $0.value) } ?? [] }

  /// Reads a list; a single value does not count as a list of one, because `words: a, b` then
  /// would silently be one word. An empty list is mostly a rule that never applies, so it must be
  /// allowed on purpose.
  func list<Value>(
    _ expected: String, orEmpty: Bool = false, _ element: (StrictValue) -> Value?
  ) -> [Value] {
    guard case .sequence(let sequence) = node else {
      findings.add(.wrongType(name, expected: expected), at: place)
      return []
    }
    if sequence.isEmpty, !orEmpty {
      findings.add(.wrongType(name, expected: expected + ", with at least one in it"), at: place)
    }
    return sequence.enumerated().compactMap { index, node in
      let near = Self.place(of: node, near: place)
      return element(StrictValue(node, name: "\(name)[\(index + 1)]", near: near, findings))
    }
  }

  func texts() -> [String] { list("a list of texts, such as [first, second]") { $0.read(.text) } }
}
