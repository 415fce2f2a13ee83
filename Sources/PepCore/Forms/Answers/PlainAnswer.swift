/// What sentences say to a question: "Attendance to date is 93.7%."
struct PlainAnswer {
  enum Told: Hashable {
    case value(FieldValue)
    /// Something is said about it that nobody can take for certain.
    case unclear
  }

  let near: CivilDay

  /// Everything that the text says to the question, each thing once.
  ///
  /// - Parameter isOnlyQuestion: nothing else was asked, so that a bare figure can mean only this.
  func told(_ field: FieldName, in text: String, isOnlyQuestion: Bool) -> Set<Told> {
    let sentences = Sentences.of(Self.ofNow(text)).filter { !$0.hasSuffix("?") }
    let naming = sentences.filter { Self.mentions(field, $0) }
    var told = Set(naming.flatMap { said(field, in: $0) })
    if told.isEmpty, field.kind == .percentage { told = shares(sentences) }
    guard told.isEmpty, isOnlyQuestion, sentences.count <= 4 else { return told }
    told = Set(
      sentences.filter { !Self.namesAnother(field, $0) }.flatMap { sentence in
        value(field, sentence, isNamed: false).map { [Told.value($0)] } ?? []
      })
    return told
  }

  /// "92.6 % as of Friday (last year she was on 93 %)" without what a bracket tells of another year.
  private static func ofNow(_ text: String) -> String {
    text.replacing(
      /\([^()\n]*\b(?:last|previous) (?:academic |school )?(?:year|term)\b[^()\n]*\)/, with: "")
  }

  /// Figures marked per cent, which nothing else that is asked has.
  private func shares(_ sentences: [String]) -> Set<Told> {
    let marked = sentences.flatMap(Self.parts).filter { $0.contains(/(?i)%|per\s?cent/) }
    return Set(
      marked.compactMap { value(.attendancePercentage, $0, isNamed: false) }.map { .value($0) })
  }

  /// "What period does this cover?": whoever asks back may be answering something else.
  static func asksBack(_ text: String) -> Bool {
    Sentences.of(text).contains { sentence in
      sentence.hasSuffix("?")
        && sentence.contains(
          /(?i)\b(?:what|which|period|mean|means|since|include|included|covers?|whether|should)\b/)
    }
  }

  /// Attendance or exclusions are told.
  func givesFigure(_ text: String) -> Bool {
    [FieldName.attendancePercentage, .suspensionCount].contains { field in
      told(field, in: text, isOnlyQuestion: false).contains {
        if case .value = $0 { true } else { false }
      }
    }
  }

  /// Lines with a figure that say nothing of what it counts.
  static func loose(in text: String) -> [String] {
    Sentences.of(text).filter { sentence in
      PlainQuantity.hasFigure(sentence) && !stems.keys.contains { mentions($0, sentence) }
    }
  }

  /// In the part of the sentence that names it, else in the whole.
  private func said(_ field: FieldName, in sentence: String) -> [Told] {
    let all = Self.parts(sentence)
    let parts = all.filter { Self.mentions(field, $0) }
    let values = parts.compactMap { value(field, $0, isNamed: true) }
    if !values.isEmpty {
      return values.map { .value($0) } + (hasRival(field, all, of: values) ? [.unclear] : [])
    }
    if let value = value(field, sentence, isNamed: true) { return [.value(value)] }
    let isPromise = PlainQuantity.isUncertain(sentence) && !sentence.contains(where: \.isNumber)
    let isClaim = parts.contains { $0.contains(where: \.isNumber) }
    return isClaim && !isPromise ? [.unclear] : []
  }

  /// "Attendance was 91 and then 94": a second figure that belongs to nothing else.
  private func hasRival(
    _ field: FieldName, _ parts: [String], of values: [FieldValue]
  ) -> Bool {
    field.kind == .percentage
      && parts.contains { part in
        guard !Self.mentions(field, part), !Self.namesAnother(field, part),
          case .number(let figure) = PlainQuantity.percentage(part, isNamed: true)
        else { return false }
        return figure >= 50 && !values.contains(.number(figure))
      }
  }

  private func value(_ field: FieldName, _ text: String, isNamed: Bool) -> FieldValue? {
    guard !PlainQuantity.isUncertain(field.kind == .date ? Self.ofPlan(text) : text) else {
      return nil
    }
    switch field.kind {
    case .percentage: return PlainQuantity.percentage(text, isNamed: isNamed)
    case .count: return PlainQuantity.count(text, isNamed: isNamed)
    case .date: return day(field, text)
    case .senStatus: return PlainChoice.senStatus(text)
    case .yesNo: return PlainChoice.yesNo(text, isNamed: isNamed)
    default: return nil
    }
  }

  /// "Will be on 26 January" says of a day that it is set; "I will check" still says nothing.
  private static func ofPlan(_ text: String) -> String {
    text.replacing(/(?i)\bwill (?:now )?(?:be|take place|happen|meet)\b/, with: "is")
  }

  private func day(_ field: FieldName, _ text: String) -> FieldValue? {
    let days = Set(DateAnswer.find(in: PassingDates.removed(from: text), near: near))
    guard days.count == 1, let day = days.first else { return nil }
    // A next meeting in the past is the date of something else.
    if field == .nextMeetingDate || field == .nextReviewDate, day < near { return nil }
    return .date(day)
  }

  private static func parts(_ sentence: String) -> [String] {
    sentence.split(separator: /;|,\s|\s(?:and|but|with|plus|while)\s/).map(String.init)
  }

  static func mentions(_ field: FieldName, _ text: String) -> Bool {
    let words = Wording.folded(text)
    if field == .meetingDate, words.contains("next") { return false }
    // A special school is no special need.
    if field == .senStatus, words.contains("special"), words.contains("needs") { return true }
    if field == .nextMeetingDate, words.contains(where: otherEvents.contains) { return false }
    return (stems[field] ?? []).contains { stem in words.contains { $0.hasPrefix(stem) } }
  }

  /// The sentence is about something else that is asked of schools.
  private static func namesAnother(_ field: FieldName, _ text: String) -> Bool {
    if isDate(field), Wording.folded(text).contains(where: otherEvents.contains) { return true }
    return stems.keys.contains { other in
      other != field && !(isDate(other) && isDate(field)) && mentions(other, text)
    }
  }

  private static let otherEvents: Set<String> = [
    "parents", "evening", "trip", "exam", "exams", "training", "inset", "holiday", "residential",
    "mocks", "review", "open", "leave", "away", "off",
  ]

  private static func isDate(_ field: FieldName) -> Bool { field.kind == .date }

  private static let stems: [FieldName: [String]] = [
    .attendancePercentage: ["attend"],
    .suspensionCount: ["exclusion", "suspension", "suspended", "excluded", "fte", "fpex"],
    .senStatus: ["sen", "send", "ehcp", "ehc"], .nextMeetingDate: ["next"],
    .meetingDate: ["meeting", "met", "held"],
    .onTrack: ["track"], .acceptableProgress: ["acceptable"],
  ]
}
