/// "Monthly monitoring of the total number of PEPs booked and submitted is completed by the PEP
/// Co-ordinators and the area teams" (paper, "Quality Assurance").
///
/// The long term of the month, to date: how far its PEPs had got by the end of the month's last day. It
/// counts what the register dates, up to that day, so the month's figures are the same whenever they are
/// asked for; only a correction can change them: of the roster's dates, of a meeting's by a person, or a
/// meeting that is called off. A child is counted under the area team of the roster, and under the school
/// from which the form came, or else the present one.
package struct MonthReport: Hashable, Sendable {
  /// The counts of one school or area team.
  package struct Row: Hashable, Sendable {
    /// URN or area team; nil for children without one.
    package var key: String?
    package var name: String
    package var counts: PlanCounts
  }

  /// A child whose PEP is due and not here.
  package struct Awaited: Hashable, Sendable {
    package var child: String
    package var area: String
    package var school: String
    package var advisoryTeacher: String
    package var meeting: CivilDay?
    package var isOverdue: Bool
  }

  /// Children who left care during the term: counted in no column, so that they move no figure.
  package struct Left: Hashable, Sendable {
    package var children = 0
    package var submitted = 0
  }

  package let month: CalendarMonth
  package var term: SchoolTerm { month.term }
  package private(set) var total = PlanCounts()
  /// By name.
  package private(set) var areas: [Row] = []
  package private(set) var schools: [Row] = []
  /// By school, then care ID.
  package private(set) var awaited: [Awaited] = []
  package private(set) var left = Left()
  /// Children whom other authorities placed, by authority; in no other figure.
  package private(set) var otherAuthorities: [String: Int] = [:]
  /// The term before, as it stood at the end of this month: what came late has come by now.
  package private(set) var before = PlanCounts()
  /// The calendar reaches far enough to tell what is in time.
  package let isTimed: Bool
  /// The day from which the register knows what came; nil while nothing has come.
  package let began: CivilDay?
  /// It knows what came in the term, and in the term before, from their beginning. Where the first start
  /// has no day, a term in which nothing came for weeks is not taken for unknown, but the one before is.
  package let knowsTerm: Bool
  package let knowsBefore: Bool

  package init(
    _ month: CalendarMonth, _ register: Register, calendar: OfficeCalendar, policy: Policy
  ) {
    self.month = month
    let days = policy.term.submitWorkingDays
    isTimed = [month.firstDay, month.lastDay].allSatisfy {
      (try? calendar.workingDay(days, after: $0)) != nil
    }
    let desk = ReportDesk(register, calendar: calendar, policy: policy, end: month.lastDay)
    began = desk.began
    knowsTerm = policy.processMailSince.map { desk.covers(month.term, since: $0) } ?? true
    knowsBefore = began.map { desk.covers(month.term.previous, since: $0) } ?? false
    var areas: [String: PlanCounts] = [:]
    var schools: [String?: PlanCounts] = [:]
    for child in register.children.values.sorted(by: { $0.id < $1.id }) {
      guard desk.isOurs(child) else {
        if desk.isInCare(child, on: month.lastDay) {
          otherAuthorities[child.placingAuthority, default: 0] += 1
        }
        continue
      }
      countBefore(child, desk)
      let progress = desk.progress(child, term)
      guard desk.isDue(child, term, on: month.lastDay) else {
        countLeft(child, progress, desk)
        continue
      }
      let counts = PlanCounts(progress)
      total += counts
      areas[child.areaTeam, default: PlanCounts()] += counts
      schools[desk.school(child, term), default: PlanCounts()] += counts
      if !progress.isSubmitted { awaited.append(desk.awaited(child, progress)) }
    }
    self.areas = areas.map { Row(key: $0.nonEmpty, name: desk.areaName($0), counts: $1) }.sorted()
    self.schools = schools.map { Row(key: $0, name: desk.schoolName($0), counts: $1) }.sorted()
    awaited.sort { ($0.school, $0.child) < ($1.school, $1.child) }
  }

  private mutating func countLeft(_ child: Child, _ progress: PlanProgress, _ desk: ReportDesk) {
    guard let gone = child.leftCareOn, gone <= month.lastDay, SchoolTerm(of: gone) == term else {
      return
    }
    left.children += 1
    if progress.isSubmitted { left.submitted += 1 }
  }

  private mutating func countBefore(_ child: Child, _ desk: ReportDesk) {
    let last = term.previous
    if desk.isDue(child, last, on: last.lastMonth.lastDay) {
      before += PlanCounts(desk.progress(child, last))
    }
  }
}

extension [MonthReport.Row] {
  /// By name, those without one last.
  fileprivate func sorted() -> Self {
    sorted { a, b in
      ((a.key == nil ? 1 : 0), a.name, a.key ?? "") < ((b.key == nil ? 1 : 0), b.name, b.key ?? "")
    }
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
