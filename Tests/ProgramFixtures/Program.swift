import Foundation

/// A built program, run as an administrator or systemd would.
package final class Program: Sendable {
  package enum Name: String, Sendable { case pepd, pepctl, extract = "pep-extract" }

  package struct Ended: Sendable {
    package var code: Int32
    /// True where a signal ended it.
    package var wasKilled: Bool
    package var output: String
    package var errors: String
  }

  private let process: Process
  private let output: Written
  private let errors: Written

  /// The built programs lie beside the test bundle.
  package static func path(_ name: Name) -> String {
    let bundle = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let candidates = [bundle, bundle.deletingLastPathComponent()]
      .map { $0.appending(path: name.rawValue).path }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? name.rawValue
  }

  /// `under`: a program, with its arguments, that starts this one in its own place.
  package init(
    _ name: Name, _ arguments: [String], _ environment: [String: String] = [:],
    under starter: [String] = []
  ) throws {
    process = Process()
    let command = starter + [Self.path(name)] + arguments
    process.executableURL = URL(filePath: command[0])
    process.arguments = Array(command.dropFirst())
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    output = try Written("output")
    errors = try Written("errors")
    process.standardOutput = output.handle
    process.standardError = errors.handle
    try process.run()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    output.remove()
    errors.remove()
  }

  /// What it wrote to standard error so far: the daemon's log.
  package var log: String { errors.text }
  /// How often its log has these words.
  package func said(_ words: String) -> Int { log.components(separatedBy: words).count - 1 }
  package var isRunning: Bool { process.isRunning }

  /// The most memory that it has held so far, in MiB; nil when it has ended.
  package var peakMemory: Int? {
    let status = FileManager.default.contents(atPath: "/proc/\(process.processIdentifier)/status")
    let lines = String(decoding: status ?? Data(), as: UTF8.self).split(separator: "\n")
    let line = lines.first { $0.hasPrefix("VmHWM:") }
    return line?.split(separator: " ").compactMap { Int($0) }.first.map { $0 / 1_024 }
  }

  package func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  /// Waits for its end.
  package func ended(atMost seconds: Int = 60) async throws -> Ended {
    try await eventually(
      "the end of \(process.executableURL?.lastPathComponent ?? "")", atMost: seconds
    ) { !process.isRunning }
    return Ended(
      code: process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal,
      output: output.text, errors: errors.text)
  }

  /// SIGTERM, and its end.
  @discardableResult
  package func stopped() async throws -> Ended {
    signal(SIGTERM)
    return try await ended()
  }
}

/// What a program wrote, by way of a file: no pipe can fill up, and none is kept open by a grandchild.
private struct Written: Sendable {
  private let file: URL
  let handle: FileHandle

  init(_ name: String) throws {
    file = FileManager.default.temporaryDirectory.appending(
      path: "pepd-\(name)-\(UUID().uuidString)")
    try Data().write(to: file)
    handle = try FileHandle(forWritingTo: file)
  }

  var text: String {
    String(decoding: FileManager.default.contents(atPath: file.path) ?? Data(), as: UTF8.self)
  }

  func remove() {
    try? handle.close()
    try? FileManager.default.removeItem(at: file)
  }
}

extension Installation {
  package func pepctl(_ arguments: String...) async throws -> Program.Ended {
    try await Program(.pepctl, arguments + ["--config", configuration]).ended()
  }

  package func importRoster() async throws {
    let ended = try await pepctl("roster", "import", path("roster"))
    guard ended.code == 0 else { throw NeverHappened(what: "a roster: \(ended.errors)") }
  }

  /// Starts the daemon and waits until it looks after the mailbox.
  package func daemon(_ environment: [String: String] = [:]) async throws -> Program {
    let daemon = try Program(.pepd, ["--config", configuration], environment)
    try await eventually("the daemon at work; it says: \(daemon.log)") {
      daemon.log.contains("Connected to the mailbox") || !daemon.isRunning
    }
    return daemon
  }

  /// A daemon that dies at a place, waited for.
  package func daemon(dyingAt place: String) async throws -> Program.Ended {
    try await Program(.pepd, ["--config", configuration], ["PEPD_DIE_AT": place]).ended()
  }
}
