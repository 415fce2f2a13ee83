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

  /// `tokens` is what access tokens are asked for with, where that is configured.
  func imapLogin(_ section: Section, _ tokens: SecretFile?) -> Settings.Login {
    login(section, tokens, username: section.required("username", .text, placeholder: ""))
  }

  /// A relay that knows us by our address wants no login; half a login is a mistake.
  func smtpLogin(_ section: Section, _ tokens: SecretFile?) -> Settings.Login? {
    let secretsGiven = ["password_file", "token_file", "mechanism"].filter { section[$0] != nil }
    if let username = section.optional("username", .text) {
      return login(section, tokens, username: username)
    }
    if let given = secretsGiven.first {
      section.add(
        .neededBy(
          section.fullName("username"), because: "'\(section.fullName(given))' is given"),
        at: section.place)
    }
    return nil
  }

  private func login(
    _ section: Section, _ tokens: SecretFile?, username: String
  ) -> Settings.Login {
    let password = secretFile(section, "password_file")
    let token = secretFile(section, "token_file")
    if password == nil, token == nil, let tokens, section["mechanism"] == nil {
      return Settings.Login(
        username: username, mechanism: .xoauth2, secret: tokens, asksForTokens: true)
    }
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

  func microsoft365(_ section: Section) -> Settings.Microsoft365 {
    let tenant = section.required("tenant", .text, placeholder: "")
    let secret = secretFile(section, "client_secret_file")
    let certificate = path(section, "certificate_file")
    let key = secretFile(section, "key_file")
    let names = ["client_secret_file", "certificate_file"].map(section.fullName)
    let proof: Settings.Microsoft365.Proof
    switch (secret, certificate, key) {
    case (let secret?, nil, nil): proof = .clientSecret(secret)
    case (nil, let certificate?, let key?): proof = .certificate(file: certificate, key: key)
    default:
      if secret == nil, (certificate == nil) != (key == nil) {
        let lacking = section.fullName(key == nil ? "key_file" : "certificate_file")
        section.add(
          .neededBy(lacking, because: "the other of the two is given"), at: section.place)
      } else {
        section.add(.exactlyOne(names), at: section.place)
      }
      proof = .clientSecret(
        SecretFile(name: "", candidates: [], setting: section.name, place: section.place))
    }
    return Settings.Microsoft365(
      clientID: section.required("client_id", .text, placeholder: ""), proof: proof,
      secretEndsOn: section.optional("secret_ends_on", .day),
      tokenURL: section.value(
        "token_url", .secureLink,
        default: "https://login.microsoftonline.com/\(tenant)/oauth2/v2.0/token"),
      scope: section.value(
        "scope", .text, default: "https://outlook.office365.com/.default"),
      caFile: path(section, "ca_file"))
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
