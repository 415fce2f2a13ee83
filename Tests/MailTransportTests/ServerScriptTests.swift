import Foundation
import TestSupport
import Testing

/// `Tests/servers/start` and `stop` are also used by the demonstration, so they have to behave.
@Suite(.enabled(if: TestMailServers.areInstalled, "dovecot and exim4 are not installed"))
struct ServerScriptTests {
  private let folder = "/tmp/pepd-test-scripts-\(UUID().uuidString.prefix(8))"

  private func run(_ script: String, _ arguments: String...) async throws
    -> (code: Int32, words: String)
  {
    await (try ChildProcess(TestMailServers.script(script), arguments)).result()
  }

  private func isRunning() -> Bool {
    let noted = (try? String(contentsOfFile: "\(folder)/pids", encoding: .utf8)) ?? ""
    return noted.split(separator: "\n").contains { line in
      let pid = line.prefix(while: { $0 != " " })
      let command = (try? Data(contentsOf: URL(filePath: "/proc/\(pid)/cmdline"))) ?? Data()
      return String(decoding: command, as: UTF8.self).contains(folder)
    }
  }

  @Test func `a folder holds one pair of servers, and they can be started again`() async throws {
    #expect(try await run("start", folder).code == 0)
    #expect(isRunning())
    let second = try await run("start", folder)
    #expect(second.code == 1 && second.words.contains("already running"))
    #expect(try await run("stop", folder).code == 0)
    #expect(!isRunning())
    #expect(try await run("start", folder).code == 0)
    #expect(try await run("stop", folder).code == 0)
    try FileManager.default.removeItem(atPath: folder)
  }

  @Test func `servers end with the process they were started for`() async throws {
    let owner = try ChildProcess("/bin/sleep", ["600"])
    let started = try await run("start", folder, "--for", "\(owner.id)", "--remove")
    #expect(started.code == 0)
    owner.end()
    #expect(await owner.result().code == 128 + 15)
    for _ in 0..<600 where FileManager.default.fileExists(atPath: folder) {
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test func `a folder with something else in it is left alone`() async throws {
    try FileManager.default.createDirectory(
      atPath: "\(folder)/precious", withIntermediateDirectories: true)
    let refused = try await run("start", folder)
    #expect(refused.code == 1 && refused.words.contains("not empty"))
    #expect(try await run("stop", folder).words.contains("no servers were started"))
    try FileManager.default.removeItem(atPath: folder)
  }
}
