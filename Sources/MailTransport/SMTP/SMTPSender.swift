import FoundationEssentials

/// Sends letters, one recipient each, and says exactly what became of each.
package protocol MailSender: Sendable {
  /// - Parameters:
  ///   - mail: the finished letter, with its header.
  ///   - from: the envelope's sender, where bounces go; empty for letters that must not bounce.
  ///   - envelopeID: comes back in bounces (`Original-Envelope-ID`) where servers support DSN.
  ///   - beforeFinalDot: called when everything but the final dot has gone, so that the caller can note
  ///     that the letter may have arrived from here on. Until then the server cannot take it. It may
  ///     block; where it throws, the letter is not sent.
  func send(
    _ mail: [UInt8], from: String, to: String, envelopeID: String?,
    beforeFinalDot: @escaping @Sendable () throws -> Void
  ) async -> SendOutcome
  func close() async
}

extension MailSender {
  package func send(
    _ mail: [UInt8], from: String, to: String, envelopeID: String?
  ) async -> SendOutcome {
    await send(mail, from: from, to: to, envelopeID: envelopeID, beforeFinalDot: {})
  }
}

/// How to deal with one submission server.
package struct SMTPOptions: Sendable {
  /// DNS to login.
  package var connectTimeout: Duration = .seconds(30)
  package var replyTimeout: Duration = .seconds(60)
  /// RFC 5321 4.5.3.2.6: a server may take ten minutes to scan a letter; giving up before makes the
  /// outcome unknown.
  package var finalReplyTimeout: Duration = .seconds(600)
  /// How long the connection is kept for a next letter.
  package var idleTime: Duration = .seconds(20)
  /// What we call ourselves: a host name.
  package var greetingName = "localhost"
  /// Recipients' domains to which a letter goes with REQUIRETLS (RFC 8689) or not at all.
  package var secureDomains: Set<String> = []

  package init() {}
}

/// A ``MailSender`` on a submission server. Connects when there is a letter, keeps the connection for
/// the next, closes it when idle. Cancelling the task of a `send` ends this sender's connection;
/// after the final dot the outcome is then `unknown`, so a daemon that stops should let it finish.
package actor SMTPSender: MailSender {
  private nonisolated let executor: ThreadExecutor
  private let endpoint: ServerEndpoint
  private let options: SMTPOptions
  private var session: SMTPConnection?
  private var closing: Task<Void, Never>?

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  package init(endpoint: ServerEndpoint, options: SMTPOptions = SMTPOptions()) throws {
    guard let executor = ThreadExecutor.start() else {
      throw MailTransportError(
        .transient, .unreachable, operation: "start a session", server: endpoint.address,
        serverText: "no thread left")
    }
    self.executor = executor
    self.endpoint = endpoint
    self.options = options
  }

  deinit { executor.end() }

  package nonisolated func send(
    _ mail: [UInt8], from: String, to: String, envelopeID: String?,
    beforeFinalDot: @escaping @Sendable () throws -> Void
  ) async -> SendOutcome {
    let letter = Letter(
      bytes: mail, from: from, to: to, envelopeID: envelopeID, beforeFinalDot: beforeFinalDot)
    if let refusal = Self.refusalBeforeSending(letter) { return .permanent(refusal) }
    guard let stop = Bell() else {
      return .temporary(
        SendFailure(stage: .connect, reply: nil, reason: "no file descriptor left"))
    }
    return await withTaskCancellationHandler {
      await deliver(letter, stop)
    } onCancel: {
      stop.ring()
    }
  }

  /// Connects and logs in over a connection of its own, and sends nothing.
  package nonisolated func checkLogin() async throws {
    guard let stop = Bell() else {
      throw MailTransportError(
        .transient, .unreachable, operation: "start a session", server: endpoint.address,
        serverText: "no file descriptor left")
    }
    try await withTaskCancellationHandler {
      try await logInOnly(stop)
    } onCancel: {
      stop.ring()
    }
  }

  private func logInOnly(_ stop: Bell) throws { try connect(stop).quit() }

  package func close() {
    closing?.cancel()
    closing = nil
    session?.quit()
    session = nil
  }

  // MARK: One letter

  private func deliver(_ letter: Letter, _ stop: Bell) -> SendOutcome {
    closing?.cancel()
    if let kept = session, let outcome = deliver(letter, over: kept, stop) { return outcome }
    // No connection yet, or the server had closed it meanwhile: nothing of this letter was sent.
    session = nil
    let fresh: SMTPConnection
    do {
      fresh = try connect(stop)
    } catch {
      return Self.outcome(of: error)
    }
    session = fresh
    return deliver(letter, over: fresh, stop)
      ?? .temporary(
        SendFailure(stage: .sender, reply: nil, reason: "the server closes the connection"))
  }

  /// Nil where the connection was gone before anything of the letter was sent.
  private func deliver(
    _ letter: Letter, over connection: SMTPConnection, _ stop: Bell
  ) -> SendOutcome? {
    do {
      let outcome = try connection.send(letter, stop)
      if connection.isUsable {
        closeLater()
      } else {
        session = nil
      }
      return outcome
    } catch let error as MailTransportError where error.kind == .transient {
      session = nil
      return nil
    } catch {
      session = nil
      return Self.outcome(of: error)
    }
  }

  private func connect(_ stop: Bell) throws -> SMTPConnection {
    let begun = Date()
    do {
      return try connectOnce(stop)
    } catch let error as MailTransportError
      where endpoint.mayTryAgain(after: error, begun: begun)
    {
      return try connectOnce(stop)
    }
  }

  private func connectOnce(_ stop: Bell) throws -> SMTPConnection {
    let wire = try Wire(
      server: endpoint.address, stop: stop, deadline: .now + options.connectTimeout)
    try wire.connect(to: endpoint, .smtp(greetingAs: options.greetingName))
    let connection = SMTPConnection(wire: wire, options: options)
    try connection.logIn(as: endpoint.credentials)
    return connection
  }

  /// A fault that is not about the letter: it stays queued, whatever the server says.
  private static func outcome(of error: any Error) -> SendOutcome {
    guard let error = error as? MailTransportError else {
      return .temporary(SendFailure(stage: .connect, reply: nil, reason: "stopped"))
    }
    guard error.kind == .transient else { return .accountProblem(error) }
    return .temporary(SendFailure(stage: .connect, reply: nil, reason: error.description))
  }

  private static func refusalBeforeSending(_ letter: Letter) -> SendFailure? {
    if !SMTPText.isUsable(letter.to) {
      return SendFailure(stage: .recipient, reply: nil, reason: "the address cannot be used")
    }
    if !SMTPText.isUsable(letter.from, emptyAllowed: true) {
      return SendFailure(stage: .sender, reply: nil, reason: "the sender's address cannot be used")
    }
    return nil
  }

  // MARK: The kept connection

  private func closeLater() {
    closing = Task { [weak self, options] in
      do { try await Task.sleep(for: options.idleTime) } catch { return }
      await self?.close()
    }
  }
}
