import Foundation
import MailTransport
import OfficeFixtures
import PepConfig
import PepCore
import PepStore
import TestSupport

/// An installed pepd of one test: a configuration and a state folder of its own, and a mailbox of its
/// own on the shared Dovecot and Exim. A folder whose test failed is kept.
package final class Installation: Sendable {
  package let folder: URL
  package let servers: TestMailServers
  package let office: SampleOffice
  package let mailbox: String
  package let mark: String

  /// `arranging` changes the office before its roster is written.
  package init(
    children: Int = 3, withVirtualHead: Bool = false,
    arranging: @Sendable (inout SampleOffice) -> Void = { _ in }
  ) async throws {
    servers = try await TestMailServers.shared()
    mark = String(UUID().uuidString.prefix(8)).lowercased()
    folder = FileManager.default.temporaryDirectory.appending(path: "pepd-e2e-\(mark)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var office = SampleOffice(children: children, mark: mark, withVirtualHead: withVirtualHead)
    arranging(&office)
    self.office = office
    mailbox = "vs\(mark)@somerset.example"
    try office.writeRoster(to: folder.appending(path: "roster"))
    try write("secret", servers.setting("COMMON_PASSWORD") + "\n", mode: 0o600)
    try configure()
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  package var configuration: String { path("pepd.yaml") }
  package var state: String { path("state") }
  package func path(_ name: String) -> String { folder.appending(path: name).path }

  package func write(_ name: String, _ text: String, mode: Int = 0o644) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path(name))
  }

  /// Writes pepd.yaml. `changes` replace texts of it.
  package func configure(_ changes: [String: String] = [:]) throws {
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
        contact_phone: 01632 960000
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
  package func form(_ child: Int) -> FormText {
    let child = office.children[child]
    return FormText(child, school: office.school(of: child), meeting: today.adding(days: -7))
  }

  package var today: CivilDay { CivilDay(number: Int(Date().timeIntervalSince1970) / 86_400) }

  package func mail(
    _ form: [UInt8], about child: Int, id: String, name: String = "PEP Part B.docx"
  ) -> SampleMail {
    var mail = SampleMail(form, of: office.children[child], office, id: id)
    mail.to = mailbox
    mail.attachments[0].name = name
    return mail
  }

  /// By way of Exim, as from outside, and waits until it lies in the mailbox.
  package func deliver(_ mails: SampleMail...) async throws { try await deliver(mails) }

  package func deliver(_ mails: [SampleMail]) async throws {
    let inbox = Inbox(self, mailbox)
    let there = try await inbox.countInAllFolders()
    for mail in mails { try await servers.deliver(mail.bytes, to: mailbox, from: mail.from) }
    try await eventually("\(mails.count) mail(s) in the mailbox") {
      try await inbox.countInAllFolders() >= there + mails.count
    }
  }

  /// What lies in a folder of somebody's mailbox.
  package func mails(
    _ address: String, _ folder: String = "INBOX"
  ) async throws -> [ReceivedMessage] {
    try await Inbox(self, address).mails(folder)
  }

  /// All of somebody's letters, once there are so many: Exim hands on what it took a moment later.
  package func letters(_ count: Int, to address: String) async throws -> [ReceivedMessage] {
    var found: [ReceivedMessage] = []
    try await eventually("\(count) letter(s); there are \(found.count)") {
      found = try await mails(address)
      return found.count >= count
    }
    return found
  }

  package var snapshot: StoreSnapshot { get throws { try StoreSnapshot(folder: state) } }
}

/// Somebody's mailbox, seen over IMAP.
package struct Inbox {
  private let servers: TestMailServers
  private let address: String

  package init(_ installation: Installation, _ address: String) {
    servers = installation.servers
    self.address = address
  }

  package func with<Result: Sendable>(
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

  /// All that lies in the mailbox, wherever: a daemon that is at work may have filed a mail a moment after it came.
  ///
  /// Counted until two looks agree, because a mail on its way between two folders is in neither look.
  package func countInAllFolders() async throws -> Int {
    var before = -1
    for _ in 0..<50 {
      let now = try await with { mailbox in
        var count = 0
        for folder in try await mailbox.folders() where folder.isSelectable {
          let open = try await mailbox.open(folder.name)
          count += try await mailbox.uids(above: 0, since: nil, in: open).count
        }
        return count
      }
      if now == before { return now }
      before = now
    }
    throw NeverHappened(what: "a mailbox at rest")
  }

  package func mails(_ folder: String) async throws -> [ReceivedMessage] {
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

package struct NeverHappened: Error, CustomStringConvertible {
  package let what: String
  package init(what: String) { self.what = what }
  package var description: String { "waited in vain for: \(what)" }
}

/// Waits for a condition, for a minute at most.
package func eventually(
  _ what: @autoclosure () -> String, atMost seconds: Int = 60,
  _ condition: () async throws -> Bool
) async throws {
  for _ in 0..<(seconds * 10) {
    if try await condition() { return }
    try await Task.sleep(for: .milliseconds(100))
  }
  throw NeverHappened(what: what())
}
