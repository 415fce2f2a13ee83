import Foundation
import PepCore
import Testing

@testable import PepConfig

@Suite struct SettingsTests {
  private static let surroundings = Settings.Surroundings(
    credentialsFolder: "/run/credentials/pepd.service", programFolder: "/nowhere")

  private static func read(_ text: String) throws -> Settings {
    let folder = try Folders.temporary()
    defer { Folders.remove(folder) }
    try Folders.write(text, to: folder + "/pepd.yaml")
    return try Settings.read(file: folder + "/pepd.yaml", in: surroundings)
  }

  private static let least = """
    authority: {name: Exampleshire, domains: [Exampleshire.Example], authentication_server: mx.example}
    mailbox: {address: PEPs@exampleshire.example}
    imap: {host: imap.example, username: peps, password_file: imap-password}
    smtp: {host: smtp.example}

    """

  @Test func `the shipped file loads as it is`() throws {
    let settings = try Settings.read(
      file: Folders.shipped + "/pepd.yaml", in: Self.surroundings)
    #expect(settings.sending == .hold)
    #expect(settings.calendars.terms == Folders.shipped + "/calendars/terms.yaml")
  }

  @Test func `everything but who and where has a default`() throws {
    let settings = try Self.read(Self.least)
    #expect(settings.sending == .hold)
    #expect(settings.imap.port == 993)
    #expect(settings.imap.security == .tls)
    #expect(settings.smtp.port == 587)
    #expect(settings.smtp.security == .starttls)
    #expect(settings.smtpLogin == nil)
    #expect(settings.mailbox.pollInterval == .seconds(300))
    #expect(settings.mailbox.maxMessageSize == 40 * 1024 * 1024)
    #expect(settings.letters.sendingHours.description == "08:30-16:30")
    #expect(!settings.letters.acknowledge)
    #expect(settings.stateFolder == "/var/lib/pepd")
    #expect(settings.reader.program == "/usr/libexec/pepd/pep-extract")
    #expect(!settings.reader.allowUnsandboxed)
    #expect(settings.monitoring == .init(alertTo: [], awayAfter: .seconds(1_800), metricsFile: nil))
    #expect(settings.microsoft365 == nil)
  }

  @Test func `schools elsewhere have terms and bank holidays of their own`() throws {
    let settings = try Self.read(
      Self.least + """
        calendars:
          elsewhere:
            - {name: Northmoor, domains: [Northmoor.example], terms: /n.yaml, division: scotland}
            - {name: Southmere, schools: ["900101"], terms: /s.yaml}
        """)
    let counties = settings.calendars.elsewhere
    #expect(counties.map(\.name) == ["Northmoor", "Southmere"])
    #expect(counties.map(\.domains) == [["northmoor.example"], []])
    #expect(counties.map(\.schools) == [[], ["900101"]])
    #expect(counties.map(\.terms) == ["/n.yaml", "/s.yaml"])
    #expect(counties.map(\.division) == [.scotland, .englandAndWales])
    #expect(throws: ConfigurationErrors.self) {
      try Self.read(
        Self.least + "calendars: {elsewhere: [{name: Northmoor, terms: /n.yaml}]}\n")
    }
  }

  /// The comments of the shipped file would otherwise come to tell another truth than the code.
  @Test func `the defaults in the shipped file's comments are the defaults`() throws {
    let shipped = Folders.shipped + "/pepd.yaml"
    let uncommented = try #require(try Self.uncomment(shipped))
    let plain = try Settings.read(file: shipped, in: Self.surroundings)
    let spelt = try Self.read(uncommented)
    #expect(spelt.sending == plain.sending)
    #expect(spelt.authority == plain.authority)
    #expect(spelt.mailbox.folders == plain.mailbox.folders)
    #expect(spelt.mailbox.maxMessageSize == plain.mailbox.maxMessageSize)
    #expect(spelt.mailbox.pollInterval == plain.mailbox.pollInterval)
    #expect(spelt.mailbox.idle == plain.mailbox.idle)
    #expect(spelt.imap.port == plain.imap.port)
    #expect(spelt.smtp.port == plain.smtp.port)
    #expect(spelt.imapLogin.mechanism == plain.imapLogin.mechanism)
    #expect(spelt.letters.fromName == plain.letters.fromName)
    #expect(spelt.letters.contactName == plain.letters.contactName)
    #expect(spelt.letters.pacePerMinute == plain.letters.pacePerMinute)
    #expect(spelt.letters.sendingHours == plain.letters.sendingHours)
    #expect(spelt.letters.acknowledge == plain.letters.acknowledge)
    #expect(spelt.letters.attendanceFlag == plain.letters.attendanceFlag)
    #expect(spelt.stateFolder == plain.stateFolder)
    #expect(spelt.controlSocket.path == plain.controlSocket.path)
    #expect(spelt.reader == plain.reader)
    #expect(spelt.monitoring.awayAfter == plain.monitoring.awayAfter)
    #expect(spelt.microsoft365?.scope == "https://outlook.office365.com/.default")
    #expect(plain.microsoft365 == nil && !plain.imapLogin.asksForTokens)
    #expect(spelt.logLevel == plain.logLevel)
  }

  /// Turns every `#name: value` into a setting. Token files exclude password files, and certificates client
  /// secrets, so they stay.
  private static func uncomment(_ path: String) throws -> String? {
    guard case .text(let text) = TextFile.read(path) else { return nil }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let indent = line.prefix { $0 == " " }
      let rest = line.dropFirst(indent.count)
      let isSetting =
        rest.wholeMatch(of: /#[a-z_]+: .*/) != nil
        && !["#token_file", "#certificate_file", "#key_file"].contains(where: rest.hasPrefix)
      return isSetting ? indent + rest.dropFirst() : line
    }.joined(separator: "\n")
  }

  @Test func `settings reach the rules' policy`() throws {
    let text = Self.least.replacing(
      "PEPs@exampleshire.example}",
      with: "PEPs@exampleshire.example, process_mail_since: 2026-09-01}")
    let policy = try Self.read(text).policy(forms: FormCatalogue(prompts: ["Choose an item."]))
    #expect(policy.mailbox == "peps@exampleshire.example")
    #expect(policy.authorityDomains == ["exampleshire.example"])
    #expect(policy.authenticationServer == "mx.example")
    #expect(policy.processMailSince == CivilDay("2026-09-01"))
    #expect(policy.forms.prompts == ["Choose an item."])
    #expect(policy.attendanceFlag == 90)
  }

  @Test func `a token file means XOAUTH2`() throws {
    let text = Self.least.replacing("password_file: imap-password", with: "token_file: imap-token")
    #expect(try Self.read(text).imapLogin.mechanism == .xoauth2)
  }

  @Test func `with an app registration a login without a secret asks for tokens`() throws {
    let text =
      Self.least.replacing(", password_file: imap-password", with: "")
      + "microsoft365: {tenant: t, client_id: c, client_secret_file: s, secret_ends_on: 2027-11-30}\n"
    let settings = try Self.read(text)
    #expect(settings.imapLogin.mechanism == .xoauth2 && settings.imapLogin.asksForTokens)
    #expect(settings.imapLogin.secret.name == "s" && settings.smtpLogin == nil)
    #expect(settings.secretEndsOn == CivilDay("2027-11-30"))
    #expect(
      settings.microsoft365?.tokenURL == "https://login.microsoftonline.com/t/oauth2/v2.0/token")
    // A password stays one beside it.
    let both = try Self.read(
      Self.least + "microsoft365: {tenant: t, client_id: c, certificate_file: a, key_file: b}\n")
    #expect(both.imapLogin.mechanism == .plain && !both.imapLogin.asksForTokens)
  }

  @Test func `how long things are kept is read in days and years`() throws {
    let text = Self.least + "retention: {raw_mail: 90 days, documents: 7 years}\n"
    let retention = try Self.read(text).retention
    #expect(retention == .init(rawMail: 90, documents: 2_562, journalDetail: nil))
  }

  @Test func `a name of a secret is looked for among systemd's credentials first`() throws {
    let secret = try Self.read(Self.least).imapLogin.secret
    let credentials = "/run/credentials/pepd.service"
    #expect(
      secret.candidates.prefix(2) == [
        "\(credentials)/imap-password", "\(credentials)/pepd_imap-password",
      ])
    #expect(secret.candidates.count == 3)
    let absolute = Self.least.replacing("imap-password", with: "/etc/pepd/imap-password")
    #expect(try Self.read(absolute).imapLogin.secret.candidates == ["/etc/pepd/imap-password"])
  }

  @Test func `and in the folder beside the file that systemd takes them from`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pepd-\(UUID())")
    let secrets = folder.appending(path: "north.credentials")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: secrets, withIntermediateDirectories: true)
    let file = folder.appending(path: "north.yaml").path
    try Data(Self.least.utf8).write(to: URL(filePath: file))
    let secret = try Settings.read(
      file: file, in: .init(credentialsFolder: nil, programFolder: "")
    ).imapLogin.secret
    // The one to create is the last.
    #expect(secret.path == secrets.appending(path: "imap-password").path)
  }

  @Test(arguments: [
    ("8:30-16:30", 510, 990), ("00:00-24:00", 0, 1440), ("08:30 - 16:30", 510, 990),
  ]) func `sending hours are read`(text: String, from: Int, until: Int) throws {
    let hours = try #require(SendingHours(text))
    #expect(hours.from == from)
    #expect(hours.until == until)
    #expect(hours.contains(minuteOfDay: from))
    #expect(!hours.contains(minuteOfDay: until))
  }

  @Test(arguments: ["16:30-08:30", "08:30", "8-16", "08:30-24:30", "08:30-16:60", ""])
  func `no sending hours are guessed`(text: String) {
    #expect(SendingHours(text) == nil)
  }
}
