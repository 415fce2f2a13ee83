import CSandbox
import Glibc
import PepCore

/// One thread's place in the pool: keeps a zygote running and asks it.
final class ReaderDesk {
  struct Settings: Sendable {
    /// Path of `pep-extract`.
    var program: String
    var deadline: Int
    var questionsPerReader: Int
    var allowsUnsandboxed: Bool
    var isQuick: Bool

    static func quick(_ settings: SandboxedReader.Settings) -> Settings {
      Settings(
        program: settings.program, deadline: settings.deadline,
        questionsPerReader: settings.questionsPerReader,
        allowsUnsandboxed: settings.allowsUnsandboxed, isQuick: true)
    }

    /// A new process for each message: starting it is a tenth of what one page takes, and 40 MB lie
    /// idle otherwise between two scans.
    static func recognising(_ settings: SandboxedReader.Settings) -> Settings {
      Settings(
        program: settings.program, deadline: settings.recognitionDeadline, questionsPerReader: 1,
        allowsUnsandboxed: settings.allowsUnsandboxed, isQuick: false)
    }
  }

  private let settings: Settings
  private let lifeline: Lifeline
  private var process: ReaderProcess?

  init(_ settings: Settings, _ lifeline: Lifeline) {
    self.settings = settings
    self.lifeline = lifeline
  }

  deinit { stop() }

  /// The body of the answer; nil where the reading of these bytes died.
  func ask(_ kind: ReaderFrames.Kind, _ bytes: [UInt8]) throws(ReaderError) -> [UInt8]? {
    let isFresh = process == nil
    let process = try running()
    do {
      let reply = try process.ask(kind, bytes)
      if process.questions >= settings.questionsPerReader { stop() }
      switch reply {
      case .read(let body): return body
      case .died: return nil
      }
    } catch {
      // A zygote that has answered before died of something about this question; one that never
      // answered cannot work here at all. One that recognises is always new, and must not stop the
      // mailbox for the one message that it dies of.
      let status = stop(force: true)
      if lifeline.isCut { throw ReaderError.closed }
      if pep_exit_code(status) == 78 { throw ReaderError.locksMissing(settings.program) }
      if settings.isQuick, isFresh, pep_exit_signal(status) != SIGKILL {
        throw ReaderError.keepsEnding(settings.program, status: status)
      }
      return nil
    }
  }

  private func running() throws(ReaderError) -> ReaderProcess {
    if let process { return process }
    let started = try ReaderProcess(settings)
    process = started
    guard lifeline.hold(started.identifier) else {
      stop(force: true)
      throw ReaderError.closed
    }
    return started
  }

  @discardableResult
  private func stop(force: Bool = false) -> CInt {
    lifeline.letGo()
    defer { process = nil }
    return process?.end(force: force) ?? 0
  }
}
