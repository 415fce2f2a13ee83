import OfficeFixtures
import PepCore

/// What people do of their own accord, and with the letters that they get: most answer, some late, some
/// in words of their own, some not at all; some are away, and some addresses are dead.
struct YearPeople {
  private(set) var diary: [CivilDay: [Happening]] = [:]
  private var chance: Chance
  /// The last meeting that was arranged for a child.
  private var meetings: [String: CivilDay] = [:]

  init(_ office: SampleOffice, _ newcomers: [Child], _ chance: Chance) {
    self.chance = chance
    for var child in newcomers {
      guard let first = CivilDay("2026-09-07") else { continue }
      let day = first.adding(days: self.chance.below(280))
      child.inCareSince = day.adding(days: -self.chance.below(6))
      note(day, .change(.comesIntoCare(child)))
    }
    for child in office.children {
      for (first, span) in [("2026-09-14", 70), ("2027-01-11", 55), ("2027-04-19", 65)] {
        guard let begin = CivilDay(first), self.chance.of(92) else { continue }
        plan(child.id, begin.adding(days: self.chance.below(span)).weekdayOrNext)
      }
      if self.chance.of(2), let august = CivilDay("2026-08-27") { plan(child.id, august) }
      disturb(child, office)
    }
  }

  mutating func take(_ day: CivilDay) -> [Happening] { diary.removeValue(forKey: day) ?? [] }

  private mutating func note(_ day: CivilDay, _ what: Happening) {
    diary[day.weekdayOrNext, default: []].append(what)
  }

  /// After so many days, which is a weekday.
  private mutating func note(
    _ letter: LetterSent, within days: Int, _ what: Happening
  ) {
    note(letter.on.adding(days: 1 + chance.below(days)), what)
  }

  // MARK: Of their own accord

  private mutating func plan(_ child: String, _ meeting: CivilDay) {
    if chance.of(88) {
      note(
        meeting.adding(days: -chance.below(21) - 1), .notice(child: child, meeting: meeting))
    }
    if chance.of(4) {
      note(meeting.adding(days: -1), .calledOff(child: child, meeting: meeting))
      return
    }
    guard chance.of(95) else { return }
    let sent = meeting.adding(days: chance.of(75) ? chance.below(12) : 12 + chance.below(30))
    submit(child, meeting, on: sent)
    if chance.of(6) { note(sent.adding(days: chance.below(6)), .formAgain(child: child)) }
  }

  private mutating func submit(_ child: String, _ meeting: CivilDay, on day: CivilDay) {
    let labels = [
      FormText.Label.attendance, FormText.Label.sen, FormText.Label.changes,
      FormText.Label.exclusions,
    ]
    let lacking = chance.of(60) ? [] : labels.filter { _ in chance.of(40) }
    note(
      day,
      .form(child: child, meeting: meeting, lacking: lacking, asksMore: chance.of(12)))
  }

  private mutating func disturb(_ child: Child, _ office: SampleOffice) {
    guard let first = CivilDay("2026-09-20") else { return }
    let day = first.adding(days: chance.below(270))
    switch chance.below(100) {
    case 0..<8: note(day, .change(.leavesCare(child.id, on: day.adding(days: chance.below(5)))))
    case 8..<18:
      let school = chance.of(95) ? chance.oneOf(office.schools).urn : nil
      note(day, .change(.moves(child.id, to: school)))
    case 18..<26:
      let worker = chance.of(95) ? office.some(.socialWorker, &chance) : nil
      note(day, .change(.hasWorker(child.id, worker)))
    case 26..<30:
      note(day, .change(.hasAdvisoryTeacher(child.id, office.some(.advisoryTeacher, &chance))))
    case 30..<34:
      note(day, .held(child: child.id))
      note(day.adding(days: 21), .resumed(child: child.id))
    default: break
    }
  }

  // MARK: With a letter

  mutating func read(_ letter: LetterSent) {
    guard let child = letter.draft.plan?.child else { return }
    switch letter.draft.kind {
    case .booking:
      if case .text(let day)? = letter.draft.facts["meeting"] { meetings[child] = Self.day(day) }
    case .notBooked, .firstPlan, .transition: arrange(letter, child)
    case .notSubmitted: sendLateForm(letter, child)
    case .chase: answerChase(letter)
    case .query: answerQuery(letter)
    case .forward, .unchecked: check(letter, child)
    case .answer:
      if chance.of(10) { checkAgain(letter, child) }
    case .sharing:
      if chance.of(70) { note(letter, within: 14, .fundingOutcome(child: child)) }
    case .finalised:
      if chance.of(80) { note(letter, within: 10, .release(child: child)) }
    default: break
    }
    let isOfOthers = letter.draft.kind.keepsSendingHours
    if isOfOthers, chance.of(3) {
      note(letter.on, .absence(letter, until: letter.on.adding(days: 2 + chance.below(15))))
    } else if isOfOthers, chance.of(1) {
      note(letter.on, .bounce(letter))
      note(
        letter.on.adding(days: 5 + chance.below(10)),
        .change(.hasAddress(letter.draft.to, "new\(chance.below(10_000))-\(letter.address)")))
    }
  }

  private mutating func arrange(_ letter: LetterSent, _ child: String) {
    switch chance.below(100) {
    case 0..<50:
      let meeting = letter.on.adding(days: 5 + chance.below(21)).weekdayOrNext
      note(letter, within: 4, .notice(child: child, meeting: meeting))
      if chance.of(90) { submit(child, meeting, on: meeting.adding(days: chance.below(15))) }
    case 50..<60:
      let held = letter.on.adding(days: -2)
      note(letter, within: 3, .answer(letter, "It was held on \(held.inWords)."))
      if chance.of(80) { submit(child, held, on: letter.on.adding(days: 6 + chance.below(20))) }
    case 60..<68: note(letter, within: 5, .answer(letter, "She is not well, I will ring you."))
    default: break
    }
  }

  private mutating func sendLateForm(_ letter: LetterSent, _ child: String) {
    let meeting = meetings[child] ?? letter.on.adding(days: -20)
    switch chance.below(100) {
    case 0..<55: submit(child, meeting, on: letter.on.adding(days: 1 + chance.below(6)))
    case 55..<65: note(letter, within: 4, .answer(letter, "We sent it on Friday."))
    default: break
    }
  }

  private static let answers: [FieldName: String] = [
    .attendancePercentage: "Attendance: 93.4%", .senStatus: "SEND status: no SEN",
    .changes: "Changes since the last PEP: none since the summer.",
    .suspensionCount: "Fixed term exclusions: 0",
  ]

  private mutating func answerChase(_ letter: LetterSent) {
    switch chance.below(100) {
    case 0..<60:
      let lines = letter.draft.asks.compactMap { Self.answers[$0] }
      let some = chance.of(85) ? lines : Array(lines.prefix(1))
      note(letter, within: 6, .answer(letter, some.joined(separator: "\n")))
    case 60..<68: note(letter, within: 6, .answer(letter, "I am asking the office."))
    default: break
    }
  }

  private mutating func answerQuery(_ letter: LetterSent) {
    switch chance.below(100) {
    case 0..<60: note(letter, within: 6, .answer(letter, "We used the Salford test in May."))
    case 60..<66: note(letter, within: 6, .answer(letter, "I will let you know on Friday."))
    default: break
    }
  }

  private mutating func check(_ letter: LetterSent, _ child: String) {
    guard chance.of(letter.draft.kind == .forward ? 80 : 60) else { return }
    let meeting = letter.draft.facts["meeting"].flatMap { fact -> CivilDay? in
      if case .text(let day) = fact { Self.day(day) } else { nil }
    }
    let (outcome, queries) =
      switch chance.below(100) {
      case 0..<70: ("Satisfactory", "None")
      case 70..<80: ("Satisfactory with queries", "Which reading test was used? Ask school")
      case 80..<86: ("Satisfactory with queries", "Who signs for trips? Ask social worker")
      case 86..<93: ("Not satisfactory", "Please give the costs. Ask school")
      default: ("Not satisfactory", "None")
      }
    guard let day = meeting ?? meetings[child] else { return }
    note(
      letter, within: 18, .check(child: child, meeting: day, outcome: outcome, queries: queries))
    if outcome == "Not satisfactory", chance.of(60) {
      submit(child, day, on: letter.on.adding(days: 25 + chance.below(10)))
    }
  }

  private mutating func checkAgain(_ letter: LetterSent, _ child: String) {
    guard let day = meetings[child] else { return }
    note(
      letter, within: 5,
      .check(child: child, meeting: day, outcome: "Satisfactory", queries: "None"))
  }

  /// `5 October 2026`.
  private static func day(_ text: String) -> CivilDay? {
    let parts = text.split(separator: " ")
    guard parts.count == 3, let day = Int(parts[0]), let year = Int(parts[2]),
      let month = CivilDay.monthNames.firstIndex(of: String(parts[1]))
    else { return nil }
    return CivilDay(year: year, month: month + 1, day: day)
  }
}

extension CivilDay {
  /// People do their work on weekdays.
  var weekdayOrNext: CivilDay { weekday <= 5 ? self : adding(days: 8 - weekday) }

  /// `Tuesday 20 October 2026`
  var spoken: String {
    let names = [
      "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
    return "\(names[weekday - 1]) \(inWords)"
  }
}
