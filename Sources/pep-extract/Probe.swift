import CSandbox
import Glibc

/// Proves that the locks bite: a child does what a document must never make it do. For tests.
struct Probe {
  enum Attempt: String {
    case open, socket, fork, memory, time, descriptors, neighbour, faults
  }

  /// Pages that a child brings in to read a small mail: some 200 that it writes, while twice as many
  /// that it only reads come with the fork.
  private static let mostFaults = 320

  private let children: ReaderChildren

  init(_ children: ReaderChildren) { self.children = children }

  /// 0 where the attempt was prevented.
  func run(_ attempt: Attempt) -> CInt {
    guard let area = SharedArea() else { return ExitCode.failed }
    defer { area.unmap() }
    let neighbour = attempt == .neighbour ? WaitingChild(of: children) : nil
    defer { neighbour?.clearAway() }
    let ending = children.run(in: area) { _ in
      neighbour.map(\.isReachable) ?? Probe.succeeds(at: attempt)
    }
    switch ending {
    case .read: print("\(attempt.rawValue): allowed")
    case .failed: print("\(attempt.rawValue): refused")
    case .killed(let signal): print("\(attempt.rawValue): killed by signal \(signal)")
    case .overran: print("\(attempt.rawValue): ended at the limit")
    }
    return ending == .read ? ExitCode.failed : 0
  }

  private static func succeeds(at attempt: Attempt) -> Bool {
    switch attempt {
    case .open: return Glibc.open("/etc/passwd", O_RDONLY) >= 0
    case .socket: return Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0) >= 0
    case .fork: return pep_fork() >= 0
    case .memory:
      // In small pieces, so that the last bit is taken before the limit is met.
      var hoard: [[UInt8]] = []
      while hoard.count < 2_048 { hoard.append([UInt8](repeating: 1, count: 1 << 20)) }
      return true
    case .time:
      var rounds: UInt64 = 1
      while rounds != 0 { rounds = rounds &* 3 | 1 }
      return true
    case .descriptors:
      // Whoever started this program would hear it.
      _ = Array("heard".utf8).withUnsafeBytes { Descriptor.output.put($0) }
      return (ReaderChild.lifeline + 1...15).contains { fcntl($0, F_GETFD) >= 0 }
    case .faults:
      Reading.warmUp()
      var usage = rusage()
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return usage.ru_minflt > Probe.mostFaults
    case .neighbour: return false
    }
  }
}
