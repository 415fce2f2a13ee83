import CSandbox
import Glibc
import PepCore

/// One thread's place in the pool: keeps a zygote running and asks it.
final class ReaderDesk {
  private let settings: SandboxedReader.Settings
  private var process: ReaderProcess?

  init(_ settings: SandboxedReader.Settings) { self.settings = settings }

  deinit { process?.end() }

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
      // answered cannot work here at all.
      let status = stop(force: true)
      if pep_exit_code(status) == 78 { throw ReaderError.locksMissing(settings.program) }
      if isFresh, pep_exit_signal(status) != SIGKILL {
        throw ReaderError.keepsEnding(settings.program, status: status)
      }
      return nil
    }
  }

  private func running() throws(ReaderError) -> ReaderProcess {
    if let process { return process }
    let started = try ReaderProcess(settings)
    process = started
    return started
  }

  @discardableResult
  func stop(force: Bool = false) -> CInt {
    defer { process = nil }
    return process?.end(force: force) ?? 0
  }
}
