import Extraction
import Foundation
import MailTransport
import PepConfig
import PepCore
import PepStore
import Systemd

/// One round: looks through the mailbox, handles what is new, sends what is due, files what is done.
///
/// `run()` is the flow; what follows it are its steps. It is looked at between two messages whether
/// to stop; from the commit of a batch to its end nothing interrupts.
package actor Round {
  let office: Office
  let store: RegisterStore
  let mailbox: any Mailbox
  let reader: any MessageReader
  let recognitions: Recognitions
  let sender: any MailSender
  let clock: Clock
  let secret: ReferenceSecret
  let tell: @Sendable (Progress) -> Void
  let mayGoOn: @Sendable () -> Bool
  let maySend: @Sendable () -> Bool
  let isCanary: @Sendable (String) -> Bool
  let faults: FaultPoints
  let pace: Pace
  private let promises: Promises
  var result = RoundResult()

  package init(
    _ parts: RoundParts, mailbox: any Mailbox, sender: any MailSender,
    mayGoOn: @escaping @Sendable () -> Bool = { true },
    maySend: @escaping @Sendable () -> Bool = { true },
    isCanary: @escaping @Sendable (String) -> Bool = { _ in false },
    tell: @escaping @Sendable (Progress) -> Void = { _ in }
  ) {
    office = parts.office
    store = parts.store
    reader = parts.reader
    recognitions = parts.recognitions
    clock = parts.clock
    secret = parts.secret
    faults = parts.faults
    pace = parts.pace
    promises = parts.promises
    self.mailbox = mailbox
    self.sender = sender
    self.mayGoOn = mayGoOn
    self.maySend = maySend
    self.isCanary = isCanary
    self.tell = tell
  }

  package func run() async throws -> RoundResult {
    try await fileWhatIsOwed()
    for folder in WatchedFolder.all(office.settings) {
      try await look(through: folder)
    }
    try await takeUpWhatAPersonDecided()
    try await beginDay()
    try await sendLetters()
    faults.reached(.beforeCheckpoint)
    begin(.checkpoint)
    try await store.checkpoint()
    result.scansBeingRead = await recognitions.count
    tell(.finished(result))
    return result
  }

  /// What is to be done next, and with it how long that may take.
  func begin(_ step: MailboxStep) { promises.begin(step) }

  /// Everything of a folder that was not handled yet, in portions small enough that a letter never
  /// waits for a whole backlog.
  private func look(through watched: WatchedFolder) async throws {
    begin(.look(folder: watched.name))
    guard let (folder, uids) = try await newMessages(in: watched) else { return }
    if let first = uids.first {
      let oldest = try await mailbox.overviews(of: [first], in: folder).first?.arrival
      tell(.found(folder: folder.name, messages: uids.count, oldest: oldest))
    }
    for portion in uids.portions(of: Limits.portion) {
      guard mayGoOn() else { return }
      try await handle(portion, in: folder, watched)
      try await sendLetters()
      try await fileWhatIsOwed()
    }
    if watched.isInbox, let last = uids.last { try await noteCursor(folder, last) }
  }

  /// Messages before a person that were accepted or assigned by a command: read anew where they lie.
  /// Where they lie no more, somebody is seeing to them in the mailbox.
  private func takeUpWhatAPersonDecided() async throws {
    let decided = await store.reading { Set($0.reviews.filter { $0.value.isDecided }.keys) }
    guard !decided.isEmpty, mayGoOn() else { return }
    let watched = WatchedFolder(name: office.settings.mailbox.folders.needsAPerson, isAgain: true)
    _ = try await mailbox.create(watched.name)
    let folder = try await mailbox.open(watched.name)
    let uids = try await mailbox.uids(above: 0, since: nil, in: folder)
    var found: [UID] = []
    for message in try await mailbox.overviews(of: uids, in: folder) {
      guard let id = message.messageID, let reference = await store.reference(ofMessageID: id),
        decided.contains(reference)
      else { continue }
      found.append(message.uid)
    }
    guard !found.isEmpty else { return }
    try await handle(found, in: folder, watched)
    try await fileWhatIsOwed()
  }

  /// Fetching, reading and committing overlap: while one message is decided, the next are read in
  /// their sandboxes and the ones after are on the wire.
  private func handle(
    _ uids: [UID], in folder: OpenFolder, _ watched: WatchedFolder
  ) async throws {
    var desk = Desk(folder: folder, watched: watched)
    let limit = office.settings.mailbox.maxMessageSize
    begin(.fetch)
    for try await fetched in mailbox.fetch(uids, in: folder, sizeLimit: limit) {
      guard mayGoOn() else { break }
      desk.reading.append((reading(fetched), bytes(of: fetched)))
      while desk.isFull { try await settle(desk.reading.removeFirst().item, &desk) }
      begin(.fetch)
    }
    while !desk.reading.isEmpty {
      try await settle(desk.reading.removeFirst().item, &desk)
    }
    try await commit(&desk)
  }

  private func bytes(of fetched: FetchedMessage) -> Int {
    guard case .message(let message) = fetched else { return 0 }
    return message.bytes.count
  }

  /// Starts reading a message in its sandbox; everything else becomes a task that is done already.
  private func reading(_ fetched: FetchedMessage) -> Task<ReadItem, any Error> {
    let reader = reader
    return Task {
      guard case .message(let message) = fetched else { return ReadItem(fetched: fetched) }
      let digest = ContentDigest.hex(of: message.bytes)
      return ReadItem(
        fetched: fetched, digest: digest, read: try await reader.read(message.bytes))
    }
  }
}
