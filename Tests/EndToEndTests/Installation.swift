import Foundation
import MailTransport
import OfficeFixtures
import PepConfig
import PepCore
import PepStore
import TestSupport

/// An installed pepd of one test: a configuration and a state folder of its own, and a mailbox of its
/// own on the shared Dovecot and Exim. A folder whose test failed is kept.
final class Installation: Sendable {
  let folder: URL
  let servers: TestMailServers
  let office: SampleOffice
  let mailbox: String
  let mark: String

  init(children: Int = 3, withVirtualHead: Bool = false) async throws {
    servers = try await TestMailServers.shared()
    mark = String(UUID().uuidString.prefix(8)).lowercased()
    folder = FileManager.default.temporaryDirectory.appending(path: "pepd-e2e-\(mark)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    office = SampleOffice(children: children, mark: mark, withVirtualHead: withVirtualHead)
    mailbox = "vs\(mark)@somerset.example"
    try office.writeRoster(to: folder.appending(path: "roster"))
    try write("secret", servers.setting("COMMON_PASSWORD") + "\n", mode: 0o600)
    try configure()
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var configuration: String { path("pepd.yaml") }
  var state: String { path("state") }
  func path(_ name: String) -> String { folder.appending(path: name).path }

  func write(_ name: String, _ text: String, mode: Int = 0o644) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path(name))
  }

  /// Writes pepd.yaml. `changes` replace texts of it.
  func configure(_ changes: [String: String] = [:]) throws {
    let shipped = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "config").path
    var text = """
      sending: live
      authority:
        name: \(SampleOffice.authority)
        domains: [somerset.example]
        authentication_server: \(SampleOffice.mailServer)
      mailbox:
        address: \(mailbox)
        poll_interval: 30m
      imap:
        host: localhost
        port: \(servers.port("IMAPS_PORT"))
        ca_file: \(servers.setting("CA_FILE"))
        username: \(mailbox)
        password_file: secret
      smtp:
        host: localhost
        port: \(servers.port("SMTP_PORT"))
        ca_file: \(servers.setting("CA_FILE"))
        username: \(mailbox)
        password_file: secret
      letters:
        folder: \(shipped)/letters
        pace_per_minute: 600
        sending_hours: "00:00-24:00"
        sending_days: every day
      state_folder: state
      control_socket:
        path: control.sock
      forms_folder: \(shipped)/forms

      """
    for (old, new) in changes { text = text.replacing(old, with: new) }
    try write("pepd.yaml", text)
  }

  // MARK: Mail

  /// A form of the child of this index, from the designated teacher.
  func form(_ child: Int) -> FormText {
    let child = office.children[child]
    return FormText(child, school: office.school(of: child), meeting: today.adding(days: -7))
  }

  var today: CivilDay { CivilDay(number: Int(Date().timeIntervalSince1970) / 86_400) }

  func mail(_ form: [UInt8], about child: Int, id: String, name: String = "PEP Part B.docx")
    -> SampleMail
  {
    var mail = SampleMail(form, of: office.children[child], office, id: id)
    mail.to = mailbox
    mail.attachments[0].name = name
    return mail
  }

  /// By way of Exim, as from outside, and waits until it lies in the mailbox.
  func deliver(_ mails: SampleMail...) async throws { try await deliver(mails) }

  func deliver(_ mails: [SampleMail]) async throws {
    let there = try await Inbox(self, mailbox).count("INBOX")
    for mail in mails { try await servers.deliver(mail.bytes, to: mailbox, from: mail.from) }
    try await eventually("\(mails.count) mail(s) in the mailbox") {
      try await Inbox(self, self.mailbox).count("INBOX") >= there + mails.count
    }
  }

  /// What lies in a folder of somebody's mailbox.
  func mails(_ address: String, _ folder: String = "INBOX") async throws -> [ReceivedMessage] {
    try await Inbox(self, address).mails(folder)
  }

  var snapshot: StoreSnapshot { get throws { try StoreSnapshot(folder: state) } }
}

/// Somebody's mailbox, seen over IMAP.
struct Inbox {
  private let servers: TestMailServers
  private let address: String

  init(_ installation: Installation, _ address: String) {
    servers = installation.servers
    self.address = address
  }

  func with<Result: Sendable>(
    _ body: (IMAPMailbox) async throws -> Result
  ) async throws -> Result {
    let mailbox = try await IMAPMailbox.connect(to: servers.imap(address))
    do {
      let result = try await body(mailbox)
      await mailbox.close()
      return result
    } catch {
      await mailbox.close()
      throw error
    }
  }

  func count(_ folder: String) async throws -> Int { try await mails(folder).count }

  func mails(_ folder: String) async throws -> [ReceivedMessage] {
    try await with { mailbox in
      guard try await mailbox.folders().contains(where: { $0.name == folder }) else { return [] }
      let open = try await mailbox.open(folder)
      let uids = try await mailbox.uids(above: 0, since: nil, in: open)
      var found: [ReceivedMessage] = []
      for try await case .message(let message) in mailbox.fetch(uids, in: open, sizeLimit: 1 << 26)
      {
        found.append(message)
      }
      return found
    }
  }
}

struct NeverHappened: Error, CustomStringConvertible {
  let what: String
  var description: String { "waited a minute for: \(what)" }
}

/// Waits for a condition, for a minute at most.
func eventually(_ what: String, _ condition: () async throws -> Bool) async throws {
  for _ in 0..<600 {
    if try await condition() { return }
    try await Task.sleep(for: .milliseconds(100))
  }
  throw NeverHappened(what: what)
}
