import ArgumentParser
import Control
import Extraction
import Foundation
import PepConfig
import PepStore
import Processing

/// The administrator's command. Reading needs no daemon; what changes something is asked of the
/// running daemon, and done here under the lock where none runs.
package struct Pepctl: AsyncParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "pepctl",
    abstract: "Looks at and steers pepd, which keeps the register of Personal Education Plans.",
    discussion: Trouble.help, version: pepdVersion,
    subcommands: [
      PollCommand.self, StatusCommand.self, ShowCommand.self, DueCommand.self, ReportCommand.self,
      ExportCommand.self, ExplainCommand.self,
      EvaluateCommand.self, RosterCommand.self, OutboxCommand.self, SendCommand.self,
      FundingCommand.self,
      QueryCommand.self, CheckCommand.self, ReloadCommand.self, BackupCommand.self,
      RestoreCommand.self, VerifyCommand.self, RetentionCommand.self, EraseCommand.self,
      SubjectCommand.self,
      SimulateCommand.self,
      HoldCommand.self, ResumeCommand.self, ReviewCommand.self, AddressCommand.self,
      ChaseCommand.self, CorrectCommand.self,
    ])

  package init() {}
}

/// What every command takes.
struct Common: ParsableArguments {
  @Option(
    help: "The configuration file (default: /etc/pepd/pepd.yaml, else config/pepd.yaml here).")
  var config: String?

  @Flag(help: "Print JSON.")
  var json = false

  func settings() throws -> Settings { try Settings.read(file: file) }

  /// The installed configuration; in a checkout without one, the example beside the sources.
  var file: String {
    if let config { return config }
    let places = ["/etc/pepd/pepd.yaml", "config/pepd.yaml"]
    return places.first { FileManager.default.fileExists(atPath: $0) } ?? places[0]
  }

  var person: String { NSUserName() }
}

/// Turns every error into words and an exit code, in one place.
func withWords(_ body: () async throws -> Void) async throws {
  signal(SIGPIPE, SIG_IGN)
  do {
    try await body()
  } catch let code as ExitCode {
    throw code
  } catch {
    let trouble = Trouble(error)
    FileHandle.standardError.write(Data("pepctl: \(trouble.words)\n".utf8))
    throw ExitCode(trouble.exitCode)
  }
}

/// Asks the running daemon, or does it alone; progress goes to standard error where JSON is asked.
func askOrDo(
  _ request: ControlRequest, _ common: Common,
  alone: (Settings) async throws -> (words: String, json: String)
) async throws {
  let settings = try common.settings()
  do {
    var failure: Trouble?
    try ControlClient.ask(request, at: settings.controlSocket.path) { reply in
      switch reply {
      case .progress(let line):
        common.json ? FileHandle.standardError.write(Data("\(line)\n".utf8)) : print(line)
      case .done(let words, let json): print(common.json ? json : words)
      case .failed(let words, let code): failure = Trouble(code, words)
      }
    }
    if let failure { throw failure }
  } catch let error as ControlError where error.kind == .noDaemon {
    defer { try? StateOwner.takesAll(in: settings.stateFolder) }
    let done = try await alone(settings)
    print(common.json ? done.json : done.words)
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
