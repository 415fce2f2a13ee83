import FoundationEssentials

// The two mail servers and the logins there.

extension SettingsReader {
  func server(
    _ section: Section, port ports: [Settings.Security: Int], default security: Settings.Security
  ) -> Settings.Server {
    let security: Settings.Security = section.value("security", .choice, default: security)
    return Settings.Server(
      host: section.required("host", .host, placeholder: ""),
      port: section.value("port", .whole(1...65535), default: ports[security] ?? 0),
      security: security, caFile: path(section, "ca_file"))
  }

  func imapLogin(_ section: Section) -> Settings.Login {
    login(section, username: section.required("username", .text, placeholder: ""))
  }

  /// A relay that knows us by our address wants no login; half a login is a mistake.
  func smtpLogin(_ section: Section) -> Settings.Login? {
    let secretsGiven = ["password_file", "token_file", "mechanism"].filter { section[$0] != nil }
    if let username = section.optional("username", .text) {
      return login(section, username: username)
    }
    if let given = secretsGiven.first {
      section.add(
        .neededBy(
          section.fullName("username"), because: "'\(section.fullName(given))' is given"),
        at: section.place)
    }
    return nil
  }

  private func login(_ section: Section, username: String) -> Settings.Login {
    let password = secretFile(section, "password_file")
    let token = secretFile(section, "token_file")
    let mechanism: Settings.Mechanism = section.value(
      "mechanism", .choice, default: token == nil ? .plain : .xoauth2)
    check(section, mechanism, password: password, token: token)
    let placeholder = SecretFile(
      name: "", candidates: [], setting: section.name, place: section.place)
    return Settings.Login(
      username: username, mechanism: mechanism, secret: password ?? token ?? placeholder)
  }

  private func check(
    _ section: Section, _ mechanism: Settings.Mechanism, password: SecretFile?, token: SecretFile?
  ) {
    let names = ["password_file", "token_file"].map(section.fullName)
    func add(_ kind: ConfigurationError.Kind, _ place: ConfigurationError.Place) {
      section.add(kind, at: place)
    }
    switch (password, token, mechanism) {
    case (nil, nil, _): add(.exactlyOne(names), section.place)
    case (_?, let token?, _): add(.exactlyOne(names), token.place)
    case (let password?, nil, .xoauth2):
      add(.neededBy(names[1], because: "'mechanism' is xoauth2"), password.place)
    case (nil, let token?, .plain), (nil, let token?, .login):
      add(.neededBy(names[0], because: "'mechanism' is \(mechanism.rawValue)"), token.place)
    case (_?, nil, .plain), (_?, nil, .login), (nil, _?, .xoauth2): break
    }
  }

  private func secretFile(_ section: Section, _ key: String) -> SecretFile? {
    guard let value = section[key], let name = value.read(.text) else { return nil }
    var candidates = [resolved(name, in: folder)]
    if !name.hasPrefix("/") {
      if FileManager.default.fileExists(atPath: secretsFolder) {
        candidates.append(resolved(name, in: secretsFolder))
      }
      if let credentials = surroundings.credentialsFolder {
        // The second is how systemd calls a file of a whole folder: LoadCredential=pepd:FOLDER.
        candidates = [name, "pepd_\(name)"].map { resolved($0, in: credentials) } + candidates
      }
    }
    return SecretFile(name: name, candidates: candidates, setting: value.name, place: value.place)
  }
}
