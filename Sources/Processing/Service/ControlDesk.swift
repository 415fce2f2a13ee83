import Control
import Foundation
import PepConfig
import PepCore
import PepStore

/// Answers what administrators ask over the control socket, with the daemon's own store.
package struct ControlDesk: Sendable {
  let service: MailboxService
  let store: RegisterStore
  let settingsFile: String
  let events: Events
  let clock: Clock

  package init(
    service: MailboxService, store: RegisterStore, settingsFile: String, events: Events,
    clock: Clock = Clock()
  ) {
    self.service = service
    self.store = store
    self.settingsFile = settingsFile
    self.events = events
    self.clock = clock
  }

  package func answer(
    _ request: ControlRequest, _ reply: @escaping @Sendable (ControlReply) -> Void
  ) async {
    let desk = AdministratorDesk(store, await service.office, clock)
    do {
      switch request {
      case .poll: await poll(reply)
      case .reload:
        try await reload()
        reply(.done(words: "Configuration reloaded.", json: "{}"))
      case .importRoster(let roster, let person):
        events.asked("import the roster")
        let difference = try await desk.take(roster, by: person)
        reply(.done(words: RosterWords.of(difference), json: "{}"))
      case .release(let letters, let person):
        events.asked("release \(letters.count) letter(s)")
        try await store.release(letters, by: person, at: clock.now())
        await service.wakeUp()
        reply(.done(words: "\(letters.count) letter(s) released.", json: "{}"))
      case .drop(let letters, let person):
        events.asked("drop \(letters.count) letter(s)")
        try await store.drop(letters, by: person, at: clock.now())
        reply(.done(words: "\(letters.count) letter(s) dropped.", json: "{}"))
      case .sending(let isStopped, let person):
        events.asked(isStopped ? "send hold --all" : "send live")
        reply(.done(words: try await desk.order(isStopped: isStopped, by: person), json: "{}"))
        // Stopped as well: the round after it has the status line say so.
        await service.wakeUp()
      case .erase(let child, let person):
        events.asked("erase a child")
        try await keep(reply) { try await $0.erase(child, by: person) }
      case .retain(let person):
        events.asked("apply the retention")
        try await keep(reply) { try await $0.retain(by: person) }
      case .administer(let request, let person):
        events.asked(request.asked)
        reply(.done(words: try await desk.take(request, by: person), json: "{}"))
        await service.wakeUp()
      }
    } catch {
      let trouble = Trouble(error)
      reply(.failed(words: trouble.words, exitCode: trouble.exitCode))
    }
  }

  /// While no round is under way: what it holds in its hands would come back.
  private func keep(
    _ reply: @escaping @Sendable (ControlReply) -> Void,
    _ body: @escaping @Sendable (KeepingDesk) async throws -> (words: String, json: String)
  ) async throws {
    let desk = KeepingDesk(store, await service.office.settings, await service.reader, clock)
    let done = try await service.betweenRounds { try await body(desk) }
    reply(.done(words: done.words, json: done.json))
  }

  private func poll(_ reply: @escaping @Sendable (ControlReply) -> Void) async {
    events.asked("poll")
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      Task {
        await service.poll { heard in
          switch heard {
          // The sum comes with `done`.
          case .progress(.finished): break
          case .progress(let progress): reply(.progress(progress.line))
          case .done(let result):
            reply(.done(words: result.line, json: JSONText.of(result)))
            done.resume()
          case .failed(let trouble):
            reply(.failed(words: trouble.words, exitCode: trouble.exitCode))
            done.resume()
          }
        }
      }
    }
  }

  /// Reads everything anew, as at a start; if anything is wrong with it, nothing changes.
  package func reload() async throws {
    events.reloading()
    defer { events.ready() }
    let settings = try Settings.read(file: settingsFile)
    let errors = settings.examine().errors
    guard errors.isEmpty else { throw ConfigurationErrors(errors) }
    await service.replace(try Office(settings: settings))
    events.reloaded()
  }
}

package enum JSONText {
  /// Pretty, with sorted keys, for `--json`.
  package static func of(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    guard let data = try? encoder.encode(value) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }
}
