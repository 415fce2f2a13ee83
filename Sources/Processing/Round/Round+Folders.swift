import Foundation
import MailTransport
import PepConfig
import PepCore
import PepStore

extension Round {
  /// The folder and its messages that no journal line knows and whose scans are not being read, oldest
  /// first; nil where the folder is one that people drag into, does not exist, and may not be made.
  func newMessages(in watched: WatchedFolder) async throws -> (OpenFolder, [UID])? {
    if !watched.isInbox, try await !isThere(watched.name) { return nil }
    let folder = try await mailbox.open(watched.name)
    var new: [UID] = []
    for uid in try await unhandled(in: folder, watched)
    where await !recognitions.isPending(folder.location(of: uid)) {
      new.append(uid)
    }
    return (folder, new)
  }

  /// Makes a folder that is missing. Nothing else waits for a right that somebody has to give.
  private func isThere(_ folder: String) async throws -> Bool {
    do {
      _ = try await mailbox.create(folder)
      return true
    } catch let error as MailTransportError where error.isRefusal {
      tell(.noFolder(folder, why: "\(error)"))
      return false
    }
  }

  private func unhandled(in folder: OpenFolder, _ watched: WatchedFolder) async throws -> [UID] {
    // The other folders are short and whatever lies in them is to be handled, known or not.
    guard watched.isInbox else {
      let uids = try await mailbox.uids(above: 0, since: nil, in: folder)
      await recognitions.keepOnly(uids, in: folder)
      return uids
    }
    let cursor = await store.cursor(of: watched.name)
    // Under another UIDVALIDITY the UIDs mean other messages: the folder is walked anew, and what was
    // handled is recognised by its content (RFC 3501 section 2.3.1.1).
    let floor = cursor?.uidValidity == folder.uidValidity ? cursor?.highestUID ?? 0 : 0
    let since = office.settings.mailbox.processMailSince.map { MailDay(civil: $0) }
    let uids = try await mailbox.uids(above: floor, since: since, in: folder)
    await recognitions.keepOnly(uids, in: folder)
    var new: [UID] = []
    for uid in uids where await !store.isHandled(folder.location(of: uid)) { new.append(uid) }
    return new
  }

  /// What lies above the cursor is looked at again, so it must not pass a scan that is being read.
  func noteCursor(_ folder: OpenFolder, _ last: UID) async throws {
    guard mayGoOn() else { return }
    let highest = await recognitions.first(in: folder).map { min(last, $0 - 1) } ?? last
    try await store.commit(
      [
        .cursor(
          FolderCursor(folder: folder.name, uidValidity: folder.uidValidity, highestUID: highest))
      ],
      at: clock.now())
  }

  /// Moves handled messages to where their outcome belongs. After a crash this finishes what the last
  /// process had committed; a message that somebody moved meanwhile is simply gone from here.
  func fileWhatIsOwed() async throws {
    let owed = await store.owedFilings
    result.unfiled = 0
    guard !owed.isEmpty else { return }
    begin(.look(folder: office.settings.mailbox.folders.inbox))
    for (source, inSource) in Dictionary(grouping: owed, by: { $0.value.location.folder }) {
      guard let folder = try? await mailbox.open(source) else { continue }
      for (filing, items) in Dictionary(grouping: inSource, by: { $0.value.filing }) {
        let current = items.filter { $0.value.location.uidValidity == folder.uidValidity }
        try await move(current.map { ($0.key, $0.value.location.uid) }, folder, filing)
        let gone = items.filter { $0.value.location.uidValidity != folder.uidValidity }
        try await note(gone.map { MailboxFiling(reference: $0.key, folder: nil) })
      }
    }
  }

  private func move(
    _ items: [(reference: String, uid: UID)], _ folder: OpenFolder, _ filing: Decision.Filing
  ) async throws {
    guard !items.isEmpty else { return }
    guard let target = target(of: filing, from: folder.name), target != folder.name else {
      try await note(items.map { MailboxFiling(reference: $0.reference, folder: folder.name) })
      return
    }
    faults.reached(.beforeMove)
    begin(.move(folder: target))
    let sorted = items.sorted { $0.uid < $1.uid }
    let outcome: MoveOutcome
    do {
      outcome = try await mailbox.move(sorted.map(\.uid), in: folder, to: target)
    } catch let error as MailTransportError where error.isRefusal {
      // A full mailbox, or a missing right: the register and the letters do not wait for it. It is tried
      // again in each round.
      result.unfiled += items.count
      return tell(.notFiled(folder: target, messages: items.count, why: "\(error)"))
    }
    faults.reached(.moved)
    try await note(
      sorted.map { item in
        MailboxFiling(
          reference: item.reference, folder: target, uidValidity: outcome.targetValidity,
          uid: outcome.newUIDs[item.uid])
      })
    result.filed += items.count
    tell(.filed(folder: target, messages: items.count))
    faults.reached(.filed)
  }

  /// Where a message belongs. What is left alone stays where it is, except that nothing stays in the
  /// folders that people drag into, or it would be handled anew each round.
  private func target(of filing: Decision.Filing, from source: String) -> String? {
    let folders = office.settings.mailbox.folders
    switch filing {
    case .registered: return folders.registered
    case .needsAPerson: return folders.needsAPerson
    case .leave: return source == folders.inbox ? nil : folders.inbox
    }
  }

  private func note(_ filings: [MailboxFiling]) async throws {
    guard !filings.isEmpty else { return }
    try await store.commit(filings.map { .mailboxFiled($0) }, at: clock.now())
  }
}

extension MailTransportError {
  /// The server has understood and will not: the session goes on, and a person is needed.
  fileprivate var isRefusal: Bool { !endsSession && kind == .permanent }
}

extension OpenFolder {
  func location(of uid: UID) -> MessageLocation {
    MessageLocation(folder: name, uidValidity: uidValidity, uid: uid)
  }
}

extension MailDay {
  init(civil day: CivilDay) { self.init(year: day.year, month: day.month, day: day.day) }
}
