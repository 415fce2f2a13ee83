/// What reports ask of the register as it stood at the end of a day.
struct ReportDesk {
  let register: Register
  let calendar: OfficeCalendar
  let policy: Policy
  let end: CivilDay

  init(_ register: Register, calendar: OfficeCalendar, policy: Policy, end: CivilDay) {
    self.register = register
    self.calendar = calendar
    self.policy = policy
    self.end = end
  }

  func isOurs(_ child: Child) -> Bool {
    Wording.key(child.placingAuthority) == Wording.key(policy.authority)
  }

  /// For whom the clock ran on that day (`TermDay.isOurs`). Without an `inCareSince` it is long ago.
  func isInCare(_ child: Child, on day: CivilDay) -> Bool {
    child.isInCare(on: day) && child.inCareSince.map { $0 <= day } ?? true
      && !child.hasOutgrownSchool(on: day)
  }

  /// Whether a child who was in care on this day owes a PEP for the term. The first PEP of a child who
  /// has just come into care belongs to the term in which its days are over, unless it was held or
  /// booked before.
  func isDue(_ child: Child, _ term: SchoolTerm, on day: CivilDay) -> Bool {
    guard isInCare(child, on: day) else { return false }
    guard let since = child.inCareSince, SchoolTerm(of: since) >= term else { return true }
    if progress(child, term).isBooked { return true }
    let first = TermDay(register, calendar: calendar, today: day, policy: policy)
    let due = try? first.day(
      policy.term.firstPlanDays, policy.term.firstPlanDayKind, after: since, of: child)
    return due.map { SchoolTerm(of: $0) <= term } ?? true
  }

  /// The day from which the register knows what came: that of the first start, else the first on which
  /// anything came.
  var began: CivilDay? {
    policy.processMailSince
      ?? (register.plans.values.compactMap(\.receivedOn)
      + register.meetings.values.compactMap(\.bookedOn)).min()
  }

  /// In the first weeks of a term hardly a meeting is held.
  private static let quietDays = 21

  /// Whether what came in a term came after this day, as good as all of it.
  func covers(_ term: SchoolTerm, since day: CivilDay) -> Bool {
    let first = (try? calendar.days(of: term))?.lowerBound ?? term.firstDay
    return day <= first.adding(days: Self.quietDays)
  }

  func progress(_ child: Child, _ term: SchoolTerm) -> PlanProgress {
    PlanProgress(
      PlanKey(child: child.id, term: term), by: end, register, calendar: calendar, policy: policy)
  }

  /// The school from which the term's form came, else the child's own.
  func school(_ child: Child, _ term: SchoolTerm) -> String? {
    let plan = register.plans[PlanKey(child: child.id, term: term)]
    guard let received = plan?.receivedOn, received <= end else { return child.schoolURN }
    return plan?.schoolURN ?? child.schoolURN
  }

  func schoolName(_ urn: String?) -> String {
    urn.map { register.schools[$0]?.name ?? "School \($0)" } ?? "Not at a school"
  }

  func areaName(_ area: String) -> String { area.isEmpty ? "No area team" : area }

  func awaited(_ child: Child, _ progress: PlanProgress) -> MonthReport.Awaited {
    MonthReport.Awaited(
      child: child.id, area: areaName(child.areaTeam), school: schoolName(child.schoolURN),
      advisoryTeacher: child.advisoryTeacherID.flatMap { register.staff[$0]?.name } ?? "none",
      meeting: progress.meeting, isOverdue: progress.isOverdue)
  }
}

extension SchoolTerm {
  var previous: SchoolTerm {
    switch season {
    case .autumn: SchoolTerm(startYear: startYear - 1, season: .summer)
    case .spring: SchoolTerm(startYear: startYear, season: .autumn)
    case .summer: SchoolTerm(startYear: startYear, season: .spring)
    }
  }

  /// Of the calendar, where no term dates are loaded.
  fileprivate var firstDay: CivilDay {
    let (year, month) =
      switch season {
      case .autumn: (startYear, 9)
      case .spring: (startYear + 1, 1)
      case .summer: (startYear + 1, 4)
      }
    return CivilDay(year: year, month: month, day: 1) ?? CivilDay(number: 0)
  }

  /// The last month that is monitored under this term (`CalendarMonth.term`).
  var lastMonth: CalendarMonth {
    let (year, month) =
      switch season {
      case .autumn: (startYear, 12)
      case .spring: (startYear + 1, 3)
      case .summer: (startYear + 1, 8)
      }
    return CalendarMonth(of: CivilDay(year: year, month: month, day: 1) ?? CivilDay(number: 0))
  }
}
