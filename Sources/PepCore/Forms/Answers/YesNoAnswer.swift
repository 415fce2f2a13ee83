/// A question answered with yes or no.
enum YesNoAnswer {
  private static let choice = ChoiceAnswer(options: [
    .init(
      "yes",
      [
        "yes", "y", "true", "acceptable", "on track", "satisfactory", "met", "on target",
        "on course",
      ]),
    .init(
      "no",
      [
        "no", "n", "false", "none", "not applicable", "n a", "na", "never", "nil", "not acceptable",
        "unacceptable", "not on track", "off track", "not satisfactory", "unsatisfactory",
        "not met", "not yet",
        "below target", "not on target", "not on course", "inadequate",
      ]),
  ])

  static func read(_ answer: AnswerText) -> Answer {
    switch choice.read(answer.behindOffer) {
    case .taken(let key): return .value(.bool(key == "yes"))
    case .unclear: return .doubtful
    case .nothing: return choice.speaksOfElse(answer) ? .doubtful : .blank
    }
  }
}

extension AnswerText {
  /// "Y/N ........ Y", "Y/N: N": what stands behind the offer and a tab or a colon.
  fileprivate var behindOffer: AnswerText {
    guard lines.count == 1 else { return self }
    guard let (head, end) = lines[0].beforeTab, ["y n", "yes no"].contains(Wording.key(head.text))
    else { return AnswerText(lines: [lines[0].behindOffer]) }
    return AnswerText(lines: [lines[0].from(end)])
  }
}

/// SEND status in the words of forms, census codes (N, K, E) included.
enum SENStatusAnswer {
  private static let choice = ChoiceAnswer(options: [
    .init(
      SENStatus.none.rawValue,
      [
        "no send", "no sen", "none", "no", "no special educational needs", "not send", "not sen",
        "n",
        "no identified sen", "no identified send", "no sen support", "no sen need", "no sen needs",
        "not on the sen register", "not on the send register", "not on sen register", "nil", "n a",
        "not on send register",
        "na",
        "no additional needs", "not applicable no additional needs", "no needs identified",
        "no special educational need",
        "not applicable",
        "no identified need", "no identified needs", "not on the register", "not sen",
        "no known sen", "no known send",
        "not on register", "not have special educational needs", "not have sen", "not have send",
        "no special needs", "nope", "no concerns", "none identified", "none recorded",
        "not recorded", "nothing identified", "no need identified", "no needs",
        "no send identified",
        "no sen identified", "nothing extra", "no extra help", "no extra support",
        "no extra needs", "none needed", "none of these", "no additional support",
      ]),
    .init(
      SENStatus.senSupport.rawValue,
      [
        "sen support", "send support", "k", "sen k", "school support", "sen support plan",
        "school action", "school action plus", "sen s", "on the sen register", "sen register",
        "on the send register", "school based sen support", "receives sen support", "k code",
        "sen support k", "code k", "sens", "learning support", "receives learning support",
        "support without a plan", "support without an ehcp",
        "support no plan",
      ]),
    .init(
      SENStatus.ehcp.rawValue,
      [
        "ehcp", "ehc plan", "has ehc plan", "ehc", "e", "education health and care plan",
        "education health care plan", "statement", "statement of sen", "has an ehcp",
        "ehcp in place",
        "ehc plan in place", "education health and care", "an ehcp", "sen e", "code e",
        "ehc plan e", "ehcp e",
      ], turn: .init(stems: underWayStems, key: SENStatus.assessmentUnderWay.rawValue)),
    .init(
      SENStatus.assessmentUnderWay.rawValue,
      [
        "ehc assessment under way", "ehc assessment underway", "ehc needs assessment in progress",
        "ehc needs assessment", "ehc assessment", "ehcna", "assessment under way",
        "assessment underway", "assessment in progress", "ehc assessment in progress",
        "ehc assessment requested", "ehcp assessment", "ehcp applied for", "ehcp requested",
        "ehcp request", "ehcp in progress", "ehc plan requested", "ehcna requested",
        "ehcna in progress", "undergoing assessment", "ehcp application",
        "ehcp assessment under way", "assessment for ehcp", "assessment for an ehcp",
        "assessment for ehc plan", "assessment for an ehc plan", "assessment for ehcp under way",
        "assessment for ehcp underway", "assessment for ehcp in progress", "assessment started",
        "assessment for an ehcp under way", "ehc assessment being carried out",
        "ehcp assessment in progress", "being assessed", "needs assessment", "ehc request",
        "statutory assessment", "under assessment", "request for ehc assessment",
        "ehc needs assessment under way", "ehc needs assessment underway",
        "ehc needs assessment requested", "ehcp application in progress", "ehcp pending",
        "awaiting ehcp", "applying for ehcp", "education health and care assessment",
        "education health and care needs assessment", "being assessed for an ehcp",
        "undergoing ehc needs assessment", "being assessed for ehcp", "assessed for an ehcp",
        "statutory ehc assessment", "ehc needs assessment started", "ehcp assessment in progress",
        "outcome of ehc assessment", "awaiting outcome of ehc assessment",
        "undergoing ehc assessment", "in assessment", "assessment requested", "assessment pending",
        "ehcp being assessed", "ehc plan being assessed", "assessment in hand", "ehcp request made",
        "undergoing an ehc assessment", "awaiting an ehcp",
      ] + underWay),
  ])

  /// "EHCP being applied for", "plan pending".
  private static let underWayStems = [
    "appl", "request", "pending", "awai", "underway", "assess", "sought", "referr", "submitted",
  ]

  /// "Being assessed for an EHC Plan": no plan yet, though it names one.
  private static let underWay = [
    "being assessed for", "assessed for", "assessment for",
  ].flatMap { step in
    ["ehcp", "ehc plan", "education health and care plan", "education health care plan"].flatMap {
      ["\(step) \($0)", "\(step) an \($0)"]
    }
  }

  /// "none, SEN Support, EHCP, under assessment": what there is to choose from.
  static func namesSeveral(_ answer: AnswerText) -> Bool {
    // "none / support / EHCP": the strokes part one stage from the next.
    let isParted = answer.written.count { $0 == "/" } >= 2
    return Set(ChoicePieces(answer, options: choice.options).found.map(\.key)).count
      >= (isParted ? 2 : 3)
  }

  /// The lines below "none / SEN Support / EHCP", which say what was chosen; nil where something is marked among
  /// the stages themselves, or no stage is said below them.
  static func behindStages(_ answer: AnswerText) -> AnswerText? {
    let lines = answer.lines.filter { !$0.isBlank }
    guard lines.count >= 2, let first = lines.first, !first.offersBoxes,
      Set(first.runs.map(\.marks)).count == 1, namesSeveral(AnswerText(lines: [first]))
    else { return nil }
    let below = AnswerText(lines: Array(lines.dropFirst()))
    if case .value = read(below) { return below }
    return nil
  }

  /// "E – EHCP", "SEN Support (K)": a stage by its name, not by a letter that may be anything.
  static func namesPlan(_ answer: AnswerText) -> Bool {
    let words = Wording.folded(answer.written)
    return words.contains { ["ehcp", "ehc"].contains($0) }
      || zip(words, words.dropFirst()).contains { ["sen", "send"].contains($0) && $1 == "support" }
  }

  /// A stage by its name, and little else.
  static func isStage(_ answer: AnswerText) -> Bool {
    guard namesPlan(answer) || namesNone(answer), Wording.folded(answer.written).count <= 8,
      case .value = read(answer)
    else { return false }
    return true
  }

  /// "No SEND" is more than a no.
  static func namesNone(_ answer: AnswerText) -> Bool {
    let words = Wording.folded(answer.written)
    return ["no sen", "no send", "no special educational needs"].contains(
      words.joined(separator: " "))
      // "Not on the SEND register".
      || words.first == "not" && words.last == "register" && words.count <= 6
  }

  static func read(_ answer: AnswerText) -> Answer {
    // Behind a question about SEND; beside other words it may be anybody's.
    switch Wording.key(answer.written) {
    case "support": return .value(.text(SENStatus.senSupport.rawValue))
    case "assessment": return .value(.text(SENStatus.assessmentUnderWay.rawValue))
    case "nothing": return .value(.text(SENStatus.none.rawValue))
    // What there was to choose from, and nothing was.
    case "yes no" where !answer.isMarked, "y n" where !answer.isMarked: return .blank
    default: break
    }
    let taken = choice.read(answer)
    if let boxed = BoxedStages.read(answer) {
      // Both must not say different things of one answer.
      if case .taken(let key) = taken, boxed != .value(.text(key)) { return .doubtful }
      return boxed
    }
    switch taken {
    case .taken(let key): return .value(.text(key))
    case .unclear: return .doubtful
    // "Does the child have SEN or an EHCP? Yes": answered, and which of them a person must see.
    case .nothing: return choice.speaksOfElse(answer) ? .doubtful : .blank
    }
  }
}

extension AnswerText {
  /// Something of it is set apart from the rest, as people mark a choice.
  fileprivate var isMarked: Bool {
    let looks = lines.flatMap(\.runs).filter { $0.text.utf8.contains { $0 > 0x20 } }.map(\.marks)
    return Set(looks).count > 1
  }
}

/// "☒ Within the termly amount   ☐ More than the termly amount": whether a request is above the allocation, with no
/// yes or no to choose from.
enum AllocationAnswer {
  private static let choice = ChoiceAnswer(options: [
    .init("above", ["above", "over", "more than", "exceeds", "higher", "higher than", "beyond"]),
    .init(
      "within",
      [
        "within", "not above", "not over", "no more than", "not more than", "below", "at or below",
        "up to", "the same as", "in line with", "does not exceed",
      ]),
  ])

  /// Both are there to choose from, and little else.
  static func offersBoth(_ answer: AnswerText) -> Bool {
    guard Wording.folded(answer.written).count <= 16,
      answer.lines.contains(where: { $0.offersBoxes || $0.text.contains(" / ") })
    else { return false }
    return Set(ChoicePieces(answer, options: choice.options).found.map(\.key)).count == 2
  }

  /// "Above allocation": one of them, and no more than what it is held against.
  static func isOne(_ answer: AnswerText) -> Bool {
    let words = Wording.folded(answer.written)
    return words.count <= 5
      && ["above", "over", "within", "exceeds", "below"].contains(words.first)
      && words.dropFirst().contains {
        ["allocation", "allowance", "amount", "sum", "share"].contains($0)
      }
  }

  static func read(_ answer: AnswerText) -> Answer {
    switch choice.read(answer) {
    case .taken(let key): .value(.bool(key == "above"))
    case .unclear: .doubtful
    case .nothing: .blank
    }
  }
}
