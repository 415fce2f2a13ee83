/// "Monthly monitoring of the total number of PEPs booked and submitted is completed by the PEP
/// Co-ordinators and the area teams" (paper, "Quality Assurance").
///
/// On the first working day of a month, the figures of the month before go to each co-ordinator and the
/// Virtual Head; where that day was missed, on the next. The rim adds the workbook
/// (`LetterDraft.report`). Which schools' PEPs were incomplete or late term after term (`SchoolPattern`)
/// is for the Virtual Head alone; no school is ever written to about it.
struct Monitoring {
  private(set) var changes: [RegisterChange] = []
  private(set) var letters: [LetterDraft] = []
  private(set) var gaps: Set<OfficeCalendar.Gap> = []

  init(_ day: TermDay, _ start: DayStart) {
    let month = CalendarMonth(of: day.today).previous
    guard let last = day.register.lastMonitoring else {
      // A register that has only begun knows nothing of the month before.
      changes = [.monitored(month)]
      return
    }
    guard last < month else { return }
    do {
      guard try day.calendar.isWorkingDay(day.today) else { return }
    } catch {
      gaps.insert(error)
      return
    }
    changes = [.monitored(month)]
    let report = MonthReport(
      month, day.register, calendar: day.calendar, policy: day.policy)
    let figures = report.facts(day.term)
    let patterns = Self.patterns(month, day)
    letters = day.monitors.map { person in
      let isHead = day.register.staff[person]?.role == .virtualHead
      var draft = LetterDraft(
        kind: .monitoring, to: .staff(person),
        reference: start.reference("monitoring \(month) \(person)"),
        facts: isHead ? figures.merging(patterns) { $1 } : figures)
      draft.report = month
      return draft
    }
    let sampling = Sampling(month, day, start)
    changes += sampling.changes
    letters += sampling.letters
  }

  private static func patterns(_ month: CalendarMonth, _ day: TermDay) -> [String: LetterFact] {
    let found = SchoolPattern.all(
      month, day.register, calendar: day.calendar, policy: day.policy)
    return [
      "anyPatterns": .flag(!found.isEmpty),
      "patterns": .list(found.map { $0.facts(day.register, today: day.today) }),
      "share": .text("\(day.term.standardShare)%"),
    ]
  }
}

extension TermDay {
  /// Staff IDs of who gets the figures of a month.
  fileprivate var monitors: [String] {
    register.staff.values.filter { [.pepCoordinator, .virtualHead].contains($0.role) }.map(\.id)
      .sorted()
  }
}
