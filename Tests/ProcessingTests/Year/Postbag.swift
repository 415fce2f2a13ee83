import Foundation
import MailTransport
import OfficeFixtures
import PepCore
import PepStore
import TestSupport

@testable import Processing

/// A letter that left, as people get it.
struct LetterSent: Sendable {
  var draft: LetterDraft
  var address: String
  var messageID: String
  var on: CivilDay
}

/// Takes the letters of a year, looks at each by the laws, and keeps them until somebody reads them.
actor Postbag: MailSender {
  private(set) var faults: [String] = []
  private(set) var counts: [LetterDraft.Kind: Int] = [:]
  /// Of each kind the letter that says most, to be looked at.
  private(set) var longest: [LetterDraft.Kind: StoredLetter] = [:]
  private var new: [LetterSent] = []
  private var references: Set<String> = []
  /// Whom has been asked about which child today.
  private var askedToday: Set<String> = []
  private var today: CivilDay?
  /// What was asked of whom, how often and when last.
  private var asked: [String: (count: Int, on: CivilDay)] = [:]
  /// Letters that a person let go though they were late.
  private var released: Set<String> = []
  private let store: RegisterStore
  private let time: TestTime
  private let laws: YearLaws

  init(_ store: RegisterStore, _ time: TestTime, _ laws: YearLaws) {
    self.store = store
    self.time = time
    self.laws = laws
  }

  /// The letters since this was asked last.
  func delivered() -> [LetterSent] {
    defer { new = [] }
    return new
  }

  func isReleased(_ references: [String]) { released.formUnion(references) }

  func send(
    _ mail: [UInt8], from: String, to: String, envelopeID: String?,
    beforeFinalDot: @escaping @Sendable () throws -> Void
  ) async -> SendOutcome {
    let reference = envelopeID ?? ""
    guard let letter = await store.outbox.open[reference] else {
      faults.append("a letter that is not in the outbox")
      return .permanent(SendFailure(stage: .recipient, reply: nil, reason: "unknown"))
    }
    await withCheckedContinuation { done in
      Thread.detachNewThread {
        try? beforeFinalDot()
        done.resume()
      }
    }
    await look(letter.letter, to: to)
    return .sent(SMTPReply(code: 250, lines: ["2.0.0 taken"]))
  }

  private func look(_ letter: StoredLetter, to address: String) async {
    let draft = letter.draft
    let today = time.clock.today
    let minute = time.clock.minuteOfDay
    let laws = laws
    let broken = await store.reading {
      laws.faults(of: draft, to: address, on: today, minute: minute, $0)
    }
    faults += broken.map { "\(today) \(draft.kind.rawValue) \(draft.reference): \($0)" }
    if !references.insert(draft.reference).inserted {
      faults.append("\(today) \(draft.kind.rawValue): the same letter twice")
    }
    if draft.isLate == true, !released.contains(draft.reference) {
      faults.append("\(today) \(draft.kind.rawValue): an old letter that nobody released")
    }
    if self.today != today { askedToday = [] }
    self.today = today
    if draft.kind.asksSomebody, let plan = draft.plan,
      !askedToday.insert("\(address) \(plan.child)").inserted
    {
      faults.append("\(today) \(draft.kind.rawValue): a second question about \(plan.child)")
    }
    await count(draft, address, today)
    counts[draft.kind, default: 0] += 1
    if letter.text.utf8.count > longest[draft.kind]?.text.utf8.count ?? 0 {
      longest[draft.kind] = letter
    }
    new.append(
      LetterSent(draft: draft, address: address, messageID: letter.messageID, on: today))
  }

  /// A law: "one email per recipient per child per round", in rounds of so many days on which the addressee
  /// works, and so many rounds.
  private func count(_ draft: LetterDraft, _ address: String, _ today: CivilDay) async {
    guard draft.kind.asksSomebody, let plan = draft.plan else { return }
    // The letters of all rounds of one question have the same beginning of their references.
    let first = draft.reference.replacing(/(?:-[0-9]+)?x*$/, with: "")
    let key = "\(address) \(first)"
    let laws = laws
    if let before = asked[key] {
      let broken = await store.reading {
        laws.faults(ofAsking: draft, after: before, on: today, $0)
      }
      faults += broken.map { "\(today) \(draft.kind.rawValue) \(plan): \($0), last \(before.on)" }
    }
    asked[key] = ((asked[key]?.count ?? 0) + 1, today)
  }

  func close() {}
}
