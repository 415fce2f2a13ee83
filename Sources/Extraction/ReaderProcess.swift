import CSandbox
import Glibc
import PepCore

/// One running `pep-extract --zygote` and the socket to it. Belongs to one thread.
final class ReaderProcess {
  /// How a question ended, where the zygote itself is well.
  enum Reply {
    case read([UInt8])
    /// The child died, overran or gave no answer: this input is at fault.
    case died
  }

  /// The zygote ended or fell silent.
  struct Gone: Error {}

  private(set) var questions = 0
  let identifier: pid_t
  private let socket: CInt

  init(_ settings: ReaderDesk.Settings) throws(ReaderError) {
    var ends: [CInt] = [-1, -1]
    let type = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &ends) == 0 else {
      throw ReaderError.cannotStart(settings.program, code: errno)
    }
    defer { Glibc.close(ends[1]) }
    var process = pid_t()
    let code = ReaderProcess.spawn(settings, socket: ends[1], &process)
    guard code == 0 else {
      Glibc.close(ends[0])
      throw code == ENOENT
        ? ReaderError.programMissing(settings.program)
        : ReaderError.cannotStart(settings.program, code: code)
    }
    socket = ends[0]
    identifier = process
    // The zygote keeps the deadline; this is for a zygote that does not.
    var patience = timeval(tv_sec: settings.deadline + 5, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
  }

  /// Nothing of the daemon reaches the program: no descriptor, no environment, no signal mask. The
  /// variables keep OpenMP to one thread, Swift's crash reporter from starting a program, and
  /// the character set fixed.
  private static func spawn(
    _ settings: ReaderDesk.Settings, socket: CInt, _ process: inout pid_t
  ) -> CInt {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, socket, STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    pep_spawn_close_from(&actions, 3)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    // A group of its own: an interrupt typed at the terminal is for the daemon.
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
    var arguments = [settings.program, "--zygote", "--deadline", String(settings.deadline)]
    if settings.isQuick { arguments.append("--quick") }
    if settings.allowsUnsandboxed { arguments.append("--unsandboxed") }
    let environment = [
      "OMP_THREAD_LIMIT=1", "SWIFT_BACKTRACE=enable=no", "LC_ALL=C.UTF-8", "LD_BIND_NOW=1",
      "TZ=UTC0",
    ]
    return withCStrings(arguments) { arguments in
      withCStrings(environment) { environment in
        posix_spawn(&process, settings.program, &actions, &attributes, arguments, environment)
      }
    }
  }

  func ask(_ kind: ReaderFrames.Kind, _ bytes: [UInt8]) throws(Gone) -> Reply {
    questions += 1
    var head = [kind.rawValue]
    withUnsafeBytes(of: UInt32(bytes.count).bigEndian) { head.append(contentsOf: $0) }
    try send(head)
    try send(bytes)
    let answer = try receive(6)
    let length = answer[2...].reduce(0) { $0 << 8 | Int($1) }
    guard let outcome = ReaderFrames.Outcome(rawValue: answer[0]),
      length <= ReaderFrames.bodyBytes
    else { throw Gone() }
    let body = try receive(length)
    return outcome == .read ? .read(body) : .died
  }

  /// Ends it and gives its exit status.
  @discardableResult
  func end(force: Bool = false) -> CInt {
    if force { kill(identifier, SIGKILL) }
    Glibc.close(socket)
    var status: CInt = 0
    while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    return status
  }

  private func send(_ bytes: [UInt8]) throws(Gone) {
    var done = 0
    while done < bytes.count {
      let sent = bytes.withUnsafeBytes { buffer in
        Glibc.send(
          socket, buffer.baseAddress?.advanced(by: done), buffer.count - done,
          CInt(MSG_NOSIGNAL))
      }
      if sent < 0, errno == EINTR { continue }
      guard sent > 0 else { throw Gone() }
      done += sent
    }
  }

  private func receive(_ count: Int) throws(Gone) -> [UInt8] {
    var isWhole = true
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      while done < count {
        let got = recv(socket, buffer.baseAddress?.advanced(by: done), count - done, 0)
        if got < 0, errno == EINTR { continue }
        if got <= 0 { break }
        done += got
      }
      isWhole = done == count
    }
    guard isWhole else { throw Gone() }
    return bytes
  }
}

/// A C array of strings that ends with a null pointer, as exec wants it.
private func withCStrings<R>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R
) -> R {
  let pointers = strings.map { strdup($0) }
  defer { for pointer in pointers { free(pointer) } }
  return body(pointers + [nil])
}
