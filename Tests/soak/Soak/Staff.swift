import Foundation
import MailTransport
import OfficeFixtures
import ProgramFixtures
import TestSupport

/// The co-ordinators at their mailbox: they put mail of their own there with marks on it, and take ordinary
/// mail away.
actor Staff {
  /// Message-IDs of what they put there, and its flags.
  private(set) var marked: [String: Set<String>] = [:]
  private let troubled: TroubledSite
  private var chance: Chance

  init(_ troubled: TroubledSite, _ chance: Chance) {
    self.troubled = troubled
    self.chance = chance
  }

  func work(until end: ContinuousClock.Instant) async throws {
    while !end.isOver {
      try await end.rest(chance.below(12_000))
      if chance.of(60) { try await put() } else { try await takeAway() }
    }
  }

  private func put() async throws {
    let site = troubled.site
    var mail = SampleMail(from: "colleague@somerset.example", id: "staff\(marked.count)")
    mail.subject = "Notes"
    let bytes = mail.bytes
    let flags = chance.oneOf([
      [], ["\\Seen"], ["\\Flagged"], ["\\Deleted"], ["\\Seen", "\\Answered"],
    ])
    try await Inbox(site, site.mailbox).with {
      try await $0.append(bytes, to: "INBOX", flags: flags)
    }
    marked[mail.messageID] = Set(flags)
  }

  private func takeAway() async throws {
    let site = troubled.site
    let dice = chance.below(1_000)
    try await Inbox(site, site.mailbox).with { mailbox in
      let inbox = try await mailbox.open("INBOX")
      let uids = try await mailbox.uids(above: 0, since: nil, in: inbox)
      let lunches = try await mailbox.overviews(of: uids, in: inbox).filter {
        $0.messageID?.hasPrefix("ordinary") == true
      }
      guard !lunches.isEmpty else { return }
      _ = try await mailbox.move([lunches[dice % lunches.count].uid], in: inbox, to: "Staff")
    }
  }
}
