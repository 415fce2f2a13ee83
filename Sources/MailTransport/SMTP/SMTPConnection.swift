/// One logged-in SMTP session. Blocking; belongs to the one thread of its ``SMTPSender``.
final class SMTPConnection {
  private let wire: Wire
  private let options: SMTPOptions
  /// The EHLO keywords in capitals, with what follows them.
  private var extensions: [String: String] = [:]

  init(wire: Wire, options: SMTPOptions) {
    self.wire = wire
    self.options = options
  }

  // MARK: Login

  func logIn(as credentials: ServerEndpoint.Credentials?) throws {
    wire.operation = "log in"
    // libcurl said EHLO too, but keeps the answer to itself.
    let reply = try command("EHLO \(options.greetingName)")
    guard reply.isPositive else { throw refusal(reply) }
    for line in reply.lines.dropFirst() {
      let words = line.split(separator: " ", maxSplits: 1).map { String($0) }
      if let name = words.first { extensions[name.uppercased()] = words.dropFirst().first ?? "" }
    }
    guard let credentials else { return }
    let offered = (extensions["AUTH"] ?? "").uppercased().split(separator: " ").map { String($0) }
    let dialogue: SASLDialogue?
    do {
      dialogue = try SASLDialogue(credentials, offered: Set(offered))
    } catch let error as MailTransportError {
      // The endpoint's own account: it knows what may be said.
      throw error
    } catch {
      throw wire.failure(.setUp, .tokenUnavailable)
    }
    // Never go on without: such a server would take the letter as anybody's, or lose it.
    guard let dialogue else { throw wire.failure(.setUp, .noLoginMethod) }
    try authenticate(dialogue)
  }

  private func authenticate(_ dialogue: SASLDialogue) throws {
    var dialogue = dialogue
    var reply = try command("AUTH \(dialogue.mechanism.rawValue)")
    // The longest login asks three times: twice for data, once to explain a refusal.
    for _ in 0..<3 where reply.code == 334 {
      reply = try command(dialogue.answer(to: reply.text))
    }
    guard reply.code != 235 else { return }
    let text = dialogue.cleaned("\(reply.code) \(reply.text)")
    // 454: the server's password store is down, which is not a wrong password.
    throw reply.isTemporary
      ? wire.failure(.transient, .loginUnavailable, text)
      : wire.failure(.setUp, .loginRefused, text)
  }

  // MARK: One letter

  /// One transaction with one recipient. Throws only before anything of the letter was sent and the
  /// connection turned out to be dead or closing; everything later is an outcome.
  func send(_ letter: Letter, _ stop: Bell) throws -> SendOutcome {
    wire.stop = stop
    wire.operation = "send a letter"
    if wantsTLS(letter), extensions["REQUIRETLS"] == nil {
      return .insecure(
        SendFailure(
          stage: .sender, reply: nil,
          reason: "the server does not offer REQUIRETLS, which this domain's letters must have"))
    }
    let sender = try command("MAIL FROM:<\(letter.from)>\(senderParameters(letter))")
    // 421 is the server's goodbye, not a verdict on the letter.
    if sender.code == 421 { throw refusal(sender) }
    guard sender.isPositive else { return refused(.sender, sender) }
    let stage = Progress()
    do {
      return try sendRest(letter, stage)
    } catch {
      let reason = (error as? MailTransportError)?.description ?? "stopped"
      let failure = SendFailure(stage: stage.stage, reply: nil, reason: reason)
      isUsable = false
      return stage.stage == .afterFinalDot ? .unknown(failure) : .temporary(failure)
    }
  }

  /// False once the connection is lost or the server has said goodbye.
  private(set) var isUsable = true

  private final class Progress { var stage = SMTPStage.recipient }

  private func sendRest(_ letter: Letter, _ progress: Progress) throws -> SendOutcome {
    let notify = extensions["DSN"] == nil ? "" : " NOTIFY=FAILURE,DELAY"
    let recipient = try command("RCPT TO:<\(letter.to)>\(notify)")
    guard recipient.isPositive else { return refused(.recipient, recipient) }
    progress.stage = .data
    let data = try command("DATA")
    guard data.code == 354 else { return refused(.data, data) }
    let lines = SMTPText.dataLines(letter.bytes)
    wire.deadline += .seconds(lines.count / Limits.slowestBytesPerSecond)
    // All but the final dot: until that has gone the server cannot take the letter.
    try wire.send(Array(lines.dropLast(3)))
    try letter.beforeFinalDot()
    // What was sent may lie in our own system still: a connection that was lost meanwhile is seen here, and
    // the letter goes out anew instead of being anybody's guess.
    try wire.checkStillOpen()
    progress.stage = .afterFinalDot
    wire.deadline = .now + options.finalReplyTimeout
    try wire.send(Array(lines.suffix(3)))
    let final = try reply()
    return final.isPositive ? .sent(final) : refused(.afterFinalDot, final)
  }

  private func wantsTLS(_ letter: Letter) -> Bool {
    letter.to.split(separator: "@").last.map { options.secureDomains.contains($0.lowercased()) }
      ?? false
  }

  private func senderParameters(_ letter: Letter) -> String {
    var parameters = wantsTLS(letter) ? " REQUIRETLS" : ""
    if extensions["SIZE"] != nil { parameters += " SIZE=\(letter.bytes.count)" }
    if extensions["8BITMIME"] != nil, letter.bytes.contains(where: { $0 > 127 }) {
      parameters += " BODY=8BITMIME"
    }
    guard extensions["DSN"] != nil else { return parameters }
    // Only the header comes back in a bounce: a child's plan should not travel once more.
    parameters += " RET=HDRS"
    if let id = letter.envelopeID { parameters += " ENVID=\(SMTPText.xtext(id))" }
    return parameters
  }

  private func refused(_ stage: SMTPStage, _ reply: SMTPReply) -> SendOutcome {
    if reply.code == 421 {
      isUsable = false
    } else if stage != .afterFinalDot {
      // The next letter must not inherit this one's sender.
      do { _ = try command("RSET") } catch { isUsable = false }
    }
    let failure = SendFailure(
      stage: stage, reply: reply, reason: "the server answered \(reply) to the \(stage.rawValue)")
    switch reply.code {
    case 530, 534, 535, 538:
      return .accountProblem(wire.failure(.setUp, .loginRefused, "\(reply.code) \(reply.text)"))
    case 400..<500: return .temporary(failure)
    case 500..<600: return .permanent(failure)
    default: return .temporary(failure)
    }
  }

  func quit() {
    wire.operation = "log out"
    // Nothing depends on the answer; the server's 221 only saves it a line in its log.
    if isUsable { _ = try? command("QUIT", within: .seconds(2)) }
    isUsable = false
  }

  // MARK: Commands

  private func command(_ line: String, within time: Duration? = nil) throws -> SMTPReply {
    wire.deadline = .now + (time ?? options.replyTimeout)
    try wire.send(line: line)
    return try reply()
  }

  private func reply() throws -> SMTPReply {
    var lines: [String] = []
    for _ in 0..<Limits.replyLines {
      let line = try wire.line()
      guard line.count >= 3, let code = Int(String(decoding: line.prefix(3), as: UTF8.self)),
        (200..<600).contains(code)
      else { throw wire.failure(.transient, .malformedReply) }
      lines.append(String(decoding: line.dropFirst(4), as: UTF8.self))
      let goesOn = line.count > 3 && line[3] == UInt8(ascii: "-")
      if !goesOn { return SMTPReply(code: code, lines: lines) }
    }
    throw wire.failure(.transient, .malformedReply, "endless answer")
  }

  private func refusal(_ reply: SMTPReply) -> MailTransportError {
    wire.failure(
      reply.isTemporary ? .transient : .permanent, reply.code == 421 ? .connectionLost : .refused,
      "\(reply.code) \(reply.text)")
  }
}

/// One letter with its envelope.
struct Letter: Sendable {
  let bytes: [UInt8]
  let from: String
  let to: String
  let envelopeID: String?
  let beforeFinalDot: @Sendable () throws -> Void
}
