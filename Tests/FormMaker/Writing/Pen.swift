/// An answer as it is entered: lines in one cell, or marks spread over cells of their own.
struct Answer {
  var lines: [[Run]]
  var cells: [[Run]]?

  init(_ lines: [[Run]], cells: [[Run]]? = nil) { (self.lines, self.cells) = (lines, cells) }
  init(_ text: String) { self.init([[Run(text)]]) }

  /// As it looks, in one line.
  var shown: String {
    (lines + (cells ?? [])).map { $0.map(\.text).joined() }.joined(separator: " | ")
  }
}

/// Writes the answers of a plan on a form, in one hand for the whole form.
struct Pen {
  enum Entry: CaseIterable { case plain, controls, legacy }

  let plan: PlanContent
  let entry: Entry
  /// Notations vary from answer to answer; otherwise each is the commonest one.
  let isVaried: Bool
  /// What the form will be saved as: not every format keeps every way of marking.
  let format: FileFormat
  var dice: Dice
  var tags: Set<String> = []

  init(
    _ plan: PlanContent, _ entry: Entry, isVaried: Bool, format: FileFormat = .docx, _ dice: Dice
  ) {
    (self.plan, self.entry, self.isVaried, self.format) = (plan, entry, isVaried, format)
    self.dice = dice
  }

  mutating func answer(_ field: Field) -> Answer {
    guard let value = plan[field] else { return blank(field) }
    switch value {
    case .flag(let yes): return choice([("Yes", yes), ("No", !yes)])
    case .text(let text) where field == .sen: return need(text)
    case .text(let text): return prose(text)
    case .day(let day): return entered(date(day, field), .date(day))
    case .number(let number): return entered(figure(number, field), .text)
    case .rows: return Answer("")
    }
  }

  func entered(_ text: String, _ kind: Holder) -> Answer {
    switch entry {
    case .plain: Answer(text)
    case .controls: Answer([[Run(text, holder: kind)]])
    case .legacy: Answer([[Run(text, holder: kind == .dropDown ? .legacyDropDown : .legacyText)]])
    }
  }

  private mutating func prose(_ text: String) -> Answer {
    var answer = entered(text, .text)
    // A tracked change that nobody accepted: what was struck out is no longer said.
    if isVaried, format.keepsChanges, entry == .plain, text.count > 40, dice.chance(0.05) {
      tags.insert("tracked-change")
      let cut = text.index(text.startIndex, offsetBy: 20)
      answer.lines = [
        [
          Run(String(text[..<cut])), Run("rather old words ", .deleted),
          Run(String(text[cut...]), .inserted),
        ]
      ]
    }
    return answer
  }

  /// What stands where nothing was answered.
  mutating func blank(_ field: Field) -> Answer {
    let isChoice = [.onTrack, .acceptable, .permanent, .above].contains(field)
    switch entry {
    case .controls:
      let isDate = [.meeting, .nextMeeting, .nextReview, .birth].contains(field)
      let prompt =
        isChoice || field == .sen
        ? "Choose an item."
        : isDate ? "Click or tap to enter a date." : "Click or tap here to enter text."
      return Answer([[Run(prompt, .placeholder, holder: isChoice ? .dropDown : .text)]])
    case .legacy: return Answer([[Run("", holder: .legacyText)]])
    case .plain:
      if isChoice { return Answer(dice.pick(["", "YES / NO"])) }
      return Answer(
        isVaried ? dice.pick(["", "", "", "TBC", "-", "Click or tap here to enter text."]) : "")
    }
  }

  mutating func cell(_ value: Value.Cell?) -> [Run] {
    switch value {
    case .text(let text): entered(text, .text).lines[0]
    case .number(let pounds): entered(money(pounds), .text).lines[0]
    case nil: []
    }
  }
}
