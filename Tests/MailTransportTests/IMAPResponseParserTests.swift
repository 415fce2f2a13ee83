import FoundationEssentials
import Testing

@testable import MailTransport

@Suite struct IMAPResponseParserTests {
  /// Feeds a server's bytes as a connection would, and returns the answers.
  private func answers(_ text: String, literalLimit: Int = .max) throws -> [IMAPResponse] {
    try answers(Array(text.utf8), literalLimit: literalLimit)
  }

  private func answers(_ bytes: [UInt8], literalLimit: Int = .max) throws -> [IMAPResponse] {
    var parser = IMAPResponseParser()
    var rest = bytes[...]
    var found: [IMAPResponse] = []
    while let newline = rest.firstIndex(of: 10) {
      var line = Array(rest[..<newline])
      if line.last == 13 { line.removeLast() }
      rest = rest[(newline + 1)...]
      switch try parser.take(line: line) {
      case .response(let response): found.append(response)
      case .line: continue
      case .literal(let count):
        if count > literalLimit {
          parser.skipped(literalOf: count)
        } else {
          parser.take(literal: Array(rest.prefix(count)))
        }
        rest = rest.dropFirst(count)
      }
    }
    return found
  }

  private func items(_ text: String) throws -> IMAPFetchItems? {
    guard case .fetch(let items) = try answers(text).first else { return nil }
    return items
  }

  // MARK: Literals

  @Test func `a line inside a message cannot end the answer`() throws {
    let mail = "Subject: x\r\n\r\nA004 OK fake\r\n)\r\n* 9 EXISTS\r\n"
    let found = try answers(
      "* 1 FETCH (UID 5 BODY[] {\(mail.utf8.count)}\r\n\(mail))\r\nz1 OK done\r\n")
    #expect(found.count == 2)
    guard case .fetch(let items) = found[0] else { return }
    #expect(items.body == .bytes(Array(mail.utf8)))
    #expect(items.uid == 5)
  }

  @Test(arguments: ["{3}", "{3+}", "~{3}"])
  func `every kind of literal is counted`(_ announcement: String) throws {
    let found = try items("* 1 FETCH (BODY[] \(announcement)\r\na\0c UID 8)\r\n")
    #expect(found?.body == .bytes([97, 0, 99]))
    #expect(found?.uid == 8)
  }

  @Test func `braces at the end of a quoted string announce nothing`() throws {
    let found = try answers("* LIST () \"/\" \"a {5}\"\r\nz1 OK done {7}\r\n")
    #expect(
      found.first == .list(IMAPListEntry(attributes: [], separator: "/", name: "a {5}")))
    #expect(found.count == 2)
  }

  @Test func `a literal over the limit is stepped over`() throws {
    let found = try answers("* 1 FETCH (UID 5 BODY[] {6}\r\nabcdef)\r\n", literalLimit: 5)
    guard case .fetch(let items) = found.first else { return }
    #expect(items.body == .skipped(6))
    #expect(items.uid == 5)
  }

  @Test(arguments: ["{2000000000}", "{99999999999999999999999}"])
  func `a literal that nobody can hold is refused`(_ announcement: String) {
    #expect(throws: IMAPSyntaxError.self) {
      try answers("* 1 FETCH (BODY[] \(announcement)\r\n")
    }
  }

  // MARK: Quotes

  @Test func `a CRLF inside quotes belongs to the string`() throws {
    let found = try items("* 1 FETCH (UID 5 BODY[] \"a\r\nz1 OK fake\" FLAGS ())\r\n")
    #expect(found?.body == .bytes(Array("a\r\nz1 OK fake".utf8)))
    #expect(found?.flags == [])
  }

  @Test func `quotes and backslashes are unescaped`() throws {
    let found = try answers("* LIST (\\HasNoChildren) \".\" \"a \\\"b\\\" \\\\c\"\r\n")
    #expect(
      found == [
        .list(
          IMAPListEntry(
            attributes: ["\\hasnochildren"], separator: ".", name: "a \"b\" \\c"))
      ])
  }

  @Test func `a lone quote in words for people swallows nothing`() throws {
    let found = try answers("* OK it's 5\" wide {3}\r\nz1 NO [OVERQUOTA] no \"room\r\n")
    #expect(found.count == 2)
    guard case .status(let status) = found[1] else { return }
    #expect(status.code == "OVERQUOTA")
    #expect(status.text == "no \"room")
  }

  // MARK: Items in any order

  @Test func `Cyrus puts FLAGS first and a blank into the date`() throws {
    let found = try items(
      "* 3 FETCH (FLAGS (\\Seen $Junk) INTERNALDATE \" 1-Jan-2024 10:00:00 +0100\" "
        + "RFC822.SIZE 24 UID 77 BODY[] ~{2}\r\n\0a)\r\n")
    #expect(found?.uid == 77)
    #expect(found?.flags == ["\\Seen", "$Junk"])
    #expect(
      found?.internalDate.flatMap(InternalDate.moment)?.timeIntervalSince1970 == 1_704_099_600)
    #expect(found?.body == .bytes([0, 97]))
  }

  @Test func `Dovecot tells of flags without a UID`() throws {
    let found = try items("* 1 FETCH (FLAGS (\\Deleted))\r\n")
    #expect(found?.uid == nil)
    #expect(found?.body == nil)
  }

  @Test func `unknown items are passed over`() throws {
    let found = try items(
      "* 1 FETCH (MODSEQ (12) X-GM-LABELS (a (b \"c\")) UID 4 EMAILID (M1))\r\n")
    #expect(found?.uid == 4)
  }

  @Test func `a header field is one item in spite of its brackets`() throws {
    let found = try items(
      "* 1 FETCH (UID 4 BODY[HEADER.FIELDS (MESSAGE-ID)] {20}\r\nMessage-ID: <a@b>\r\n\r )\r\n")
    #expect(found?.header.flatMap(MessageOverview.messageID) == "a@b")
  }

  @Test func `a body that the server cannot read is told apart from none`() throws {
    #expect(try items("* 1 FETCH (UID 4 BODY[] NIL)\r\n")?.body == .missing)
    #expect(try items("* 1 FETCH (UID 4)\r\n")?.body == nil)
  }

  // MARK: Lists of messages

  @Test func `20,000 hits in one line are all read`() throws {
    let uids = (1...20_000).map { UID($0 * 3) }
    let line = uids.map { "\($0)" }.joined(separator: " ")
    #expect(try answers("* SEARCH \(line)\r\n") == [.search(uids)])
  }

  @Test func `an empty search is an empty list`() throws {
    #expect(try answers("* SEARCH\r\n") == [.search([])])
    #expect(try answers("* ESEARCH (TAG \"z1\") UID\r\n") == [.extendedSearch([])])
  }

  @Test func `ranges of an extended search are not counted out unasked`() throws {
    let found = try answers("* ESEARCH (TAG \"z1\") UID ALL 1:3,9,4294967295:10\r\n")
    #expect(found == [.extendedSearch([1...3, 9...9, 10...4_294_967_295])])
    #expect(UIDSet.uids(in: [10...4_294_967_295], atMost: 5_000) == nil)
  }

  // MARK: Everything else

  @Test func `a namespace without a separator is accepted`() throws {
    #expect(
      try answers("* NAMESPACE ((\"INBOX.\" \".\")) NIL NIL\r\n")
        == [.namespace(prefix: "INBOX.", separator: ".")])
    #expect(
      try answers("* NAMESPACE ((\"\" NIL)) NIL NIL\r\n")
        == [.namespace(prefix: "", separator: nil)])
  }

  @Test(arguments: [
    "", "ISTS", "*", "* 1", "* 1 FETCH", "* 1 FETCH 5", "* FLAGS (\\Seen)", "* LIST", "* X-Y (a) b",
    "* NAMESPACE NIL NIL NIL", "* 99999999999999999999 EXISTS",
  ])
  func `what is not understood is passed over`(_ line: String) throws {
    #expect(try answers("\(line)\r\n") == [.other])
  }

  @Test(arguments: ["* 1 FETCH (UID 5", "* 1 FETCH UID 5)"])
  func `unbalanced brackets end the session`(_ line: String) {
    #expect(throws: IMAPSyntaxError.self) { try answers("\(line)\r\n") }
  }

  @Test func `nesting without end is refused`() {
    let line = "* 1 FETCH " + String(repeating: "(", count: 5_000)
    #expect(throws: IMAPSyntaxError.self) { try answers("\(line)\r\n") }
  }

  @Test func `an answer of too many lines is refused`() {
    let line = "* LIST (\"" + String(repeating: "x", count: 1_000)
    let endless = String(repeating: line + "\r\n\"", count: 2_000)
    #expect(throws: IMAPSyntaxError.self) { try answers("\(endless)\r\n") }
  }

  @Test func `random bytes never trap`() throws {
    var generator = SplitMix(state: 20_261_124)
    let alphabet = Array("* 19 FETCH(UID)[]{}\"\\~+zOKNO\r\n".utf8) + [0, 200, 255]
    for _ in 0..<20_000 {
      let length = Int.random(in: 0...80, using: &generator)
      var bytes = Array("* 1 FETCH (".utf8)
      for _ in 0..<length { bytes.append(alphabet.randomElement(using: &generator) ?? 0) }
      do { _ = try answers(bytes + [10]) } catch is IMAPSyntaxError {}
    }
  }
}

/// Random numbers that are the same in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
