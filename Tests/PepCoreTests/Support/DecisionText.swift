import PepCore

/// A decision as lines that a reviewer can compare.
enum DecisionText {
  static func of(_ decision: Decision, _ register: Register) -> String {
    var lines = [
      "\(decision.message.rawValue) \(decision.outcome.rawValue)"
        + (decision.reason.map { " (\($0.rawValue))" } ?? "") + " -> \(decision.filing.rawValue)"
    ]
    for a in decision.attachments {
      let words = [a.kind.rawValue, a.part?.rawValue, a.phase?.rawValue, a.child].compactMap { $0 }
      lines.append("attachment \(a.name): \(words.joined(separator: " "))")
    }
    for plan in decision.plans {
      lines.append("plan \(plan.plan)")
      for (field, value) in plan.fields.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        lines.append("  \(field.rawValue) = \(shown(value))")
      }
      lines.append("  missing: " + plan.missing.map(\.rawValue).joined(separator: ", "))
    }
    lines += letters(decision.letters, register)
    lines += decision.changes.compactMap(change)
    lines += decision.reasons.map { "because: \($0)" }
    return lines.joined(separator: "\n")
  }

  /// Empty where the day leads to nothing.
  static func of(_ day: DayDecision, _ register: Register) -> String {
    (letters(day.letters, register) + day.changes.compactMap(change)
      + day.reasons.map { "because: \($0)" }).joined(separator: "\n")
  }

  /// What an imported roster leads to beside its own changes.
  static func of(_ decision: RosterDecision, _ register: Register) -> String {
    (letters(decision.letters, register) + decision.changes.compactMap(change)
      + decision.dropped.map { "letter \($0) does not go out" }).joined(separator: "\n")
  }

  /// What a person's decision changes.
  static func entered(_ changes: [RegisterChange]) -> String {
    changes.map { entry in
      switch entry {
      case .fieldRecorded(let key, let field, let value):
        "\(field.rawValue) of \(key): \(shown(value.value)), \(value.origin.rawValue), \(value.place)"
      case .gapsFound(let key, let missing, _):
        "missing of \(key): " + missing.map(\.rawValue).joined(separator: ", ")
      case .childHeld(let child, let hold): "letters about \(child) held by \(hold.by)"
      case .childResumed(let child): "letters about \(child) go on"
      case .addressCleared: "letters go to that address again"
      case .fundingDecided(let key, let decision):
        "funding of \(key) \(decision.isReleased ? "released" : "withheld") by \(decision.by)"
      case .reviewOpened(let message, let review):
        "\(message) is about \(review.assignedTo ?? "nobody")"
      default: change(entry) ?? "nothing"
      }
    }.joined(separator: "\n").trimmedBlanks
  }

  private static func letters(_ letters: [LetterDraft], _ register: Register) -> [String] {
    var lines: [String] = []
    for letter in letters {
      let to = register.address(of: letter.to) ?? "nobody"
      let asks =
        letter.asks.isEmpty ? "" : " asks " + letter.asks.map(\.rawValue).joined(separator: ", ")
      let documents =
        letter.attachments.isEmpty ? "" : " with \(letter.attachments.count) document(s)"
      let late = letter.isLate == true ? ", held because it is late" : ""
      lines.append("letter \(letter.kind.rawValue) to \(to)\(asks)\(documents)\(late)")
      for (list, fact) in [("questions", "question"), ("lines", "line"), ("answers", "value")] {
        if case .list(let items)? = letter.facts[list] {
          for item in items {
            if case .text(let text)? = item[fact] { lines.append("  \(fact): \(text)") }
          }
        }
      }
      for fact in ["amount", "allocation"] {
        if case .text(let text)? = letter.facts[fact] { lines.append("  \(fact): \(text)") }
      }
      lines += facts(letter)
      lines += month(letter)
      if case .list(let items)? = letter.facts["items"] {
        for item in items {
          if case .text(let child)? = item["child"] { lines.append("  item: \(child)") }
        }
      }
      if case .list(let flags) = letter.facts["flags"] {
        for flag in flags {
          if case .text(let text) = flag["flag"] { lines.append("  flag: \(text)") }
        }
      }
    }
    return lines
  }

  /// What a letter of the term's clock, or of a meeting, says beside the child and the term.
  private static func facts(_ letter: LetterDraft) -> [String] {
    let isNews = [.booking, .paperwork].contains(letter.kind)
    guard isNews || letter.kind.asksSomebody else { return [] }
    return told.compactMap { fact in
      switch letter.facts[fact] {
      case .text(let text): "  \(fact): \(text)"
      case .flag(true): "  \(fact)"
      default: nil
      }
    }
  }

  private static let told = [
    "meeting", "dueOn", "by", "oldForm", "inCareSince", "termEnds", "received", "movedFrom",
    "cancelled",
    "notice",
    "attendance", "form", "lastPlan",
  ]

  /// The figures of a month.
  private static func month(_ letter: LetterDraft) -> [String] {
    guard letter.kind == .monitoring, case .text(let month)? = letter.facts["month"],
      case .text(let due)? = letter.facts["due"], case .list(let stages)? = letter.facts["stages"]
    else { return [] }
    let counts = stages.compactMap { stage -> String? in
      guard case .text(let title)? = stage["title"], case .text(let count)? = stage["count"],
        count != "0"
      else { return nil }
      return "\(title.lowercased()) \(count)"
    }
    var lines = ["  \(month): " + (["\(due) due"] + counts).joined(separator: ", ")]
    if case .list(let patterns)? = letter.facts["patterns"] {
      for pattern in patterns {
        if case .text(let school)? = pattern["school"] {
          lines.append("  below standard in three terms: \(school)")
        }
      }
    }
    for fact in ["unknown", "earlier"] {
      if case .text(let text)? = letter.facts[fact], !text.isEmpty { lines.append("  \(text)") }
    }
    return lines
  }

  private static func shown(_ value: FieldValue) -> String {
    guard case .rows(let rows) = value else { return value.plain }
    return rows.map { row in
      FieldKind.Column.allCases.compactMap { column in
        switch row.cells[column] {
        case .text(let text): "\(column.rawValue) \(text)"
        case .number(let number): "\(column.rawValue) \(number)"
        case nil: nil
        }
      }.joined(separator: "; ")
    }.joined(separator: " / ")
  }

  /// Fields stand above already; of the rest, what happened.
  private static func change(_ change: RegisterChange) -> String? {
    switch change {
    case .documentFiled(let key, let document): "file \(document.fileName) for \(key)"
    case .chaseOpened(_, let chase):
      "open question \(chase.plan): \(chase.asks.map(\.rawValue).joined(separator: ", "))"
    case .chaseNarrowed(_, let asks):
      "narrow question to \(asks.map(\.rawValue).joined(separator: ", "))"
    case .chaseClosed: "close question"
    case .chaseRepeated(_, let round, _): "question asked again, round \(round)"
    case .chaseHandedOver: "question is a person's"
    case .reminded(let key, let kind, let reminder):
      reminder.isWithPerson
        ? "\(kind.rawValue) \(key): a person's"
        : "\(kind.rawValue) \(key): round \(reminder.round)"
    case .reminderClosed(let key, let kind): "\(kind.rawValue) \(key): done"
    case .reviewOpened(_, let review):
      "put before a person: \(review.reason.rawValue) \(review.child ?? "")".trimmedBlanks
    case .reviewClosed: "settled"
    case .paperFiled(let paper):
      "file \(paper.document.fileName) \(paper.child ?? "")".trimmedBlanks
    case .planChecked(let key, let check):
      (["checked \(key) by \(check.by): \(check.isSatisfactory ? "" : "not ")satisfactory"]
        + check.summary.map { "  \($0)" }).joined(separator: "\n")
    case .queryOpened(_, let query):
      "open query \(query.plan)"
        + (query.recipient == nil
          ? ", followed up by \(query.by): " + query.questions.joined(separator: " / ") : "")
    case .queryRepeated(_, let round, _): "query asked again, round \(round)"
    case .queryAnswered: "query answered"
    case .queryHandedOver: "query is a person's"
    case .queryClosed: "close query"
    case .planFinalised(let key, _): "finalised \(key)"
    case .finalisingWithdrawn(let key): "not finalised after all \(key)"
    case .requestRecorded(let key, let request): "request \(key): \(request.status.rawValue)"
    case .meetingBooked(let key, let meeting): "meeting \(key): \(meeting.day)"
    case .schoolMoved(let id, let move):
      "school of \(id): \(move.from ?? "none") to \(move.to ?? "none")"
    case .oldFormNoted(let urn, let form):
      "school \(urn) is to hear of the old form: \(form.edition)"
    case .oldFormSettled(let urn): "school \(urn) need not hear of an old form any more"
    case .absenceNoted(_, let absence): "away until \(absence.until)"
    case .addressFailed: "no letter goes to that address"
    case .meetingCancelled(let key): "no meeting \(key)"
    default: nil
    }
  }
}
