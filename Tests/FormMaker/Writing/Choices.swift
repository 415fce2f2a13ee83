// Choices as people mark them.

extension Pen {
  mutating func need(_ status: String) -> Answer {
    let words = [
      "none": "No SEND", "senSupport": "SEN Support", "ehcp": "EHCP",
      "assessmentUnderWay": "EHC assessment under way",
    ]
    let usual = words[status] ?? status
    guard isVaried else { return entered(usual, .dropDown) }
    let order = ["none", "senSupport", "ehcp", "assessmentUnderWay"].compactMap { key in
      words[key].map { ($0, key == status) }
    }
    if entry == .plain, dice.chance(0.25) {
      tags.insert("choice-marked")
      return !format.isPicture && dice.chance(0.5) ? marked(order) : boxes(order)
    }
    let ways: [String: [String]] = [
      "none": ["No SEND", "None", "N", "No", "No SEN"],
      "senSupport": ["SEN Support", "K", "SEN support (K)", "K - SEN Support"],
      "ehcp": ["EHCP", "E", "EHC Plan", "Education, Health and Care Plan", "EHCP in place"],
      "assessmentUnderWay": [
        "EHC assessment under way", "EHCNA requested", "EHC needs assessment in progress",
        "Assessment under way",
      ],
    ]
    return entered(dice.pick(ways[status] ?? [usual]), .dropDown)
  }

  mutating func choice(_ options: [(String, Bool)]) -> Answer {
    let taken = options.first { $0.1 }?.0 ?? ""
    guard isVaried else { return entered(taken, .dropDown) }
    if entry == .controls {
      return dice.chance(0.5) ? entered(taken, .dropDown) : ticks(options) { .tick($0) }
    }
    if entry == .legacy {
      return !format.keepsTickFields || dice.chance(0.5)
        ? entered(taken, .dropDown) : ticks(options) { .legacyTick($0) }
    }
    switch format.isPicture ? dice.pick([0, 1, 2, 5, 6, 7]) : dice.below(10) {
    case 0...2:
      return Answer(
        dice.pick([taken, taken.uppercased(), taken.lowercased(), String(taken.prefix(1))]))
    case 3...4:
      tags.insert("choice-marked")
      return marked(options)
    case 5...6:
      tags.insert("choice-boxes")
      return boxes(options)
    case 7:
      tags.insert("choice-cells")
      return Answer([[]], cells: options.flatMap { [[Run($0.0)], [Run($0.1 ? "X" : "")]] })
    case 8:
      tags.insert("wingdings")
      return ticks(options) { .wingdings($0 ? "F0FE" : "F0A8") }
    default:
      tags.insert("choice-sentence")
      return Answer(
        taken
          + dice.pick([
            " – please see the tracker for the detail", ", as discussed at the meeting",
            " (agreed by all)", ". See below.",
          ]))
    }
  }

  /// All options stand there, one struck out, or set in bold, and so on.
  private mutating func marked(_ options: [(String, Bool)]) -> Answer {
    let look = dice.pick([Look.struck, .struck, .bold, .highlight, .underline])
    let runs = options.enumerated().flatMap { index, option -> [Run] in
      let isMarked = look == .struck ? !option.1 : option.1
      let word = options.count == 2 ? option.0.uppercased() : option.0
      return (index > 0 ? [Run(" / ")] : []) + [Run(word, isMarked ? look : [])]
    }
    return Answer([runs])
  }

  private mutating func boxes(_ options: [(String, Bool)]) -> Answer {
    let (on, off) = dice.pick([("☒", "☐"), ("☑", "☐"), ("[X]", "[ ]"), ("[x]", "[  ]"), ("✓", "☐")])
    let isBefore = options.count > 2 || dice.chance(0.6)
    let text = options.map {
      isBefore ? "\($0.1 ? on : off) \($0.0)" : "\($0.0) \($0.1 ? on : off)"
    }
    return Answer(text.joined(separator: "   "))
  }

  private func ticks(_ options: [(String, Bool)], _ holder: (Bool) -> Holder) -> Answer {
    Answer([options.flatMap { [Run($0.1 ? "☒" : "☐", holder: holder($0.1)), Run(" \($0.0)   ")] }])
  }
}
