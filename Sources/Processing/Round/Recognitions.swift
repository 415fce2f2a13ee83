import Extraction
import MailTransport
import PepStore

/// Messages whose scans are being read, which takes a second a page. They stay in the mailbox, the
/// rounds go past them, and the first round after the reading decides about them. Nothing of this is
/// stored: a daemon that starts anew reads them anew.
package actor Recognitions {
  private enum State {
    /// Seen, but so many are in hand that their bytes are not kept.
    case waiting
    case inHand(Task<Void, Never>)
    case done(Result<ReadMessage, any Error>)
  }

  private let reader: any MessageReader
  private let capacity: Int
  private var states: [MessageLocation: State] = [:]
  private var whenDone: @Sendable () -> Void = {}

  /// `capacity` messages are in hand at once.
  package init(_ reader: any MessageReader, capacity: Int = 2) {
    self.reader = reader
    self.capacity = max(capacity, 1)
  }

  /// `call` is called whenever a round would find something to decide.
  func whenDone(_ call: @escaping @Sendable () -> Void) { whenDone = call }

  /// What the scans of the message say; nil while that is not known, and then it is being found out as
  /// soon as others are done.
  func reading(_ message: [UInt8], at location: MessageLocation) throws -> ReadMessage? {
    switch states[location] {
    case .done(let result):
      states[location] = nil
      return try result.get()
    case .inHand: return nil
    case .waiting, nil:
      guard mayBegin else {
        states[location] = .waiting
        return nil
      }
      let reader = reader
      states[location] = .inHand(
        Task {
          let result: Result<ReadMessage, any Error>
          do {
            result = .success(try await reader.recognise(message))
          } catch {
            result = .failure(error)
          }
          self.finished(location, result)
        })
      return nil
    }
  }

  /// Whether a round has nothing to gain by fetching this message again.
  func isPending(_ location: MessageLocation) -> Bool {
    switch states[location] {
    case .inHand: true
    case .waiting: !mayBegin
    case .done, nil: false
    }
  }

  /// The first message of a folder that is yet to be decided about.
  func first(in folder: OpenFolder) -> UID? {
    states.keys.filter { $0.folder == folder.name && $0.uidValidity == folder.uidValidity }
      .map(\.uid).min()
  }

  var count: Int { states.count }

  /// Forgets what somebody has moved or deleted meanwhile, and what bore another UIDVALIDITY.
  func keepOnly(_ uids: [UID], in folder: OpenFolder) {
    let present = Set(uids.map { folder.location(of: $0) })
    for (location, state) in states where location.folder == folder.name {
      if !present.contains(location) { forget(location, state) }
    }
  }

  private func forget(_ location: MessageLocation, _ state: State) {
    if case .inHand(let task) = state { task.cancel() }
    states[location] = nil
  }

  /// Returns when no reading is in hand; true where there is something to decide.
  package func settle() async -> Bool {
    while let task = inHand.first { await task.value }
    return !states.isEmpty
  }

  private func finished(_ location: MessageLocation, _ result: Result<ReadMessage, any Error>) {
    // It may have been forgotten meanwhile; then there is nothing to decide.
    if case .inHand = states[location] { states[location] = .done(result) }
    whenDone()
  }

  private var mayBegin: Bool { inHand.count < capacity }

  private var inHand: [Task<Void, Never>] {
    states.values.compactMap { if case .inHand(let task) = $0 { task } else { nil } }
  }
}
