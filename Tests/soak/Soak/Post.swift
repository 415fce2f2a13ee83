import DocumentFixtures
import Foundation
import OfficeFixtures
import PepCore
import PepStore
import ProgramFixtures
import TestSupport

/// Mail from outside, of every kind, and what is known of it.
actor Post {
  enum Kind: String, CaseIterable, Sendable {
    case form, gap, copy, ordinary, large, hostile, stranger, reply, absence
  }

  struct Sent: Sendable {
    var kind: Kind
    var messageID: String
    /// The index of the child that it is about, where it is a form.
    var child: Int?
    var at: Date
  }

  private(set) var sent: [Sent] = []
  private let troubled: TroubledSite
  private var chance: Chance
  private var nextChild = 0
  /// Forms that may come a second time.
  private var forms: [SampleMail] = []
  private let hostile: [[UInt8]] = [
    HostileFile.zipBomb, HostileFile.xmlBomb, HostileFile.externalEntity, HostileFile.program, [],
    HostilePDF.endlessPages, HostileFile.zipsInZips,
    HostilePicture.png(width: 100_000, height: 100_000),
  ]

  init(_ troubled: TroubledSite, _ chance: Chance) {
    self.troubled = troubled
    self.chance = chance
  }

  func work(until end: ContinuousClock.Instant) async throws {
    while !end.isOver {
      try await send(kind())
      // Now and then many at once, as on the last day of term.
      if chance.of(85) { try await end.rest(chance.below(3_000)) }
    }
  }

  private func kind() -> Kind {
    switch chance.below(100) {
    case 0..<35: .form
    case 35..<55: .gap
    case 55..<62: .copy
    case 62..<72: .ordinary
    case 72..<75: .large
    case 75..<83: .hostile
    case 83..<88: .stranger
    case 88..<95: .reply
    default: .absence
    }
  }

  private func send(_ kind: Kind) async throws {
    let site = troubled.site
    guard nextChild < site.office.children.count else { return }
    let id = "\(kind.rawValue)\(sent.count)"
    switch kind {
    case .form, .gap, .stranger, .hostile:
      let form = site.form(nextChild)
      let bytes =
        switch kind {
        case .gap: form.without(FormText.Label.changes).docx
        case .hostile: chance.oneOf(hostile)
        default: form.docx
        }
      var mail = site.mail(bytes, about: nextChild, id: id)
      if kind == .stranger { mail.from = "someone@elsewhere.example" }
      try await hand(in: mail, kind, about: nextChild)
      if kind == .form || kind == .gap { forms.append(mail) }
      nextChild += 1
    case .copy:
      guard !forms.isEmpty else { return }
      try await hand(in: chance.oneOf(forms), .copy)
    case .ordinary, .large:
      var mail = SampleMail(from: "friend@elsewhere.example", id: id)
      mail.subject = "Lunch"
      mail.to = site.mailbox
      if kind == .large { mail.body = String(repeating: "Again and again.\r\n", count: 20_000) }
      try await hand(in: mail, kind)
    case .reply, .absence:
      try await reply(id, kind)
    }
  }

  /// An answer to a letter that has gone out, or the robot's of who is away.
  private func reply(_ id: String, _ kind: Kind) async throws {
    let site = troubled.site
    let asked = try site.snapshot.outbox.settled.values.filter {
      $0.state == .sent && $0.kind == .chase
    }.sorted { $0.messageID < $1.messageID }
    guard !asked.isEmpty else { return }
    let letter = chance.oneOf(asked)
    guard let child = site.office.children.first(where: { $0.id == letter.plan?.child }) else {
      return
    }
    var mail = SampleMail(from: site.office.school(of: child).designatedTeacherEmail, id: id)
    mail.to = site.mailbox
    mail.subject = "Re: PEP"
    mail.headers = "In-Reply-To: <\(letter.messageID)>\r\nReferences: <\(letter.messageID)>\r\n"
    mail.body = chance.oneOf([
      "There were no changes.\r\n", "You will have it by Friday.\r\n",
      "Changes since the last PEP: none.\r\n",
    ])
    if kind == .absence {
      mail.subject = "Out of office"
      mail.headers += "Auto-Submitted: auto-replied\r\n"
    }
    try await hand(in: mail, kind)
  }

  private func hand(in mail: SampleMail, _ kind: Kind, about child: Int? = nil) async throws {
    try await troubled.site.servers.deliver(mail.bytes, to: mail.to, from: mail.from)
    sent.append(Sent(kind: kind, messageID: mail.messageID, child: child, at: Date()))
  }
}
