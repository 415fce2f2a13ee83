import Foundation

/// What set to make.
package struct SetOptions {
  package var seed: UInt64 = 1
  package var cases = 300
  /// Somerset forms of the current edition only, of a real form's weight: for demonstrations and
  /// benchmarks.
  package var isPlain = false
  /// Formats of the forms; by default those that need no program of others.
  package var formats: [FileFormat]

  package init(
    seed: UInt64, cases: Int, isPlain: Bool, formats: [FileFormat]? = nil
  ) {
    (self.seed, self.cases, self.isPlain) = (seed, cases, isPlain)
    self.formats = formats ?? (isPlain ? [.docx] : FileFormat.allCases.filter(\.programs.isEmpty))
  }

  /// The format of a case, drawn apart from everything else about it.
  func format(ofCase number: Int) -> FileFormat {
    var dice = Dice(seed: seed, for: "format of case \(number)")
    let shares = FileFormat.shares.filter { formats.contains($0.0) }
    var roll = dice.below(shares.map(\.1).reduce(0, +))
    for (format, share) in shares {
      roll -= share
      if roll < 0 { return format }
    }
    return .docx
  }
}

/// Makes a labelled set. The same options give the same forms and labels, and the same bytes of
/// everything that no other program converts.
package struct SetMaker {
  let options: SetOptions
  var roster: Roster
  var dice: Dice
  /// Children whom no case has used yet.
  var free: [Int]
  var ledger = Ledger()
  var drafts: [Draft] = []
  /// Of the case that is being made.
  var format = FileFormat.docx

  package init(_ options: SetOptions) {
    self.options = options
    let roster = RosterMaker.make(
      children: options.cases + 40, Dice(seed: options.seed, for: "roster"))
    self.roster = roster
    var dice = Dice(seed: options.seed, for: "order")
    free = dice.shuffled(
      Array(roster.children.indices).filter {
        !roster.twins.contains($0) && !roster.twins.contains($0 + 1)
      })
    self.dice = dice
  }

  /// Every file of the set, by its path.
  package mutating func files() throws -> [(path: String, bytes: Data)] {
    let cases = finished(makeCases(), try Converter.convert(drafts))
    var files = roster.files.map { ("roster/\($0.name)", Data($0.text.utf8)) }
    for item in cases {
      files.append(
        (
          "cases/\(item.name)/message.eml",
          item.message.bytes(Dice(seed: options.seed, for: item.name))
        ))
      files.append(("cases/\(item.name)/expected.json", try item.expected.json()))
      if !item.notes.isEmpty {
        files.append(
          (
            "cases/\(item.name)/questions.tsv",
            Data((item.notes.joined(separator: "\n") + "\n").utf8)
          ))
      }
    }
    return files.map { (path: $0.0, bytes: $0.1) }
  }

  package mutating func write(to folder: String) throws {
    for file in try files() {
      let url = URL(fileURLWithPath: folder).appendingPathComponent(file.path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try file.bytes.write(to: url)
    }
  }

  private func finished(_ cases: [LabelledCase], _ converted: [[UInt8]]) -> [LabelledCase] {
    cases.map { item in
      var item = item
      for index in item.message.attachments.indices {
        guard let draft = item.message.attachments[index].draft else { continue }
        item.message.attachments[index].bytes = converted[draft]
      }
      return item
    }
  }

  private mutating func makeCases() -> [LabelledCase] {
    var cases: [LabelledCase] = []
    for number in 0..<options.cases {
      let date = moment(number)
      let scenario = Scenario.draw(&dice)
      format = options.format(ofCase: number)
      let made = make(scenario, at: date, number) ?? make(.submission, at: date, number)
      if var made {
        made.name = "\(String(10_000 + number).dropFirst())-\(made.name)"
        cases.append(made)
      }
    }
    return cases
  }

  /// Mail comes through the autumn term, in order.
  private mutating func moment(_ number: Int) -> Moment {
    let span = 80
    let day = Day(2026, 9, 24).adding(number * span / max(1, options.cases)).schoolDay
    let sameDay = (0..<number).reversed().prefix(60).filter {
      Day(2026, 9, 24).adding($0 * span / max(1, options.cases)).schoolDay == day
    }.count
    return Moment(day: day, second: 8 * 3600 + sameDay * 600 + dice.below(500))
  }
}

/// What earlier messages of the set left in the register.
struct Ledger {
  struct Entry {
    var child: Child
    var term: String
    var meeting: Day?
    var known: [Field: Value]
    var hadPartA: Bool
    var missing: [Field]
    /// What the designated teacher is still asked, if a chase went out.
    var asked: [Field]
    /// The same of the social worker: nobody is asked twice.
    var askedCare: [Field]
    var submission: LabelledCase
    var received: Moment
    var isUsed = false
  }
  var entries: [Entry] = []
}
