/// From values to meaning. Items are found by name, never by position: Cyrus puts FLAGS before UID,
/// Dovecot sends a FETCH without any UID when a flag changed elsewhere.
extension IMAPResponse {
  /// Reads an untagged data answer; what is not understood is `.other`, never a fault.
  init(_ values: [IMAPValue]) {
    self = Self.read(values) ?? .other
  }

  private static func read(_ values: [IMAPValue]) -> IMAPResponse? {
    guard values.count >= 2, values[0] == .atom("*"), let word = values[1].text else { return nil }
    if let number = Int(word) { return numbered(number, values) }
    let rest = values[2...]
    switch word.uppercased() {
    case "CAPABILITY": return .capability(Set(rest.compactMap { $0.text?.uppercased() }))
    case "SEARCH": return .search(rest.compactMap { $0.text.flatMap { UID($0) } })
    case "ESEARCH": return .extendedSearch(allRanges(in: Array(rest)))
    case "LIST": return listEntry(rest)
    case "NAMESPACE": return personalNamespace(rest.first)
    case "MYRIGHTS": return rest.last?.text.map { .rights(Set($0)) }
    default: return .other
    }
  }

  private static func numbered(_ number: Int, _ values: [IMAPValue]) -> IMAPResponse? {
    guard values.count >= 3, let word = values[2].text else { return nil }
    switch word.uppercased() {
    case "EXISTS": return .exists(number)
    case "EXPUNGE": return .expunge(number)
    case "FETCH":
      guard values.count >= 4, case .list(let items) = values[3] else { return nil }
      return .fetch(IMAPFetchItems(sequence: number, items))
    default: return .other
    }
  }

  private static func allRanges(in values: [IMAPValue]) -> [ClosedRange<UID>] {
    guard let name = values.firstIndex(where: { $0.text?.uppercased() == "ALL" }),
      name + 1 < values.count, let set = values[name + 1].text
    else { return [] }
    return UIDSet.ranges(in: set)
  }

  private static func listEntry(_ values: ArraySlice<IMAPValue>) -> IMAPResponse? {
    let values = Array(values)
    guard values.count >= 3, case .list(let attributes) = values[0], let name = values[2].text
    else { return nil }
    return .list(
      IMAPListEntry(
        attributes: Set(attributes.compactMap { $0.text?.lowercased() }),
        separator: values[1].isNil ? nil : values[1].text?.first, name: name))
  }

  /// The first personal namespace of `(("INBOX." ".")) NIL NIL`.
  private static func personalNamespace(_ value: IMAPValue?) -> IMAPResponse? {
    guard case .list(let namespaces) = value, case .list(let first) = namespaces.first,
      first.count >= 2, let prefix = first[0].text
    else { return nil }
    return .namespace(prefix: prefix, separator: first[1].isNil ? nil : first[1].text?.first)
  }
}

extension IMAPFetchItems {
  init(sequence: Int, _ values: [IMAPValue]) {
    self.init(sequence: sequence)
    var at = 0
    while at + 1 < values.count {
      guard let name = values[at].text?.uppercased() else { return }
      read(name, values[at + 1])
      at += 2
    }
  }

  private mutating func read(_ name: String, _ value: IMAPValue) {
    switch name {
    case "UID": uid = value.text.flatMap { UID($0) }
    case "RFC822.SIZE": size = value.text.flatMap { Int($0) }
    case "INTERNALDATE": internalDate = value.text
    case "FLAGS":
      guard case .list(let flags) = value else { return }
      // `\Recent` is about the session, not about the message.
      self.flags = Set(flags.compactMap(\.text)).subtracting(["\\Recent"])
    case "BODY[]":
      switch value {
      case .string(let bytes): body = .bytes(bytes)
      case .skipped(let count): body = .skipped(count)
      case .atom, .list: body = .missing
      }
    default:
      guard name.hasPrefix("BODY[HEADER"), case .string(let bytes) = value else { return }
      header = bytes
    }
  }
}
