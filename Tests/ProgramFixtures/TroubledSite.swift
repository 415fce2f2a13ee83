import Foundation
import MailTransport
import OfficeFixtures
import PepCore
import PepStore
import TestSupport

/// An installation whose mail servers stand behind proxies that do faults to them, and whose daemon has a
/// clock that the test sets.
///
/// In its mailbox lies mail of staff from the beginning: unread, read and flagged, and marked as deleted.
package final class TroubledSite: Sendable {
  package let site: Installation
  package let imap: FaultProxy
  package let smtp: FaultProxy
  private let clock: String

  /// - Parameter changes: of pepd.yaml.
  package init(
    children: Int = 8, _ changes: [String: String] = [:],
    arranging: @Sendable (inout SampleOffice) -> Void = { _ in }
  ) async throws {
    site = try await Installation(children: children, arranging: arranging)
    let servers = site.servers
    imap = try await FaultProxy(to: servers.port("IMAP_PORT"), of: servers)
    smtp = try await FaultProxy(to: servers.port("SMTPS_PORT"), of: servers, .both)
    clock = site.path("clock")
    try write(clockAhead: 0)
    try configure(changes)
    try await site.importRoster()
    try await Inbox(site, site.mailbox).with { mailbox in
      for (name, flags) in Self.staffsMail {
        var mail = SampleMail(from: "friend@elsewhere.example", id: name)
        mail.subject = name
        try await mailbox.append(mail.bytes, to: "INBOX", flags: flags)
      }
    }
  }

  package static let staffsMail: KeyValuePairs = [
    "unread": [], "read": ["\\Seen", "\\Flagged"], "deleted": ["\\Deleted"],
  ]

  package func configure(_ changes: [String: String] = [:]) throws {
    let ports = [
      "port: \(site.servers.port("IMAPS_PORT"))": "port: \(imap.port)",
      "port: \(site.servers.port("SMTP_PORT"))": "port: \(smtp.port)\n  security: tls",
    ]
    try site.configure(changes.merging(ports) { first, _ in first })
  }

  // MARK: The daemon

  /// `haste`: how many times shorter the daemon waits for servers. `PEPD_TEST_HASTE=1` has all tests
  /// take the times of a real installation.
  package func daemon(haste: Int = 20, _ environment: [String: String] = [:]) async throws
    -> Program
  {
    let daemon = try start(haste: haste, environment)
    try await eventually("the daemon at work; it says: \(daemon.log)") {
      daemon.log.contains("Connected to the mailbox") || !daemon.isRunning
    }
    return daemon
  }

  package func start(
    haste: Int = 20, _ environment: [String: String] = [:], under starter: [String] = []
  ) throws -> Program {
    let given = ProcessInfo.processInfo.environment["PEPD_TEST_HASTE"].flatMap { Int($0) }
    let switches = ["PEPD_HASTE": "\(given ?? haste)", "PEPD_CLOCK": clock]
    return try Program(
      .pepd, ["--config", site.configuration], environment.merging(switches) { first, _ in first },
      under: starter)
  }

  /// Sets the daemon's clock so many seconds before the real one.
  package func write(clockAhead seconds: Int) throws {
    try Data("\(seconds)\n".utf8).write(to: URL(filePath: clock), options: .atomic)
  }

  /// A complete form of this child, in the mailbox a moment later, with a picture of so many bytes.
  package func send(form child: Int, picture: Int = 0) async throws {
    var form = site.form(child)
    form.picture = .init(repeating: 0xFF, count: picture)
    let mail = site.mail(form.docx, about: child, id: "form\(child)")
    try await site.servers.deliver(mail.bytes, to: mail.to, from: mail.from)
  }

  package func isRegistered(_ child: Int) throws -> Bool { isRegistered(child, try site.snapshot) }

  private func isRegistered(_ child: Int, _ snapshot: StoreSnapshot) -> Bool {
    snapshot.register.plans.keys.contains { $0.child == site.office.children[child].id }
  }

  /// Waits until a form is in the register, its letters have gone and its message is filed.
  package func untilDone(
    _ child: Int, _ daemon: Program, atMost seconds: Int = 60
  ) async throws {
    try await eventually("form \(child); the daemon says: \(daemon.log)", atMost: seconds) {
      let snapshot = try self.site.snapshot
      return self.isRegistered(child, snapshot) && snapshot.outbox.open.isEmpty
        && snapshot.filings.isEmpty
    }
  }

  // MARK: What must hold in the end

  /// What is lost, doubled or changed of so many forms and of staff's mail; empty where nothing is.
  package func losses(forms: Int) async throws -> [String] {
    var found: [String] = []
    func expect(_ isSo: Bool, _ otherwise: @autoclosure () -> String) {
      if !isSo { found.append(otherwise()) }
    }
    let snapshot = try site.snapshot
    let plans = snapshot.register.plans
    expect(plans.count == forms, "\(plans.count) of \(forms) forms in the register")
    expect(plans.values.allSatisfy { $0.documents.count == 1 }, "a form is filed twice")
    expect(snapshot.outbox.open.isEmpty, "letters wait: \(snapshot.outbox.open.mapValues(\.state))")
    expect(snapshot.filings.isEmpty, "messages are still to be moved")
    let filed = try await site.mails(site.mailbox, "PEP/Registered")
    expect(filed.count == forms, "\(filed.count) of \(forms) messages in PEP/Registered")

    let teacher = site.office.address(.advisoryTeacher)
    try await eventually("\(forms) forwards") { try await site.mails(teacher).count >= forms }
    let forwards = try await site.mails(teacher).map(messageID)
    expect(forwards.count == forms, "\(forwards.count) forwards of \(forms) forms")
    expect(Set(forwards).count == forwards.count, "a forward came twice")
    found += try await changesToStaffsMail()
    return found
  }

  package func changesToStaffsMail() async throws -> [String] {
    let inbox = try await site.mails(site.mailbox)
    return Self.staffsMail.flatMap { name, flags -> [String] in
      let mails = inbox.filter {
        String(decoding: $0.bytes, as: UTF8.self).contains("Subject: \(name)\r\n")
      }
      guard mails.count == 1 else {
        return ["staff's mail '\(name)' is there \(mails.count) times"]
      }
      let now = mails[0].flags.subtracting(["\\Recent"])
      return now == Set(flags) ? [] : ["staff's mail '\(name)' has the flags \(now.sorted())"]
    }
  }
}
