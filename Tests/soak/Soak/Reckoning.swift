import Foundation
import MailTransport
import OfficeFixtures
import PepCore
import PepStore
import ProgramFixtures
import TestSupport

/// What was sent, the mailboxes, the register, the journal and Exim's log, held against each other.
struct Reckoning {
  private(set) var findings: [String] = []
  private var lost = 0
  private var doubled = 0
  private var letters: [String: Int] = [:]
  private var waits: [Int] = []
  private var registered = 0
  private var lines = 0

  init(_ troubled: TroubledSite, _ sent: [Post.Sent], _ marked: [String: Set<String>]) async throws
  {
    let site = troubled.site
    let snapshot = try site.snapshot
    let taken = try await compareMailbox(site, sent, marked)
    try compareJournal(site, snapshot, sent.filter { !taken.contains($0.messageID) })
    try await compareLetters(site, snapshot)
    let verified = try await site.pepctl("verify")
    if verified.code != 0 { findings.append("pepctl verify: \(verified.output)") }
    findings += try await troubled.changesToStaffsMail()
  }

  func print() {
    let sorted = waits.sorted()
    let half = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    Swift.print("journal: \(lines) lines; \(registered) forms in the register, each once")
    Swift.print(
      "         from delivery to register: half within \(half) s, all within \(sorted.last ?? 0) s")
    Swift.print(
      "letters: "
        + letters.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    )
    for finding in findings.prefix(40) { Swift.print("WRONG    \(finding)") }
    Swift.print("soak: \(lost) lost, \(doubled) doubled, \(findings.count) finding(s) in all")
  }

  private mutating func lose(_ what: String) {
    lost += 1
    findings.append("lost: \(what)")
  }

  private mutating func double(_ what: String) {
    doubled += 1
    findings.append("doubled: \(what)")
  }

  // MARK: The mailbox

  /// Each message is in one folder, as often as it was delivered; staff's marks are as they were. Returns
  /// what staff took away, before pepd had seen it perhaps.
  private mutating func compareMailbox(
    _ site: Installation, _ sent: [Post.Sent], _ marked: [String: Set<String>]
  ) async throws -> Set<String> {
    let folders = ["INBOX", "PEP/Registered", "PEP/Needs a person", "Staff"]
    var places: [String: [String]] = [:]
    var flags: [String: Set<String>] = [:]
    for folder in folders {
      for mail in try await site.mails(site.mailbox, folder) {
        let id = Self.id(of: mail)
        places[id, default: []].append(folder)
        flags[id] = mail.flags.subtracting(["\\Recent"])
      }
    }
    for (id, copies) in Dictionary(grouping: sent, by: \.messageID) {
      let found = places[id] ?? []
      if found.count < copies.count {
        lose("\(id): \(found.count) of \(copies.count) in the mailbox")
      }
      if found.count > copies.count {
        double("\(id): \(found.count) for \(copies.count) in the mailbox")
      }
      let kind = copies[0].kind
      if kind == .hostile || kind == .stranger, found != ["PEP/Needs a person"] {
        findings.append("\(id) lies in \(found)")
      }
      if kind == .ordinary || kind == .large, let flags = flags[id], !flags.isEmpty {
        findings.append("\(id) has the flags \(flags)")
      }
    }
    for (id, wanted) in marked where flags[id] != wanted || places[id]?.count != 1 {
      findings.append("staff's \(id) has \(flags[id] ?? []) in \(places[id] ?? [])")
    }
    return Set(places.filter { $0.value.contains("Staff") }.keys)
  }

  // MARK: Register and journal

  private mutating func compareJournal(
    _ site: Installation, _ snapshot: StoreSnapshot, _ sent: [Post.Sent]
  ) throws {
    var digests: Set<String> = []
    var committed: [String: Date] = [:]
    var written: [String: Int] = [:]
    try JournalHistory.forEach(in: site.state) { line in
      lines += 1
      for letter in line.entry.letters {
        guard let child = letter.draft.plan?.child else { continue }
        written["\(letter.draft.kind.rawValue) \(child)", default: 0] += 1
      }
      guard case .message(let message) = line.entry else { return }
      if let digest = message.digest, !digests.insert(digest).inserted {
        double("message \(message.reference) was handled twice")
      }
      if let id = message.messageID, committed[id] == nil { committed[id] = line.time }
    }
    for mail in sent where committed[mail.messageID] == nil {
      lose("\(mail.messageID) is not in the journal")
    }
    for mail in sent {
      guard let index = mail.child, mail.kind == .form || mail.kind == .gap else { continue }
      let child = site.office.children[index].id
      let plans = snapshot.register.plans.filter { $0.key.child == child }.values
      if plans.isEmpty { lose("the form \(mail.messageID) is not in the register") }
      if plans.count > 1 || plans.contains(where: { $0.documents.count != 1 }) {
        double("the form \(mail.messageID) is in the register more than once")
      }
      registered += plans.isEmpty ? 0 : 1
      if let time = committed[mail.messageID] {
        waits.append(max(0, Int(time.timeIntervalSince(mail.at).rounded())))
      }
      for kind in mail.kind == .gap ? ["forward", "chase"] : ["forward"] {
        let count = written["\(kind) \(child)"] ?? 0
        if count == 0 { lose("the \(kind) about \(mail.messageID) was never written") }
        if count > 1 { double("the \(kind) about \(mail.messageID) was written \(count) times") }
      }
    }
    if !snapshot.filings.isEmpty {
      findings.append("\(snapshot.filings.count) message(s) are still to be filed")
    }
  }

  // MARK: Letters

  /// A letter that was sent arrived once, and Exim took it once; one whose outcome is unknown at most once;
  /// every other one never.
  private mutating func compareLetters(_ site: Installation, _ snapshot: StoreSnapshot) async throws
  {
    let office = site.office
    let addresses = office.staff.map(\.email) + office.schools.map(\.designatedTeacherEmail)
    var arrived: [String: Int] = [:]
    for address in Set(addresses) where !address.hasPrefix("bounces@") {
      for mail in try await site.mails(address) { arrived[Self.id(of: mail), default: 0] += 1 }
    }
    let taken = try Self.takenByExim(site)
    var known: Set<String> = []
    func count(_ id: String) -> (arrived: Int, taken: Int) { (arrived[id] ?? 0, taken[id] ?? 0) }
    for letter in snapshot.outbox.settled.values {
      known.insert(letter.messageID)
      letters[letter.state.rawValue, default: 0] += 1
      let found = count(letter.messageID)
      let comesBack = found.arrived == 0 && found.taken == 1 && letter.kind != .forward
      guard letter.state == .sent else {
        if found.arrived + found.taken > 0 {
          double("a dropped letter \(letter.messageID) went out")
        }
        continue
      }
      if found.taken == 0 || (found.arrived == 0 && !comesBack) {
        lose("letter \(letter.messageID)")
      }
      if found.taken > 1 || found.arrived > 1 { double("letter \(letter.messageID): \(found)") }
    }
    for letter in snapshot.outbox.open.values {
      known.insert(letter.letter.messageID)
      letters[letter.state.rawValue, default: 0] += 1
      let found = count(letter.letter.messageID)
      let most = letter.state == .unknown ? 1 : 0
      if max(found.arrived, found.taken) > most {
        double("letter \(letter.letter.messageID), \(letter.state.rawValue): \(found)")
      }
      if letter.state == .queued || letter.state == .sending {
        findings.append("letter \(letter.letter.messageID) is still \(letter.state.rawValue)")
      }
    }
    for id in arrived.keys where !known.contains(id) { double("\(id) arrived and is in no outbox") }
  }

  /// How often Exim took each of pepd's letters, by its log.
  private static func takenByExim(_ site: Installation) throws -> [String: Int] {
    let file = site.servers.folder.appending(path: "exim/log/mainlog")
    let log = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    var taken: [String: Int] = [:]
    for line in log.split(separator: "\n") where line.contains(" <= \(site.mailbox) ") {
      for word in line.split(separator: " ") where word.hasPrefix("id=") {
        taken[String(word.dropFirst(3)), default: 0] += 1
      }
    }
    return taken
  }

  private static func id(of mail: ReceivedMessage) -> String {
    let line = messageID(mail)
    return String(line.drop(while: { $0 != "<" }).dropFirst().prefix(while: { $0 != ">" }))
  }
}
