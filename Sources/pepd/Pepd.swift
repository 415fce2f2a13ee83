import ArgumentParser
import Control
import Extraction
import Foundation
import Logging
import PepConfig
import PepStore
import Processing
import ServiceLifecycle
import Systemd
import UnixSignals

/// The daemon: reads its settings, wires the parts, and lets `MailboxService` run until it is told to
/// stop.
struct Pepd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pepd",
    abstract:
      "Reads a Virtual School's mailbox and keeps the register of Personal Education Plans.",
    discussion: Trouble.help, version: pepdVersion)

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
    let environment = ProcessInfo.processInfo.environment
    let log = Self.logger(settings, environment)
    for warning in examination.warnings { log.warning("\(warning)") }
    let events = Events(log, notices: Notices(environment: environment))
    let promises = Promises()

    let office = try Office(settings: settings)
    events.readingRegister()
    let clock = TestSwitches.clock
    let store = try RegisterStore(folder: settings.stateFolder, at: clock.now())
    events.opened(store.opening)
    if let stop = await store.sendingStop { events.sendingIsStopped(stop) }
    let reader = try SandboxedReader(settings.reader)
    try await reader.check()
    if try await !reader.canRecognise() { events.cannotRecognise() }
    let parts = RoundParts(
      office: office, store: store, reader: reader, clock: clock,
      secret: try ReferenceSecret(stateFolder: settings.stateFolder), faults: TestSwitches.faults,
      promises: promises)

    let service = MailboxService(parts, events: events, patience: TestSwitches.patience)
    let desk = ControlDesk(
      service: service, store: store, settingsFile: config, events: events, clock: clock)
    let control = try Self.control(settings, environment, promises, desk)
    if let fault = control.fault { events.socketFault(Trouble(fault)) }
    defer {
      control.close()
      reader.close()
    }
    Watchdog(promises, environment: environment, tell: events.stuck).start()
    events.ready()
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

  /// The socket that systemd opened for us, or one of our own.
  private static func control(
    _ settings: Settings, _ environment: [String: String], _ promises: Promises, _ desk: ControlDesk
  ) throws -> ControlServer {
    let place = settings.controlSocket
    // A turn takes half a minute when nobody asks.
    let everyTurn = { @Sendable in
      promises.promise(.control, "take in what pepctl asks", within: .seconds(120))
    }
    let answer: ControlServer.Answer = { request, reply in await desk.answer(request, reply) }
    if let passed = PassedSocket.find(named: "control", environment: environment) {
      return try ControlServer(
        passed: passed, path: place.path, everyTurn: everyTurn, answer: answer)
    }
    return try ControlServer(
      path: place.path, group: place.group, everyTurn: everyTurn, answer: answer)
  }

  private static func logger(_ settings: Settings, _ environment: [String: String]) -> Logger {
    let target = ServiceLog.target(environment: environment)
    var log = Logger(label: "pepd") { ServiceLog(program: $0, target: target) }
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
