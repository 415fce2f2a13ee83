import Foundation
import ProgramFixtures
import Testing

/// The manual pages of `systemd/man` name all that there is.
@Suite struct ManualTests {
  @Test func `pepctl(1) names every command, argument and option`() async throws {
    let page = try text("systemd/man/pepctl.1.scd")
    let paragraphs = page.components(separatedBy: "\n*").map { "*" + $0 }
    let commands = try await help(of: .pepctl).command.all(after: [])
    #expect(commands.count > 30)
    for command in commands {
      let name = "*\(command.path.joined(separator: " "))*"
      let paragraph = paragraphs.first {
        $0.hasPrefix(name + " ") || $0.hasPrefix(name + "\n")
      }
      guard let paragraph else {
        Issue.record("pepctl.1 has no paragraph that begins with \(name)")
        continue
      }
      for argument in command.arguments {
        #expect(paragraph.contains(argument), "pepctl.1, \(name)")
      }
    }
  }

  @Test func `program, package and README have one version`() async throws {
    let said = try await Program(.pepctl, ["--version"]).ended().output
    let version = said.trimmingCharacters(in: .newlines)
    #expect(try await Program(.pepd, ["--version"]).ended().output == said)
    #expect(try text("systemd/debian/changelog").hasPrefix("pepd (\(version)) "))
    #expect(try text("README.md").contains("apt-get install ./pepd_\(version)_amd64.deb "))
  }

  @Test func `pepd(8) names every option`() async throws {
    let page = try text("systemd/man/pepd.8.scd")
    for argument in try await help(of: .pepd).command.names { #expect(page.contains(argument)) }
  }

  @Test func `pepd.yaml(5) has every setting of the shipped file, with its explanation`() throws {
    let page = try output(
      "awk", ["-f", root + "systemd/man/settings.awk", root + "config/pepd.yaml"])
    let settings = try text("config/pepd.yaml").split(separator: "\n").compactMap { line in
      line.wholeMatch(of: /\ *#?([a-z0-9_-]+):.*/)?.output.1
    }
    #expect(settings.count > 60)
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
    var rest = lines[...]
    for setting in settings {
      // In the file's order, so that one of several `port` does not stand for all.
      let name = setting.replacing("_", with: "\\_")
      let place = rest.firstIndex {
        $0.hasPrefix("*\(name)*") || $0.prefix { $0 != " " }.hasSuffix(".\(name)*")
      }
      guard let place, place + 1 < rest.endIndex else {
        Issue.record("pepd.yaml.5 does not explain \(setting)")
        continue
      }
      #expect(rest[place + 1].hasPrefix("\t"), "\(setting)")
      rest = rest[(place + 1)...]
    }
  }

  // MARK: What the programs say of themselves

  private struct Help: Decodable {
    var command: Command

    struct Command: Decodable {
      var commandName: String
      var arguments: [Argument]?
      var subcommands: [Command]?

      /// The commands that do something, with the words that call each.
      func all(after path: [String]) -> [(path: [String], arguments: [String])] {
        let children = (subcommands ?? []).filter { $0.commandName != "help" }
        guard children.isEmpty else {
          return children.flatMap { child in
            child.all(after: path + [child.commandName])
          }
        }
        return [(path, names)]
      }

      /// Those of every command are explained once, above.
      var names: [String] {
        (arguments ?? []).flatMap { argument in
          (argument.names ?? []).filter { $0.kind == "long" }.map { "--" + $0.name }
            + (argument.kind == "positional" ? [argument.valueName.uppercased()] : [])
        }.filter { !["--config", "--json", "--help", "--version"].contains($0) }
      }
    }

    struct Argument: Decodable {
      var kind: String
      var valueName: String
      var names: [Name]?
    }

    struct Name: Decodable {
      var kind: String
      var name: String
    }
  }

  private func help(of program: Program.Name) async throws -> Help {
    let ended = try await Program(program, ["--experimental-dump-help"]).ended()
    return try JSONDecoder().decode(Help.self, from: Data(ended.output.utf8))
  }

  private var root: String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path + "/"
  }

  private func text(_ file: String) throws -> String {
    try String(contentsOfFile: root + file, encoding: .utf8)
  }

  private func output(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }
}
