import Foundation
import ProgramFixtures
import TestSupport

/// A disk of a few megabytes, in a mount namespace of its own: nobody else sees it, it needs no root where the
/// kernel lets users have namespaces, and it is gone with the process that holds it.
final class SmallDisk: Sendable {
  private let holder: ChildProcess
  private let folder: String

  /// Whether this machine's kernel gives such a name space, and such a disk in it.
  static let isPossible: Bool = {
    let attempt = Process()
    attempt.executableURL = URL(filePath: "/usr/bin/unshare")
    attempt.arguments =
      ["--user", "--map-root-user", "--mount"] + ["mount", "-t", "tmpfs", "none", "/mnt"]
    attempt.standardError = FileHandle.nullDevice
    guard (try? attempt.run()) != nil else { return false }
    attempt.waitUntilExit()
    return attempt.terminationStatus == 0
  }()

  init(at folder: String, megabytes: Int) async throws {
    self.folder = folder
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    holder = try ChildProcess(
      "/usr/bin/unshare",
      [
        "--user", "--map-root-user", "--mount", "sh", "-c",
        "mount -t tmpfs -o size=\(megabytes)m none \(folder) && touch \(folder)/ready && exec sleep 600",
      ])
    try await eventually("a small disk") {
      FileManager.default.fileExists(atPath: seenFromHere("ready"))
    }
  }

  deinit {
    holder.end()
    let holder = holder
    Task { _ = await holder.result() }
  }

  /// What starts a program that sees the disk.
  var starter: [String] {
    ["/usr/bin/nsenter", "--target", "\(holder.id)", "--user", "--mount", "--preserve-credentials"]
  }

  /// A file of the disk, for who is not in its namespace.
  func seenFromHere(_ name: String) -> String { "/proc/\(holder.id)/root\(folder)/\(name)" }

  /// Leaves no byte of room.
  func fill() throws {
    try Data().write(to: URL(filePath: seenFromHere("ballast")))
    let ballast = try FileHandle(forWritingTo: URL(filePath: seenFromHere("ballast")))
    defer { try? ballast.close() }
    let piece = Data(count: 4_096)
    while (try? ballast.write(contentsOf: piece)) != nil {}
  }

  func makeRoom() throws { try FileManager.default.removeItem(atPath: seenFromHere("ballast")) }

  func remount(_ how: String) async throws {
    let (code, words) = await
      (try ChildProcess(
        starter[0], Array(starter.dropFirst()) + ["mount", "-o", "remount,\(how)", folder]))
      .result()
    guard code == 0 else { throw NeverHappened(what: "remount,\(how): \(words)") }
  }
}
