import Foundation
import OfficeFixtures
import PepCore
import Processing
import ProgramFixtures
import TestSupport
import Testing

extension Servers {
  /// `pepctl check` against set-ups with one fault each: the step, what was seen, and the remedy.
  @Suite struct CheckCommandTests {
    struct BrokenSetUp: Sendable, CustomTestStringConvertible {
      var name: String
      var step: String
      var saw: String
      var remedy: String
      var breaking: @Sendable (Installation, Installation.Calendars) throws -> Void
      var testDescription: String { name }
    }

    static let broken: [BrokenSetUp] = [
      BrokenSetUp(
        name: "a misspelt setting", step: "configuration", saw: "'mailbox.pol_interval'",
        remedy: "Did you mean 'mailbox.poll_interval'?"
      ) { try $0.configure($1, ["poll_interval": "pol_interval"]) },
      BrokenSetUp(
        name: "no password file", step: "files", saw: "'imap.password_file' names",
        remedy: "Create it, or correct the path"
      ) { try $0.configure($1, ["password_file: secret\nsmtp:": "password_file: none\nsmtp:"]) },
      BrokenSetUp(
        name: "a state folder that others read", step: "state folder", saw: "can be read by others",
        remedy: "chmod -R go="
      ) { site, calendars in
        try site.configure(calendars)
        try FileManager.default.setAttributes(
          [.posixPermissions: 0o755], ofItemAtPath: site.state)
      },
      BrokenSetUp(
        name: "a template that is missing", step: "forms and letters", saw: "chase.text",
        remedy: "Letter template"
      ) { site, calendars in
        let letters = site.path("letters")
        try FileManager.default.copyItem(atPath: Installation.shipped + "/letters", toPath: letters)
        let chase = try FileManager.default.contentsOfDirectory(atPath: letters)
          .first { $0.hasPrefix("chase.text") }
        try FileManager.default.removeItem(atPath: letters + "/" + (chase ?? "chase.text.mustache"))
        try site.configure(calendars, ["\(Installation.shipped)/letters": letters])
      },
      BrokenSetUp(
        name: "holidays that end too soon", step: "bank holidays", saw: "they end on",
        remedy: "gov.uk/bank-holidays.json"
      ) { site, calendars in
        var calendars = calendars
        calendars.holidaysEnd = calendars.today.adding(days: 20)
        try site.configure(calendars)
      },
      BrokenSetUp(
        name: "terms of last year", step: "term dates", saw: "they ended on",
        remedy: "Add the next school year"
      ) { site, calendars in
        var calendars = calendars
        calendars.termsEnd = calendars.today.adding(days: -10)
        try site.configure(calendars)
      },
      BrokenSetUp(
        name: "a damaged register", step: "register", saw: "register.json",
        remedy: "move register.json aside"
      ) { site, calendars in
        try site.configure(calendars)
        try Data("{".utf8).write(to: URL(filePath: site.state + "/register/register.json"))
      },
      BrokenSetUp(
        name: "a reader that is no reader", step: "sandboxed reader",
        saw: "The sandboxed reader does not work here", remedy: "Landlock and seccomp"
      ) {
        try $0.configure($1, ["forms_folder:": "reader: {program: /bin/true}\nforms_folder:"])
      },
      BrokenSetUp(
        name: "a host that is nowhere", step: "imap name", saw: "'nowhere.invalid'",
        remedy: "Correct 'imap.host'"
      ) { try $0.configure($1, ["imap:\n  host: localhost": "imap:\n  host: nowhere.invalid"]) },
      BrokenSetUp(
        name: "a port where nobody listens", step: "imap connection",
        saw: "the server cannot be reached", remedy: "Check 'imap.port' (1)"
      ) { try $0.configure($1, ["port: \($0.servers.port("IMAPS_PORT"))": "port: 1"]) },
      BrokenSetUp(
        name: "an unknown authority", step: "imap encryption", saw: "is not trusted",
        remedy: "Check 'ca_file'"
      ) { site, calendars in
        let right = "\(site.servers.setting("CA_FILE"))\n  username: \(site.mailbox)\n"
        let wrong = right.replacing(
          site.servers.setting("CA_FILE"), with: site.servers.setting("OTHER_CA_FILE"))
        let port = "port: \(site.servers.port("IMAPS_PORT"))\n  ca_file: "
        try site.configure(calendars, [port + right: port + wrong])
      },
      BrokenSetUp(
        name: "another host's certificate", step: "imap encryption",
        saw: "is for another host name", remedy: "Write the host name that the certificate bears"
      ) { try $0.configure($1, ["imap:\n  host: localhost": "imap:\n  host: 127.0.0.1"]) },
      BrokenSetUp(
        name: "tls where starttls is spoken", step: "imap encryption",
        saw: "does not offer the encryption", remedy: "Check 'security' and 'port'"
      ) { site, calendars in
        try site.configure(
          calendars,
          [
            "port: \(site.servers.port("IMAPS_PORT"))": "port: \(site.servers.port("IMAP_PORT"))"
          ])
      },
      BrokenSetUp(
        name: "a wrong password", step: "imap login", saw: "refused the user name, password",
        remedy: "the secret in"
      ) { site, calendars in
        try site.write("wrong", "wr0ng\n", mode: 0o600)
        try site.configure(
          calendars, ["password_file: secret\nsmtp:": "password_file: wrong\nsmtp:"])
      },
      BrokenSetUp(
        name: "a wrong password for sending", step: "smtp login",
        saw: "refused the user name, password", remedy: "Check 'smtp.username'"
      ) { site, calendars in
        try site.write("wrong", "wr0ng\n", mode: 0o600)
        try site.configure(
          calendars, ["password_file: secret\nletters:": "password_file: wrong\nletters:"])
      },
    ]

    @Test func `a good set-up has nothing wrong, and each step says what it saw`() async throws {
      let site = try await Installation()
      try site.configure(Installation.Calendars(site))
      try await site.importRoster()
      let findings = try await check(site, code: 0)
      #expect(findings.allSatisfy { $0.verdict == .ok && !$0.saw.isEmpty }, "\(findings)")
      #expect(
        findings.map(\.what) == [
          "configuration", "files", "state folder", "disk", "forms and letters", "bank holidays",
          "term dates", "register", "roster", "sandboxed reader", "imap name", "imap encryption",
          "imap login", "imap capabilities", "imap folders", "imap rights", "imap rights",
          "imap rights", "imap rights", "imap rights", "clock", "smtp name", "smtp encryption",
          "smtp login",
        ])
      #expect(try await site.mails(site.office.address(.pepCoordinator)).isEmpty, "nothing is sent")
      let words = try await site.pepctl("check").output
      #expect(words.contains("ok    roster              3 children in care"), "\(words)")
      expectNothing(site, in: words)
    }

    @Test func `letters that name no telephone number are noted`() async throws {
      let site = try await Installation()
      try site.configure(
        Installation.Calendars(site), ["contact_phone: 01632 960000": "from_name: Virtual School"])
      try await site.importRoster()
      let notes = try await check(site, code: 0).filter { $0.verdict == .note }
      #expect(
        notes.map(\.what) == ["letters"] && notes[0].remedy?.contains("contact_phone") == true)
    }

    @Test(arguments: broken) func `each fault is named with its remedy`(set: BrokenSetUp)
      async throws
    {
      let site = try await Installation()
      let calendars = try Installation.Calendars(site)
      try site.configure(calendars)
      try await site.importRoster()
      try set.breaking(site, calendars)
      let wrong = try await check(site, code: 78).filter { $0.verdict == .wrong }
      #expect(wrong.map(\.what) == [set.step], "\(wrong)")
      let finding = try #require(wrong.first)
      #expect(finding.saw.contains(set.saw), "\(finding.saw)")
      #expect("\(finding.saw) \(finding.remedy ?? "")".contains(set.remedy), "\(finding)")
      let words = try await site.pepctl("check").output
      #expect(words.contains("WRONG \(set.step)"), "\(words)")
      #expect(!words.contains("wr0ng"))
      expectNothing(site, in: words)
    }

    @Test func `a roster without people is told by care ID`() async throws {
      let site = try await Installation()
      try site.configure(Installation.Calendars(site))
      let empty = try await check(site, code: 78).filter { $0.verdict == .wrong }
      #expect(empty.map(\.what) == ["state folder", "roster"], "\(empty)")
      #expect(empty.last?.remedy == "Import one: pepctl roster import FOLDER")
    }

    private func check(_ site: Installation, code: Int32) async throws -> [CheckFinding] {
      let ended = try await site.pepctl("check", "--json")
      #expect(ended.code == code, "\(ended)")
      return try JSONDecoder().decode([CheckFinding].self, from: Data(ended.output.utf8))
    }

    private func expectNothing(_ site: Installation, in text: String) {
      for word in site.office.personalData where text.contains(word) {
        Issue.record("it shows personal data")
      }
    }
  }
}

extension Installation {
  static let shipped = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "config").path

  /// Calendars that are good whenever the tests run.
  struct Calendars: Sendable {
    var today: CivilDay
    var holidaysEnd: CivilDay
    var termsEnd: CivilDay

    init(_ site: Installation) throws {
      today = site.today
      holidaysEnd = today.adding(days: 400)
      termsEnd = today.adding(days: 200)
    }
  }

  /// The usual configuration with calendars of its own, and these changes.
  func configure(_ calendars: Calendars, _ changes: [String: String] = [:]) throws {
    let years = (calendars.today.year - 1)...(calendars.holidaysEnd.year + 1)
    let events = years.flatMap { year in
      ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"].map {
        #"{"date": "\#(year)-\#($0)"}"#
      }
    }
    try write(
      "holidays.json",
      #"{"known-through": "\#(calendars.holidaysEnd)", "england-and-wales": {"events": [\#(events.joined(separator: ","))]}}"#
    )
    try write(
      "terms.yaml",
      "terms:\n  - {name: the term, first: \(calendars.today.adding(days: -90)), last: \(calendars.termsEnd)}\n"
    )
    try configure(
      [
        "control_socket:":
          "calendars: {bank_holidays: holidays.json, terms: terms.yaml}\ncontrol_socket:"
      ]
      .merging(changes) { $1 })
  }
}
