/// A day of the term with everything that its rules look at.
package struct TermDay: Sendable {
  package let register: Register
  package let calendar: OfficeCalendar
  package let today: CivilDay
  package let policy: Policy
  /// Grouped once for the work on all children, or a day would cost children times PEPs.
  private let records: ChildRecords?

  /// `isForAll`: it is asked about every child, not about one.
  package init(
    _ register: Register, calendar: OfficeCalendar, today: CivilDay, policy: Policy,
    isForAll: Bool = false
  ) {
    self.register = register
    self.calendar = calendar
    self.today = today
    self.policy = policy
    records = isForAll ? ChildRecords(register) : nil
  }

  /// The child's PEPs, the latest term first.
  func plans(of child: Child) -> [(key: PlanKey, value: PlanRecord)] {
    let keys =
      records.map { $0.plans[child.id] ?? [] }
      ?? register.plans.keys.filter { $0.child == child.id }
    return keys.sorted(by: >).compactMap { key in register.plans[key].map { (key, $0) } }
  }

  /// The child's booked meetings, the latest first.
  func meetings(of child: Child) -> [(key: PlanKey, value: Meeting)] {
    let keys =
      records.map { $0.meetings[child.id] ?? [] }
      ?? register.meetings.keys.filter { $0.child == child.id }
    return keys.compactMap { key in register.meetings[key].map { (key, $0) } }.sorted {
      $0.1.day > $1.1.day
    }
  }

  /// The PEPs of the child for which the clock has reminders that are not done with.
  func reminded(of child: Child) -> [PlanKey] {
    records.map { $0.reminders[child.id] ?? [] }
      ?? register.reminders.keys.filter { $0.child == child.id }
  }

  /// References of the questions and of the queries about a PEP that are not closed.
  func open(_ key: PlanKey) -> (chases: [String], queries: [String]) {
    records.map { ($0.chases[key] ?? [], $0.queries[key] ?? []) }
      ?? (
        register.chases.filter { $0.value.plan == key }.map(\.key),
        register.queries.filter { $0.value.plan == key }.map(\.key)
      )
  }

  private func hasReview(of child: Child) -> Bool {
    records.map { $0.reviewed.contains(child.id) }
      ?? register.reviews.values.contains { $0.child == child.id }
  }

  /// Staff ID.
  var virtualHead: String? { records.map(\.virtualHead) ?? register.virtualHead }

  /// Immutable; a class, because a day is handed to every rule.
  private final class ChildRecords: Sendable {
    let plans: [String: [PlanKey]]
    let meetings: [String: [PlanKey]]
    let reminders: [String: [PlanKey]]
    let chases: [PlanKey: [String]]
    let queries: [PlanKey: [String]]
    let reviewed: Set<String>
    let virtualHead: String?

    init(_ register: Register) {
      plans = Dictionary(grouping: register.plans.keys, by: \.child)
      meetings = Dictionary(grouping: register.meetings.keys, by: \.child)
      reminders = Dictionary(grouping: register.reminders.keys, by: \.child)
      chases = Dictionary(grouping: register.chases, by: \.value.plan).mapValues { $0.map(\.key) }
      queries = Dictionary(grouping: register.queries, by: \.value.plan).mapValues { $0.map(\.key) }
      reviewed = Set(register.reviews.values.compactMap(\.child))
      virtualHead = register.virtualHead
    }
  }

  var term: TermPolicy { policy.term }

  /// Of the time before the first start, of which the register knows nothing for certain.
  func isBeforeCutOff(_ day: CivilDay) -> Bool { policy.processMailSince.map { day < $0 } ?? false }

  /// Ours, in care, and no person has stopped the letters or has mail about the child to look at: that
  /// mail may be the answer.
  func mayWrite(about child: Child) -> Bool {
    isOurs(child) && register.holds[child.id] == nil && !hasReview(of: child)
  }

  /// Whether the addressee works today: schools keep term dates, everybody else working days, and nobody
  /// works while away.
  package func isOpen(_ recipient: Recipient, _ day: CivilDay) throws(OfficeCalendar.Gap) -> Bool {
    if isAway(recipient, on: day) { return false }
    if case .designatedTeacher(let urn) = recipient {
      return try calendar(ofSchool: urn).isSchoolDay(day)
    }
    return try calendar.isWorkingDay(day)
  }

  /// Days after `start`, up to and including today, on which the addressee works.
  package func openDays(_ recipient: Recipient, after start: CivilDay) throws(OfficeCalendar.Gap)
    -> Int
  {
    var count = 0
    var day = start
    while day < today {
      day = day.adding(days: 1)
      if try isOpen(recipient, day) { count += 1 }
    }
    return count
  }

  /// "By when": the last day on which the addressee works before the question would be put again, as a
  /// letter names it; empty where the calendar does not reach so far.
  func answerBy(_ recipient: Recipient) -> LetterFact {
    // The letter is read on a day on which they work, and answered on one of those after it.
    var left = term.roundSchoolDays
    for day in (0...Self.longestHolidays).map(today.adding(days:)) {
      guard let isOpen = try? isOpen(recipient, day) else { break }
      if isOpen { left -= 1 }
      if left == 0 { return .text(day.inWords) }
    }
    return .text("")
  }

  private static let longestHolidays = 100

  /// The `count`th day of a kind after a day, which itself is not counted; school days are those of the
  /// child's school.
  func day(
    _ count: Int, _ kind: TermPolicy.DayKind, after start: CivilDay, of child: Child
  ) throws(OfficeCalendar.Gap) -> CivilDay {
    switch kind {
    case .working: return try calendar.workingDay(count, after: start)
    case .calendar: return start.adding(days: count)
    case .school:
      var day = start
      var left = count
      while left > 0 {
        day = day.adding(days: 1)
        if try calendar(ofSchool: child.schoolURN).isSchoolDay(day) { left -= 1 }
      }
      return day
    }
  }
}
