import Yams

/// One mapping of a YAML file while it is being read. What was asked for is what is allowed, so
/// the list of allowed keys cannot fall behind the code.
final class Section {
  let name: String
  let place: ConfigurationError.Place
  let findings: Findings
  private let entries: [(key: Node, value: Node)]
  private var asked: [String] = []
  private var isOpen = false
  /// It is no mapping at all, which has been said; that its keys are missing says nothing more.
  var isBroken = false

  init(
    name: String, entries: [(Node, Node)], place: ConfigurationError.Place, _ findings: Findings
  ) {
    self.name = name
    self.entries = entries.map { (key: $0.0, value: $0.1) }
    self.place = place
    self.findings = findings
  }

  /// A list's elements have no names of their own: their keys are named bare, beside the line.
  private var prefix: String { name.isEmpty || name.hasSuffix("]") ? "" : name + "." }

  func fullName(_ key: String) -> String { prefix + key }

  /// The value of a key; nil where it is absent or empty.
  subscript(_ key: String) -> StrictValue? {
    asked.append(key)
    findings.noteKnown(fullName(key))
    guard let entry = entries.first(where: { $0.key.string == key }) else { return nil }
    let near = StrictValue.place(of: entry.key, near: place)
    findings.notePlace(near, of: fullName(key))
    let value = StrictValue(entry.value, name: fullName(key), near: near, findings)
    return value.isEmpty ? nil : value
  }

  var count: Int { entries.count }

  func optional<Value: Sendable>(_ key: String, _ reading: Reading<Value>) -> Value? {
    self[key]?.read(reading)
  }

  func value<Value: Sendable>(_ key: String, _ reading: Reading<Value>, default value: Value)
    -> Value
  {
    optional(key, reading) ?? value
  }

  /// `placeholder` only lets the reading go on; it never gets out, see `Findings`.
  func required<Value: Sendable>(_ key: String, _ reading: Reading<Value>, placeholder: Value)
    -> Value
  {
    required(key).flatMap { $0.read(reading) } ?? placeholder
  }

  func required(_ key: String) -> StrictValue? {
    let value = self[key]
    if value == nil { add(.missingKey(fullName(key)), at: place) }
    return value
  }

  /// An error about this section's keys together.
  func add(_ kind: ConfigurationError.Kind, at place: ConfigurationError.Place) {
    if !isBroken { findings.add(kind, at: place) }
  }

  /// A mapping below this one; absent and empty are the same, so that its defaults apply.
  func section<Value>(_ key: String, _ body: (Section) -> Value) -> Value {
    if let value = self[key] { return value.section(body) }
    let empty = Section(name: fullName(key), entries: [], place: place, findings)
    empty.isBroken = isBroken
    return body(empty)
  }

  /// All entries of a mapping whose keys are data, such as field names.
  func entries<Key: Sendable>(keyedBy reading: Reading<Key>) -> [(key: Key, value: StrictValue)] {
    isOpen = true
    return entries.compactMap { entry in
      let text = entry.key.string ?? ""
      let near = StrictValue.place(of: entry.key, near: place)
      switch reading.parse(text) {
      case .value(let key):
        return (key, StrictValue(entry.value, name: fullName(text), near: near, findings))
      case .wrong:
        findings.add(.unknownKey(text, nearest: nil, allowed: []), at: near)
      case .notAllowed(let allowed):
        let nearest = nearest(to: text, among: allowed)
        findings.add(.unknownKey(text, nearest: nearest, allowed: allowed), at: near)
      }
      return nil
    }
  }

  /// For files that others write and may add to.
  func allowOtherKeys() { isOpen = true }

  func reportUnknownKeys() {
    guard !isOpen else { return }
    for entry in entries {
      let key = entry.key.string ?? "?"
      if asked.contains(key) { continue }
      findings.addUnknown(
        key, prefix: prefix, allowed: asked, at: StrictValue.place(of: entry.key, near: place))
    }
  }
}
