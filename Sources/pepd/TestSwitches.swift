import Foundation
import Processing

/// What tests of sudden death, hangs and faults of the mail servers ask of the built program, by its
/// environment. Nothing sets these in a real installation.
///
/// - `PEPD_DIE_AT=committed` kills the process when it first gets there.
/// - `PEPD_HANG_AT=committed` lets its loop stand still there.
/// - `PEPD_HASTE=30` makes what it waits for servers thirty times shorter.
/// - `PEPD_CLOCK=FILE`: its clock is ahead by the seconds in FILE, which may change at any time.
enum TestSwitches {
  private static let environment = ProcessInfo.processInfo.environment

  static var faults: FaultPoints {
    let death = environment["PEPD_DIE_AT"]
    let hang = environment["PEPD_HANG_AT"]
    guard death != nil || hang != nil else { return FaultPoints() }
    return FaultPoints { place in
      if place.rawValue == death { kill(getpid(), SIGKILL) }
      while place.rawValue == hang { sleep(60) }
    }
  }

  static var patience: Patience {
    environment["PEPD_HASTE"].flatMap { Int($0) }.map { Patience(hastenedBy: $0) } ?? Patience()
  }

  static var clock: Clock {
    guard let file = environment["PEPD_CLOCK"] else { return Clock() }
    return Clock {
      let text = String(
        decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
      return Date().addingTimeInterval(Double(text.filter { !$0.isWhitespace }) ?? 0)
    }
  }
}
