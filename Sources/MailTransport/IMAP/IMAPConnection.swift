/// One logged-in IMAP session: commands out, answers in, and what the server has told us meanwhile.
///
/// Blocking; belongs to the one thread of its ``IMAPMailbox``. After an error that is not the
/// server's plain `NO` the session is out of step and is thrown away.
final class IMAPConnection {
  let wire: Wire
  let options: IMAPOptions
  private(set) var capabilities: Set<String> = []
  var naming = FolderNaming()
  /// The folder that is open, as last told by the server.
  var selected: OpenFolder?
  /// Messages in the open folder now. Follows every EXISTS and EXPUNGE, so that sequence numbers in
  /// our commands are always valid.
  var exists = 0
  /// Whether messages came since the open folder was last looked through.
  var hasArrivals = false
  /// Up to which UID each folder has been looked through, for when it is opened again: mail may come
  /// while another folder is open.
  var lookedThrough: [String: (validity: UInt32, nextUID: UID)] = [:]
  private(set) var expunges = 0
  /// Literals above this are read through and not kept.
  var literalLimit = Int.max

  private var parser = IMAPResponseParser()
  private let tagPrefix: String
  private var commands = 0

  init(wire: Wire, options: IMAPOptions) {
    self.wire = wire
    self.options = options
    // Not to be guessed by the sender of a message, though counted literals already protect us.
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    tagPrefix = "p" + String((0..<6).compactMap { _ in letters.randomElement() })
  }

  func offers(_ capability: String) -> Bool { capabilities.contains(capability) }

  // MARK: Commands

  /// Sends one command and hands every untagged answer to `each` until the tagged reply.
  ///
  /// `NO` is returned: what it means depends on the command. `BAD` is our fault or the server's, and
  /// is thrown.
  @discardableResult
  func run(
    _ command: String, each: (IMAPResponse) throws -> Void = { _ in }
  ) throws -> IMAPStatus {
    let tag = try begin(command)
    return try finish(tag, each: each)
  }

  /// Sends a command without waiting for its reply.
  func begin(_ command: String) throws -> String {
    commands += 1
    let tag = "\(tagPrefix)\(commands)"
    extendDeadline()
    try wire.send(line: "\(tag) \(command)")
    return tag
  }

  func finish(
    _ tag: String, each: (IMAPResponse) throws -> Void = { _ in }
  ) throws -> IMAPStatus {
    for _ in 0..<Limits.responsesPerCommand {
      let response = try next()
      if case .status(let status) = response, status.tag == tag {
        if status.kind == .bad {
          throw wire.failure(.permanent, .refused, status.text, code: status.code)
        }
        return status
      }
      try each(response)
    }
    throw wire.failure(.transient, .malformedReply, "endless answer")
  }

  /// The error for a command that was answered `NO`.
  func refusal(_ status: IMAPStatus) -> MailTransportError {
    // RFC 5530: these pass by themselves; the rest needs a person (over quota, no permission).
    let passing: Set = ["UNAVAILABLE", "INUSE", "SERVERBUG", "LIMIT", "EXPUNGEISSUED"]
    let kind: MailTransportError.Kind =
      passing.contains(status.code ?? "") ? .transient : .permanent
    return wire.failure(kind, .refused, status.text, code: status.code)
  }

  /// Runs a command that has to succeed.
  @discardableResult
  func require(
    _ command: String, each: (IMAPResponse) throws -> Void = { _ in }
  ) throws -> IMAPStatus {
    let status = try run(command, each: each)
    guard status.kind == .ok else { throw refusal(status) }
    return status
  }

  // MARK: Answers

  /// The next answer, whatever it is. Keeps count of the folder and ends with the server's BYE.
  func next() throws -> IMAPResponse {
    extendDeadline()
    let response = try readResponse()
    switch response {
    case .exists(let count):
      hasArrivals = hasArrivals || count > exists
      exists = count
    case .expunge:
      exists = max(exists - 1, 0)
      expunges += 1
    case .capability(let names):
      capabilities = names.subtracting(options.ignoredCapabilities)
    case .status(let status) where status.kind == .bye && !isLeaving:
      // Exchange Online ends a session an hour after its login: "Session invalidated - AccessTokenExpired".
      let hasEnded = status.text.contains("AccessTokenExpired")
      throw wire.failure(
        .transient, hasEnded ? .tokenEnded : .connectionLost, status.text, code: status.code)
    default: break
    }
    return response
  }

  private func readResponse() throws -> IMAPResponse {
    do {
      while true {
        switch try parser.take(line: wire.line()) {
        case .response(let response): return response
        case .line: continue
        case .literal(let count):
          allowTime(for: count)
          if count > literalLimit {
            try wire.skip(count)
            parser.skipped(literalOf: count)
          } else {
            parser.take(literal: try wire.bytes(count))
          }
        }
      }
    } catch let error as IMAPSyntaxError {
      throw wire.failure(.transient, .malformedReply, error.what)
    }
  }

  /// One deadline for a whole answer, so that a server that drips a byte now and then does not hold
  /// the session for ever.
  private func extendDeadline() { wire.deadline = .now + options.responseTimeout }

  private func allowTime(for bytes: Int) {
    wire.deadline += .seconds(bytes / Limits.slowestBytesPerSecond)
  }

  private var isLeaving = false

  /// Says goodbye, which libcurl does not, so that the server logs no lost connection.
  func logOut() throws {
    isLeaving = true
    wire.operation = "log out"
    wire.deadline = .now + .seconds(2)
    try run("LOGOUT")
  }
}
