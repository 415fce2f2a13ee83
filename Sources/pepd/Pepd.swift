import ArgumentParser
import Control
import Extraction
import Foundation
import Logging
import PepConfig
import PepStore
import Processing
import ServiceLifecycle
import UnixSignals

/// The daemon: reads its settings, wires the parts, and lets `MailboxService` run until it is told to
/// stop.
@main
struct Pepd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pepd",
    abstract:
      "Reads a Virtual School's mailbox and keeps the register of Personal Education Plans.",
    discussion: Trouble.help)

  @Option(help: "The configuration file.")
  var config = "/etc/pepd/pepd.yaml"

  func run() async throws {
    signal(SIGPIPE, SIG_IGN)
    LargeBuffers.giveBack()
    do {
      try await work()
    } catch {
      let trouble = Trouble(error)
      FileHandle.standardError.write(Data("pepd: \(trouble.words)\n".utf8))
      throw ExitCode(trouble.exitCode)
    }
  }

  private func work() async throws {
    let settings = try Settings.read(file: config)
    let examination = settings.examine()
    if !examination.errors.isEmpty { throw ConfigurationErrors(examination.errors) }
    let log = Self.logger(settings)
    for warning in examination.warnings { log.warning("\(warning)") }
    let events = Events(log)

    let office = try Office(settings: settings)
    let store = try RegisterStore(folder: settings.stateFolder, at: Date())
    events.opened(store.opening)
    if let stop = await store.sendingStop { events.sendingIsStopped(stop) }
    let reader = try SandboxedReader(settings.reader)
    try await reader.check()
    if try await !reader.canRecognise() { events.cannotRecognise() }
    let parts = RoundParts(
      office: office, store: store, reader: reader,
      secret: try ReferenceSecret(stateFolder: settings.stateFolder), faults: .fromEnvironment())

    let service = MailboxService(parts, events: events)
    let desk = ControlDesk(service: service, store: store, settingsFile: config, events: events)
    let control = try ControlServer(
      path: settings.controlSocket.path, group: settings.controlSocket.group
    ) { request, reply in await desk.answer(request, reply) }
    if let fault = control.groupFault { events.withoutGroup(Trouble(fault)) }
    defer {
      control.close()
      reader.close()
    }
    try await run(service, ReloadService(desk: desk, events: events), log)
  }

  private func run(_ service: MailboxService, _ reload: ReloadService, _ log: Logger) async throws {
    var configuration = ServiceGroupConfiguration(
      services: [.init(service: service), .init(service: reload)],
      gracefulShutdownSignals: [.sigterm, .sigint], logger: Self.quiet(log))
    // The message in hand is finished; what does not end by then is cut off, and taken up again.
    configuration.maximumGracefulShutdownDuration = .seconds(9)
    try await ServiceGroup(configuration: configuration).run()
  }

  private static func logger(_ settings: Settings) -> Logger {
    var log = Logger(label: "pepd") { StreamLogHandler.standardError(label: $0) }
    log.logLevel = Logger.Level(rawValue: settings.logLevel.rawValue) ?? .info
    return log
  }

  /// The life cycle's own lines are of use to its authors only.
  private static func quiet(_ log: Logger) -> Logger {
    var quiet = log
    quiet.logLevel = .critical
    return quiet
  }
}

/// SIGHUP reads the configuration anew.
private struct ReloadService: Service {
  let desk: ControlDesk
  let events: Events

  func run() async throws {
    for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
      do {
        try await desk.reload()
      } catch {
        events.keepsOldConfiguration(Trouble(error))
      }
    }
  }
}

extension SandboxedReader {
  convenience init(_ reader: PepConfig.Settings.Reader) throws {
    try self.init(
      SandboxedReader.Settings(
        program: reader.program, readers: reader.workers, allowsUnsandboxed: reader.allowUnsandboxed
      ))
  }
}

extension FaultPoints {
  /// For the tests of a sudden death: `PEPD_DIE_AT=committed` kills the process when it first gets
  /// there. Nothing sets it in a real installation.
  fileprivate static func fromEnvironment() -> FaultPoints {
    guard let name = ProcessInfo.processInfo.environment["PEPD_DIE_AT"] else {
      return FaultPoints()
    }
    return FaultPoints { place in
      if place.rawValue == name { kill(getpid(), SIGKILL) }
    }
  }
}
