import ArgumentParser
import Control
import Foundation
import PepConfig
import PepCore
import PepStore
import Processing

struct OutboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox", abstract: "Letters that wait, were held or could not be sent.",
    subcommands: [List.self, Show.self, Release.self, Drop.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "One line per letter.")
    @OptionGroup var common: Common

    func run() async throws {
      try await withWords {
        let outbox = try StoreSnapshot(folder: try common.settings().stateFolder).outbox
        let letters = outbox.open.values.sorted {
          ($0.queuedAt, $0.reference) < ($1.queuedAt, $1.reference)
        }
        if common.json {
          print(JSONText.of(letters))
        } else if letters.isEmpty {
          print("The outbox is empty.")
        } else {
          for letter in letters {
            let plan = letter.letter.draft.plan?.description ?? ""
            print(
              letter.reference.padded(to: 26) + letter.state.rawValue.padded(to: 9)
                + letter.letter.draft.kind.rawValue.padded(to: 16) + plan.padded(to: 24)
                + (letter.lastReply ?? ""))
          }
        }
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "A letter as its reader would see it.")
    @OptionGroup var common: Common
    @Argument(help: "The letter's reference.") var reference: String

    func run() async throws {
      try await withWords {
        let snapshot = try StoreSnapshot(folder: try common.settings().stateFolder)
        guard let letter = snapshot.outbox.open[reference] else {
          throw Trouble(1, "There is no open letter '\(reference)'. See: pepctl outbox list.")
        }
        if common.json { return print(JSONText.of(letter)) }
        print(
          "To:      \(snapshot.register.address(of: letter.letter.draft.to) ?? "nobody on the roster")"
        )
        print("Subject: \(letter.letter.subject)")
        for document in letter.letter.draft.attachments { print("Attached: \(document.fileName)") }
        print("\n\(letter.letter.text)")
      }
    }
  }

  struct Release: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let held, failed or unknown letters go out.")
    @OptionGroup var common: Common
    @OptionGroup var chosen: Chosen

    func run() async throws {
      try await withWords {
        let letters = try chosen.references(common, [.held, .failed, .unknown])
        try await askOrDo(.release(letters, by: common.person), common) { settings in
          let store = try RegisterStore(folder: settings.stateFolder, at: Date())
          try await store.release(letters, by: common.person, at: Date())
          try await store.checkpoint()
          return ("\(letters.count) letter(s) released; they go out in the next round.", "{}")
        }
      }
    }
  }

  struct Drop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Decide that letters do not go out.")
    @OptionGroup var common: Common
    @OptionGroup var chosen: Chosen

    func run() async throws {
      try await withWords {
        let letters = try chosen.references(common, [.held, .failed, .unknown, .queued])
        try await askOrDo(.drop(letters, by: common.person), common) { settings in
          let store = try RegisterStore(folder: settings.stateFolder, at: Date())
          try await store.drop(letters, by: common.person, at: Date())
          try await store.checkpoint()
          return ("\(letters.count) letter(s) dropped.", "{}")
        }
      }
    }
  }

  struct Chosen: ParsableArguments {
    @Argument(help: "References of letters.") var references: [String] = []
    @Flag(help: "All held letters.") var all = false

    func references(_ common: Common, _ states: Set<LetterState>) throws -> [String] {
      if !all {
        guard !references.isEmpty else { throw Trouble(64, "Name the letters, or give --all.") }
        return references
      }
      let outbox = try StoreSnapshot(folder: try common.settings().stateFolder).outbox
      return outbox.letters(in: .held).map(\.reference)
    }
  }
}
