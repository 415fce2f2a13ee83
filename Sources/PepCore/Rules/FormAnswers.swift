/// The answers of all forms that came for one PEP, Part B over Part A.
struct FormAnswers {
  private(set) var fields: [FieldName: (reading: FieldReading, form: Classified)] = [:]
  private(set) var hasPartA = false
  let isRecognised: Bool
  let isOnePhotograph: Bool
  let isPartlyRead: Bool
  private let unexplained: [UnexplainedText]
  private let guesses: [UnexplainedText]
  private let headings: Set<FieldName>
  private let isKnownEdition: Bool

  init(_ forms: [Classified], _ editions: [FormEdition]) {
    isKnownEdition = forms.allSatisfy { form in
      editions.contains {
        $0.revisionMarks.contains { form.contentDigestInput.holds(Wording.key($0)) }
      }
    }
    isRecognised = forms.contains(where: \.isRecognised)
    isOnePhotograph = forms.count == 1 && forms.allSatisfy(\.isPhotograph)
    isPartlyRead = forms.contains(where: \.isPartlyRead)
    unexplained = forms.flatMap { $0.reading?.unexplained ?? [] }
    guesses = forms.flatMap { $0.reading?.guesses ?? [] }
    headings = Set(forms.flatMap { $0.reading?.headings ?? [] })
    for form in forms {
      let isA = form.verdict.part != .b
      if isA { hasPartA = true }
      for (field, reading) in form.reading?.fields ?? [:] {
        // "`care.socialWorker` comes from Part A alone": Part B names who came to the meeting.
        if !isA, field == .socialWorker || field == .legalStatus { continue }
        if let known = fields[field], known.reading.answer != .blank {
          if reading.answer == .blank || form.verdict.part == .a { continue }
        }
        fields[field] = (reading, form)
      }
    }
  }

  /// What was recognised in a picture, with names as the roster spells them.
  mutating func spell(_ spelling: RosterSpelling) {
    for (field, answer) in fields where answer.form.isRecognised {
      guard case .value(let value) = answer.reading.answer else { continue }
      fields[field]?.reading.answer = .value(spelling.value(value, of: field))
    }
  }

  var values: [FieldName: FieldValue] {
    fields.compactMapValues { if case .value(let value) = $0.reading.answer { value } else { nil } }
  }

  enum State { case blank, elsewhere, doubtful, given }

  func state(_ field: FieldName) -> State {
    switch fields[field]?.reading.answer {
    case nil, .blank: .blank
    case .elsewhere: .elsewhere
    case .doubtful: .doubtful
    case .value: .given
    }
  }

  /// The question was read, and where its answer belongs is nothing: ink that could not be read would
  /// be doubt. A question that was not found in a picture may be one that could not be read.
  func isSeenBlank(_ field: FieldName) -> Bool { fields[field]?.reading.answer == .blank }

  /// The form asks for the field nowhere in words known here, and not all of its words are known: an
  /// edition that is known, or a form without a question that had to be guessed, asks for everything
  /// that it asks for in known words.
  /// A question that can hardly be another, or whose answer is none of this kind, is not this one. Every PEP has its
  /// targets and its spending: a form on which neither heads nor blank rows of them were found was not understood.
  func asksNowhere(_ field: FieldName) -> Bool {
    fields[field] == nil && !isKnownEdition
      && (FieldName.withRows.contains(field) || headings.contains(field)
        || guesses.contains { $0.mayAsk(for: field) }
        || unexplained.contains(where: \.isAnsweredQuestion))
  }

  /// Text of the form that may be the answer to a field that seems to be blank, or another way of
  /// asking for it: then the gap may be ours and not the school's. An edition that is known asks for
  /// everything in known words, but what was typed behind a question may stand elsewhere on its page.
  func unexplained(_ field: FieldName) -> UnexplainedText? {
    if isKnownEdition { return unexplained.first { $0.after == field } }
    let isAsked = fields[field] != nil
    let sections = Telling.sections(field)
    let tells = { (text: UnexplainedText) in
      text.words.contains { word in Telling.words(field).contains { word.hasPrefix($0) } }
    }
    // What was guessed to ask for something else may be this question, unless both are hardly anything
    // else.
    let isSure = (fields[field]?.reading.lead ?? 0) >= Limits.surelyLearned
    if (fields[field]?.reading.score ?? 0) < 1,
      let guess = guesses.first(where: { guess in
        guess.after != field && tells(guess)
          && (isAsked
            ? guess.hasShape(of: field) && !(isSure && guess.isHardly(field))
              && !guess.isSurelyElse(field)
            : guess.mayAsk(for: field))
      })
    {
      return guess
    }
    return unexplained.first { text in
      if text.after == field { return true }
      let isAtHome = text.section.map(sections.contains)
      if isAsked {
        return text.isAnsweredQuestion && isAtHome != false && tells(text)
          && text.mayAsk(for: field)
      }
      return isAtHome == true || text.isAnsweredQuestion && isAtHome == nil && tells(text)
    }
  }
}

extension UnexplainedText {
  fileprivate func mayAsk(for field: FieldName) -> Bool {
    lead < Limits.surelyLearned && rivals?.contains(field) ?? true && hasShape(of: field)
  }

  /// Its words are far likelier to ask for something else.
  fileprivate func isHardly(_ field: FieldName) -> Bool {
    lead >= Limits.surelyLearned || rivals.map { !$0.contains(field) } ?? false
  }

  /// It can hardly ask for anything but another field; "nothing of ours" is less of a reason not to ask.
  fileprivate func isSurelyElse(_ field: FieldName) -> Bool {
    lead >= Limits.surelyLearned && rivals.map { !$0.isEmpty && !$0.contains(field) } ?? false
  }

  /// Its answer can be one to this field.
  fileprivate func hasShape(of field: FieldName) -> Bool {
    guard let kinds else { return true }
    // A day or a percentage tells nothing of what has changed.
    if field.kind == .text {
      // "Are you content with the progress made? | Yes" gives no evidence of it.
      // and "Above the allocation? | Yes" says nothing of why.
      let isChoice =
        kinds.contains(.yesNo) && lead >= Limits.surelyLearned
        || isBareChoice && Self.explaining.contains(field)
      return kinds.isDisjoint(with: Self.wordless) && !isChoice
    }
    return Self.shaped.contains(field.kind) ? kinds.contains(field.kind) : true
  }

  /// Asked in words beside a question that is answered by a choice.
  private static let explaining: Set<FieldName> = [
    .premiumAboveAllocationDetail, .progressEvidence, .progressMeasures,
  ]
  private static let wordless: Set<FieldKind> = [.date, .number, .money, .senStatus]
  private static let shaped: Set<FieldKind> = [.date, .percentage, .count, .yesNo, .senStatus]
}

/// What tells that a question nobody knows may be about this field.
enum Telling {
  /// Sections in which it is asked.
  static func sections(_ field: FieldName) -> Set<String> {
    switch field {
    case .attendancePercentage: ["attendance"]
    case .suspensionCount: ["exclusions", "attendance"]
    case .changes: ["changes"]
    case .onTrack, .acceptableProgress, .progressEvidence, .progressMeasures: ["progress"]
    case .senStatus, .senFundingUse: ["sen", "history"]
    case .childsViews: ["views"]
    case .targets: ["targets"]
    case .premiumSpend, .premiumAboveAllocationDetail: ["premium"]
    case .meetingDate, .nextMeetingDate: ["people"]
    case .legalStatus, .socialWorker: ["care"]
    case .parentalResponsibility: ["care", "roles"]
    default: []
    }
  }

  /// Beginnings of words that a question about it will hardly do without.
  static func words(_ field: FieldName) -> [String] {
    switch field {
    case .attendancePercentage: ["attend", "present", "absen"]
    case .suspensionCount: ["exclu", "suspen"]
    case .nextMeetingDate: ["next", "follow", "again"]
    case .meetingDate: ["meet", "met", "held", "date"]
    case .changes: ["chang", "different", "update", "new", "since"]
    case .onTrack: ["track", "target", "outcome", "course", "trajectory"]
    case .acceptableProgress: ["progress", "accept", "satisf"]
    case .progressEvidence: ["evidence", "know", "assess", "proof", "progress"]
    case .progressMeasures: ["measures", "concern", "address", "steps", "help", "progress"]
    case .senStatus: ["sen", "send", "ehcp", "special"]
    case .senFundingUse: ["funding"]
    case .childsViews: ["view", "voice", "think", "feel", "wish", "say", "words", "tell", "told"]
    case .targets: ["target", "goal", "objective", "outcome"]
    case .premiumSpend:
      [
        "premium", "intervention", "cost", "spend", "fund", "buy", "money", "price", "resource",
        "provision", "purchase",
      ]
    case .premiumAboveAllocationDetail: ["additional", "allocation"]
    case .legalStatus: ["legal", "status", "order"]
    case .parentalResponsibility: ["parental"]
    case .socialWorker: ["worker"]
    default: []
    }
  }
}
