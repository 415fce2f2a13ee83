import Foundation
import Glibc
import OfficeFixtures
import PepCore
import ProgramFixtures
import TestSupport

/// `Tests/soak/run` says what this is. Four people work at once on one installation: the post brings mail,
/// staff use their mailbox, trouble strikes the network and the servers, and the keeper kills the daemon and
/// starts it again, as systemd would. Then the books are compared.
@main
struct Soak {
  static func main() async throws {
    let numbers = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
    let seconds = Int(numbers.first ?? 1) * 60
    let seed = numbers.dropFirst().first ?? UInt64.random(in: 1...999_999)
    print("soak: \(seconds / 60) minute(s), seed \(seed)")
    // Now, for whoever watches, and for whom it never ends.
    fflush(nil)
    let children = seconds
    let troubled = try await TroubledSite(children: children) { office in
      // Exim takes letters to this school and sends them back.
      office.schools[0].designatedTeacherEmail =
        "bounces@" + (office.schools[0].domains.first ?? "school.example")
    }
    let end = ContinuousClock.now + .seconds(seconds)
    let post = Post(troubled, Chance(seed))
    let staff = Staff(troubled, Chance(seed &+ 1))
    let trouble = Trouble(troubled, Chance(seed &+ 2))
    let keeper = Keeper(troubled, Chance(seed &+ 3))
    do {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await post.work(until: end) }
        group.addTask { try await staff.work(until: end) }
        group.addTask { try await trouble.work(until: end) }
        group.addTask { try await keeper.work(until: end) }
        try await group.waitForAll()
      }
      try await keeper.settle()
      let sent = await post.sent
      let reckoning = try await Reckoning(troubled, sent, await staff.marked)
      print("mail:    \(sent.count) sent: \(figures(sent.map(\.kind.rawValue)))")
      print("faults:  \(figures(await trouble.done))")
      print("daemon:  \(figures(await keeper.ends))")
      reckoning.print()
      if reckoning.findings.isEmpty { return }
    } catch {
      print("soak: it did not come to an end: \(error)")
    }
    await keep(troubled, keeper, seed)
    exit(1)
  }

  /// What is needed to find out.
  private static func keep(_ troubled: TroubledSite, _ keeper: Keeper, _ seed: UInt64) async {
    let kept = "/tmp/pepd-soak-kept-\(seed)"
    try? FileManager.default.copyItem(atPath: troubled.site.folder.path, toPath: kept)
    try? await keeper.log.write(toFile: kept + "/daemon.log", atomically: true, encoding: .utf8)
    try? FileManager.default.copyItem(
      at: troubled.site.servers.folder.appending(path: "exim/log"),
      to: URL(filePath: kept + "/exim-log"))
    print("soak: NOT in order; everything is kept in \(kept)")
  }

  private static func figures(_ names: [String]) -> String {
    Dictionary(grouping: names, by: { $0 }).sorted { $0.key < $1.key }
      .map { "\($0.value.count) \($0.key)" }.joined(separator: ", ")
  }
}

extension ContinuousClock.Instant {
  /// Sleeps for so many milliseconds, but not beyond this moment.
  func rest(_ milliseconds: Int) async throws {
    let wake = ContinuousClock.now + .milliseconds(milliseconds)
    try await Task.sleep(until: min(wake, self), clock: .continuous)
  }

  var isOver: Bool { ContinuousClock.now >= self }
}
