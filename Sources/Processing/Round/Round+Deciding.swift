import Extraction
import Foundation
import MailTransport
import PepCore
import PepStore

extension Round {
  /// Decides about one message and lays the decision on the desk.
  func settle(_ item: Task<ReadItem, any Error>, _ desk: inout Desk) async throws {
    begin(.read)
    let item = try await item.value
    begin(.record)
    faults.reached(.fetched)
    switch item.fetched {
    case .vanished: return
    case .tooLarge(let uid, let size): try await setAside(uid, size: size, &desk)
    case .refused(let uid, _): try await setAside(uid, size: 0, &desk)
    case .message(let message): try await decideAbout(message, item, &desk)
    }
    if desk.entries.count >= Limits.batch { try await commit(&desk) }
  }

  private func decideAbout(
    _ message: MailTransport.ReceivedMessage, _ item: ReadItem, _ desk: inout Desk
  ) async throws {
    guard var read = item.read else { return }
    let location = desk.folder.location(of: message.uid)
    if desk.digests.contains(item.digest) { try await commit(&desk) }
    if !desk.watched.isAgain, let known = await store.reference(ofDigest: item.digest) {
      desk.entries.append(.recognised(RecognisedMessage(reference: known, location: location)))
      desk.told.append(.recognised(reference: known))
      return
    }
    if read.needsRecognition {
      guard let whole = try await recognitions.reading(message.bytes, at: location) else {
        return tell(.postponed(reference: await store.reference(for: item.digest)))
      }
      read = whole
    }
    var decision = try await decision(about: read.facts, item.digest, message, desk)
    if !desk.children.isDisjoint(with: decision.children) {
      try await commit(&desk)
      decision = try await self.decision(about: read.facts, item.digest, message, desk)
    }
    if decision.outcome == .ignored, let id = read.facts.messageID, isCanary(id) {
      // The inbox is for what people must see.
      decision.filing = .registered
      desk.told.append(.canaryCame(messageID: id))
    }
    let reference = await store.reference(for: item.digest)
    let letters = try await word(
      decision.letters, keeping: Set(read.facts.attachments.map(\.digest) + [item.digest]))
    let handled = HandledMessage(
      reference: reference, location: location, messageID: read.facts.messageID,
      digest: item.digest, again: desk.watched.isAgain, decision: decision, letters: letters)
    if handled.isKept { try await keep(message, read, decision, item.digest) }
    desk.entries.append(.message(handled))
    desk.children.formUnion(decision.children)
    desk.digests.insert(item.digest)
    desk.told.append(
      .handled(
        reference: reference, decision.message, decision.outcome, decision.reason,
        letters: letters.count))
  }

  private func decision(
    about facts: MessageFacts, _ digest: String, _ message: MailTransport.ReceivedMessage,
    _ desk: Desk
  ) async throws -> Decision {
    let reference = await store.reference(for: digest)
    let round = desk.watched.isAgain ? await store.sequence : 0
    let review = await store.reading { $0.reviews[reference] }
    let event = ArrivedMessage(
      facts: facts, reference: reference, seed: secret.seed(digest, round),
      arrivedOn: arrival(message, facts),
      isAccepted: desk.watched.isAccepted || review?.isAccepted == true,
      assignedTo: review?.assignedTo,
      bytesDigest: digest, digest: { ContentDigest.hex(of: Data($0.utf8)) })
    let policy = office.policy
    let calendar = office.calendar
    let today = clock.today
    return await store.reading {
      decide(.message(event), $0, calendar: calendar, today: today, policy: policy)
    }
  }

  /// The day it reached the mailbox; the server's date, since the header's may be anything.
  private func arrival(
    _ message: MailTransport.ReceivedMessage, _ facts: MessageFacts
  ) -> CivilDay {
    if let arrival = message.arrival {
      return LocalDay.of(seconds: Int64(arrival.timeIntervalSince1970))
    }
    return facts.received.map { LocalDay.of(seconds: $0.seconds) } ?? clock.today
  }

  /// The bytes of the message and of the documents that the decision files or forwards.
  private func keep(
    _ message: MailTransport.ReceivedMessage, _ read: ReadMessage, _ decision: Decision,
    _ digest: String
  ) async throws {
    try await store.keep(received: message.bytes, digest: digest)
    let wanted = decision.filedDigests
    if wanted.contains(digest) {
      try await store.keep(document: message.bytes, digest: digest, fileExtension: "eml")
    }
    for (attachment, bytes) in zip(read.facts.attachments, read.documents)
    where wanted.contains(attachment.digest) {
      try await store.keep(
        document: bytes, digest: attachment.digest,
        fileExtension: attachment.content.fileExtension)
    }
    faults.reached(.kept)
  }

  /// A message that is not fetched: a person is told, and it is never asked for again.
  private func setAside(_ uid: UID, size: Int, _ desk: inout Desk) async throws {
    let location = desk.folder.location(of: uid)
    let digest = ContentDigest.hex(of: Data("\(location)".utf8))
    let reference = "L-" + digest.prefix(12)
    let event = ArrivedMessage(
      facts: MessageFacts(), reference: reference, seed: secret.seed(digest, 0),
      arrivedOn: clock.today, digest: { $0 })
    let policy = office.policy
    let today = clock.today
    let decision = await store.reading {
      OversizedMail.decide(event, $0, today: today, policy: policy)
    }
    desk.entries.append(
      .message(
        HandledMessage(
          reference: reference, location: location, messageID: nil, digest: nil,
          decision: decision, letters: try await word(decision.letters))))
    desk.told.append(.tooLarge(reference: reference, size: size))
  }

  /// `keeping`: digests of documents that are kept with the same decision.
  func word(
    _ drafts: [LetterDraft], keeping: Set<String> = []
  ) async throws -> [StoredLetter] {
    var letters: [StoredLetter] = []
    for draft in try await withWorkbooks(drafts) {
      let name = await store.reading { $0.name(of: draft.to) }
      let isWhole = try await isWhole(draft, keeping)
      letters.append(
        try office.letters.word(
          draft, to: name, at: clock.now(),
          isHeld: office.holdsLetters || draft.isLate == true || !isWhole))
      if !isWhole {
        tell(.sent(reference: draft.reference, draft.kind, state: "a document is missing, held"))
      }
    }
    return letters
  }

  /// A document that is gone from the cabinet holds up its own letter, not the day's work.
  private func isWhole(_ draft: LetterDraft, _ keeping: Set<String>) async throws -> Bool {
    for attachment in draft.attachments where !keeping.contains(attachment.digest) {
      guard try await store.hasDocument(attachment.digest, named: attachment.fileName) else {
        return false
      }
    }
    return true
  }

  /// The commit point of everything on the desk.
  func commit(_ desk: inout Desk) async throws {
    guard !desk.entries.isEmpty else { return }
    begin(.record)
    try await store.commit(desk.entries, at: clock.now())
    faults.reached(.committed)
    for progress in desk.told {
      count(progress)
      tell(progress)
    }
    desk = Desk(folder: desk.folder, watched: desk.watched, reading: desk.reading)
  }

  func count(_ progress: Progress) {
    switch progress {
    case .handled(_, _, let outcome, _, let letters):
      result.lettersQueued += letters
      switch outcome {
      case .registered: result.registered += 1
      case .review: result.review += 1
      case .ignored: result.ignored += 1
      }
    case .recognised: result.recognised += 1
    case .tooLarge: result.review += 1
    case .dayBegan(let letters, _): result.lettersQueued += letters
    case .found, .canaryCame, .postponed, .sent, .filed, .notFiled, .noFolder, .cannotSend,
      .finished:
      break
    }
  }
}

extension Decision {
  /// Children whose records it reads or changes.
  var children: Set<String> {
    Set(attachments.compactMap(\.child) + plans.map(\.plan.child))
  }

  /// Digests of the documents that it files or sends.
  var filedDigests: Set<String> {
    var digests = Set(letters.flatMap { $0.attachments.map(\.digest) })
    for change in changes {
      switch change {
      case .documentFiled(_, let document): digests.insert(document.digest)
      case .paperFiled(let paper): digests.insert(paper.document.digest)
      default: break
      }
    }
    return digests
  }
}
