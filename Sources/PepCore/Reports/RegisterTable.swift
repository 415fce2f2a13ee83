/// The register as PEP Co-ordinators lay it out: one row for each PEP that is here or booked.
package enum RegisterTable {
  package static func of(
    _ register: Register, calendar: OfficeCalendar, policy: Policy, today: CivilDay,
    term: SchoolTerm? = nil
  ) -> ReportTable {
    let desk = ReportDesk(register, calendar: calendar, policy: policy, end: today)
    let keys = Set(register.plans.keys).union(register.meetings.keys)
    return ReportTable(
      name: "PEPs", columns: columns.map { .init($0.0, $0.1) },
      rows: keys.filter { term == nil || $0.term == term }.sorted {
        ($0.term, $0.child) < ($1.term, $1.child)
      }.compactMap { key in
        register.children[key.child].map { row(key, $0, desk) }
      })
  }

  private static let columns: [(String, Double)] = [
    ("Care ID", 10), ("Surname", 18), ("Forename", 14), ("Year", 6), ("School", 30),
    ("Area team", 19), ("Advisory Teacher", 20), ("Social worker", 20), ("Term", 15),
    ("Meeting", 13), ("Received", 13), ("In time", 8), ("Attendance %", 12),
    ("Sessions missed", 10), ("Suspensions", 12), ("Days suspended", 10), ("SEND", 18),
    ("PP+ requested", 12), ("Allocation", 12), ("Missing", 40), ("Checked", 13), ("Finalised", 13),
  ]

  private static func row(_ key: PlanKey, _ child: Child, _ desk: ReportDesk)
    -> [ReportTable.Cell]
  {
    let register = desk.register
    let plan = register.plans[key] ?? PlanRecord()
    let progress = desk.progress(child, key.term)
    func person(_ id: String?) -> ReportTable.Cell {
      .text(id.flatMap { register.staff[$0]?.name } ?? "")
    }
    func number(_ field: FieldName) -> ReportTable.Cell {
      if case .number(let number)? = plan.fields[field]?.value { .number(number) } else { .blank }
    }
    let timing: ReportTable.Cell =
      switch progress.timing {
      case .inTime: .text("yes")
      case .late: .text("no")
      case .unknown: .blank
      }
    return [
      .text(child.id), .text(child.surname), .text(child.forename),
      .text(child.yearGroup.description), .text(desk.schoolName(desk.school(child, key.term))),
      .text(child.areaTeam), person(child.advisoryTeacherID), person(child.socialWorkerID),
      .text(key.term.description), .init(progress.meeting), .init(plan.receivedOn), timing,
      number(.attendancePercentage), number(.sessionsMissed), number(.suspensionCount),
      number(.suspensionDays), send(plan), requested(plan), .money(child.termlyAllocation),
      .text(gaps(plan, child, desk)), .init(plan.check?.on), .init(plan.finalisedOn),
    ]
  }

  private static func send(_ plan: PlanRecord) -> ReportTable.Cell {
    guard case .text(let status)? = plan.fields[.senStatus]?.value else { return .blank }
    return .text(SENStatus(rawValue: status)?.inWords ?? status)
  }

  private static func requested(_ plan: PlanRecord) -> ReportTable.Cell {
    if case .number(let pounds)? = plan.fields[.premiumRequested]?.value {
      .money(pounds)
    } else {
      .blank
    }
  }

  /// In the form's own words.
  private static func gaps(_ plan: PlanRecord, _ child: Child, _ desk: ReportDesk) -> String {
    let place = FormEditions.of([], child, desk.policy.forms)
    return plan.missing.map { place($0)?.label ?? $0.rawValue }.joined(separator: "; ")
  }
}
