extension IMAPConnection {
  /// Logs in and learns how the server names its folders.
  func logIn(as credentials: ServerEndpoint.Credentials?) throws {
    wire.operation = "log in"
    // libcurl loses what a server sends in the same segment as the last line it read itself, and the
    // rest of a cut line is junk. Until the reply to this first command nothing is believed.
    try require("CAPABILITY")
    guard let credentials else { throw wire.failure(.setUp, .noLoginMethod) }
    let dialogue: SASLDialogue?
    do {
      let offered = capabilities.filter { $0.hasPrefix("AUTH=") }.map { String($0.dropFirst(5)) }
      dialogue = try SASLDialogue(credentials, offered: Set(offered))
    } catch let error as MailTransportError {
      // The endpoint's own account: it knows what may be said.
      throw error
    } catch {
      // Not the error's own words: they may quote the file, and the file holds the token.
      throw wire.failure(.setUp, .tokenUnavailable)
    }
    if let dialogue {
      try authenticate(dialogue)
    } else if case .password(let user, let secret) = credentials, !offers("LOGINDISABLED") {
      try logInPlainly(user, secret)
    } else {
      throw wire.failure(.setUp, .noLoginMethod)
    }
    // Capabilities may differ once logged in, and not every server sends them unasked.
    try require("CAPABILITY")
    try learnNaming()
  }

  private func authenticate(_ dialogue: SASLDialogue) throws {
    var dialogue = dialogue
    let status = try run("AUTHENTICATE \(dialogue.mechanism.rawValue)") { response in
      guard case .continuation(let prompt) = response else { return }
      try wire.send(line: dialogue.answer(to: prompt))
    }
    guard status.kind == .ok else {
      throw loginRefusal(status, text: dialogue.cleaned(status.text))
    }
  }

  /// The LOGIN command of old servers. Literals, because a password may hold any character.
  private func logInPlainly(_ user: String, _ secret: String) throws {
    var parts = [" {\(secret.utf8.count)}", secret]
    let status = try run("LOGIN {\(user.utf8.count)}") { response in
      guard case .continuation = response, !parts.isEmpty else { return }
      let isUser = parts.count == 2
      let part = parts.removeFirst()
      try wire.send(line: isUser ? user + part : part)
    }
    guard status.kind == .ok else {
      throw loginRefusal(
        status, text: ServerText.cleaned(status.text, hiding: [user, secret]))
    }
  }

  /// A server whose password store is down must not look like a wrong password: the one passes, the
  /// other stops the daemon and sends a person looking.
  private func loginRefusal(_ status: IMAPStatus, text: String) -> MailTransportError {
    let passing: Set = ["UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG"]
    if passing.contains(status.code ?? "") {
      return wire.failure(.transient, .loginUnavailable, text, code: status.code)
    }
    return wire.failure(.setUp, .loginRefused, text, code: status.code)
  }

  private func learnNaming() throws {
    if offers("NAMESPACE") {
      try require("NAMESPACE") { response in
        guard case .namespace(let prefix, let separator) = response else { return }
        naming = FolderNaming(separator: separator ?? "/", prefix: prefix)
      }
    } else {
      try require("LIST \"\" \"\"") { response in
        guard case .list(let entry) = response, let separator = entry.separator else { return }
        naming.separator = separator
      }
    }
  }
}
