import PepCore
import Testing

/// The figures of a month: laws over a school year drawn at random, and the days on which they turn.
@Suite struct MonthReportTests {
  private func calendar() throws -> OfficeCalendar { try TestOffice.calendar() }
  private func policy() throws -> Policy { try TestOffice.policy() }

  private func report(_ month: String, _ register: Register) throws -> MonthReport {
    MonthReport(
      try #require(CalendarMonth(month)), register, calendar: try calendar(), policy: try policy())
  }

  // MARK: Laws

  @Test func `the laws of a month's figures hold in every month of a year`() throws {
    var year = try SchoolYear(children: 300, seed: 5)
    var reports: [MonthReport] = []
    try year.run(through: "2027-07-20") { day, register in
      let month = CalendarMonth(of: day)
      if day == month.lastDay { reports.append(try report(month.description, register)) }
    }
    #expect(reports.count == 10)
    for report in reports {
      checkSums(report)
      checkOrder(report.total)
      for row in report.areas + report.schools { checkOrder(row.counts) }
      #expect(report.awaited.count == report.total.due - report.total.submitted)
      #expect(report.awaited.filter(\.isOverdue).count == report.total.overdue)
      // Months later the figures are the same; only a child without a form has gone to another school.
      let again = try self.report(report.month.description, year.register)
      #expect(again.total == report.total && again.areas == report.areas, "\(report.month)")
      #expect(again.left == report.left && again.before == report.before, "\(report.month)")
    }
    let november = try #require(reports.first { $0.month.description == "2026-11" })
    #expect(november.total.due > 200 && november.total.submitted > 100)
    #expect(november.left.children > 0 && november.total.late > 0 && november.total.overdue > 0)
  }

  private func checkSums(_ report: MonthReport) {
    for rows in [report.areas, report.schools] {
      var sum = PlanCounts()
      for row in rows { sum += row.counts }
      #expect(sum == report.total, "\(report.month)")
    }
  }

  /// Each stage is part of the one before.
  private func checkOrder(_ counts: PlanCounts) {
    #expect(counts.due >= counts.booked && counts.booked >= counts.held)
    #expect(counts.held >= counts.submitted + counts.overdue)
    #expect(counts.submitted >= counts.inTime + counts.late)
    for part in [counts.complete, counts.checked, counts.finalised] {
      #expect(counts.submitted >= part)
    }
  }

  // MARK: The days on which they turn

  private func day(_ text: String) throws -> CivilDay { try #require(CivilDay(text)) }

  /// The children of the cases' roster without these.
  private func office(_ ids: Set<String>, _ change: (inout Child) throws -> Void = { _ in }) throws
    -> Register
  {
    var register = try TestOffice.register()
    for id in register.children.keys.sorted() {
      guard ids.contains(id), var child = register.children[id] else {
        register.apply(.childRemoved(id))
        continue
      }
      try change(&child)
      register.apply(.childListed(child))
    }
    return register
  }

  private func key(_ child: String = "C1") -> PlanKey {
    PlanKey(child: child, term: SchoolTerm(startYear: 2026, season: .autumn))
  }

  /// Booked on 1 October for a day, received on another.
  private func submitted(meeting: String, received: String) throws -> Register {
    var register = try office(["C1"])
    register.apply(
      .meetingBooked(
        key(), Meeting(day: try day(meeting), message: "M-1", bookedOn: try day("2026-10-01"))))
    register.apply(.planReceived(key(), on: try day(received)))
    register.apply(.gapsFound(key(), [], on: try day(received)))
    return register
  }

  @Test func `the tenth working day is in time, the eleventh is late`() throws {
    // Thursday 8 October: ten working days on is the 22nd, before the school's half term.
    let inTime = try report("2026-10", submitted(meeting: "2026-10-08", received: "2026-10-22"))
    #expect(inTime.total.inTime == 1 && inTime.total.late == 0)
    let late = try report("2026-10", submitted(meeting: "2026-10-08", received: "2026-10-23"))
    #expect(late.total.inTime == 0 && late.total.late == 1)
  }

  @Test func `days of school holidays count, bank holidays do not`() throws {
    // Friday 11 December: the tenth working day is the 29th, Christmas and Boxing Day (Monday) not.
    let register = try submitted(meeting: "2026-12-11", received: "2026-12-29")
    #expect(try report("2026-12", register).total.inTime == 1)
    let later = try submitted(meeting: "2026-12-11", received: "2026-12-30")
    #expect(try report("2026-12", later).total.late == 1)
  }

  @Test func `what comes after the month does not count, and is in the next month's look back`()
    throws
  {
    let register = try submitted(meeting: "2026-12-11", received: "2027-01-04")
    let december = try report("2026-12", register).total
    #expect(december.booked == 1 && december.held == 1 && december.submitted == 0)
    let january = try report("2027-01", register)
    #expect(january.total.submitted == 0)
    #expect(january.before.submitted == 1 && january.before.late == 1)
  }

  @Test func `of a term before the register began, no share is told`() throws {
    var register = try submitted(meeting: "2026-12-11", received: "2027-01-04")
    func notes(since day: String?, month: String = "2027-01") throws -> String {
      var policy = try policy()
      policy.processMailSince = day.flatMap { CivilDay($0) }
      return MonthReport(
        try #require(CalendarMonth(month)), register, calendar: try calendar(), policy: policy
      ).notes(policy.term).joined(separator: "\n")
    }
    #expect(try notes(since: "2026-09-10").contains("1 (100%) had come by the end of January"))
    let since = try notes(since: "2026-11-20")
    #expect(since.contains("1 PEP came after 20 November 2026") && !since.contains("100%"))
    // Without a day of the first start: what came first, the notice of 1 October, shows it.
    #expect(try notes(since: nil).contains("1 PEP came after 1 October 2026"))
    register = try office(["C1"])
    #expect(try notes(since: nil).contains("2026-27 autumn") == false)
    #expect(
      try notes(since: "2027-02-20", month: "2027-02")
        .contains("The register begins on 20 February 2027: what came before is in no figure."))
    #expect(
      try notes(since: "2027-02-20", month: "2026-11")
        .contains("The register begins on 20 February 2027: of what came before, it knows nothing.")
    )
  }

  @Test func `a booking counts from its notice, a meeting from its day`() throws {
    var register = try office(["C1"])
    register.apply(
      .meetingBooked(
        key(),
        Meeting(
          day: try day("2026-11-10"), message: "M-1", bookedOn: try day("2026-10-02"))))
    #expect(try report("2026-09", register).total.booked == 0)
    let october = try report("2026-10", register).total
    #expect(october.booked == 1 && october.held == 0)
    #expect(try report("2026-11", register).total.held == 1)
    // Moved in November: October's booking stays.
    register.apply(
      .meetingBooked(
        key(),
        Meeting(
          day: try day("2026-12-01"), message: "M-2", bookedOn: try day("2026-11-09"))))
    #expect(try report("2026-10", register).total.booked == 1)
    #expect(try report("2026-11", register).total.held == 0)
    // Moved when it should have been over: by the end of December that is not known.
    let december = try report("2026-12", register).total
    #expect(december.held == 1 && december.overdue == 1)
    register.apply(
      .meetingBooked(
        key(),
        Meeting(
          day: try day("2027-01-20"), message: "M-3", bookedOn: try day("2027-01-05"))))
    #expect(try report("2026-12", register).total == december)
  }

  @Test func `a second meeting of the term does not make an in-time form late`() throws {
    var register = try office(["C1"])
    func form(meeting: String, on received: String) throws {
      let value = RecordedValue(
        value: .date(try day(meeting)), origin: .form, document: nil, place: "", message: "M-1",
        recordedOn: try day(received))
      register.apply(.planReceived(key(), on: try day(received)))
      register.apply(.fieldRecorded(key(), .meetingDate, value))
    }
    try form(meeting: "2026-10-08", on: "2026-10-20")
    let october = try report("2026-10", register).total
    #expect(october.inTime == 1)
    try form(meeting: "2026-11-24", on: "2026-12-02")
    #expect(try report("2026-10", register).total == october)
    #expect(try report("2026-12", register).total.inTime == 1)
  }

  @Test func `a later form or answer moves no figure of a month that is over`() throws {
    var register = try office(["C1"])
    register.apply(.planReceived(key(), on: try day("2026-10-08")))
    register.apply(.gapsFound(key(), [.senStatus], on: try day("2026-10-08")))
    let before = try report("2026-10", register).total
    #expect(before.submitted == 1 && before.complete == 0)
    register.apply(.gapsFound(key(), [], on: try day("2026-11-03")))
    #expect(try report("2026-10", register).total == before)
    let november = try report("2026-11", register).total
    #expect(november.complete == 1)
    // A newer form asks anew what was complete before.
    register.apply(.gapsFound(key(), [.targets], on: try day("2026-12-02")))
    #expect(try report("2026-11", register).total == november)
  }

  @Test func `a second check does not undo the first`() throws {
    var register = try submitted(meeting: "2026-10-08", received: "2026-10-12")
    func check(_ text: String) throws {
      let on = try day(text)
      register.apply(
        .planChecked(key(), PlanCheck(on: on, by: "A1", isSatisfactory: true, message: "M-2")))
    }
    try check("2026-10-20")
    try check("2026-11-20")
    #expect(try report("2026-10", register).total.checked == 1)
  }

  // MARK: Who is counted

  @Test func `who left during the term depresses no figure`() throws {
    let register = try office(["C1", "C2"]) { child in
      if child.id == "C2" { child.leftCareOn = CivilDay("2026-11-20") }
    }
    let october = try report("2026-10", register)
    #expect(october.total.due == 2 && october.left.children == 0)
    let november = try report("2026-11", register)
    #expect(november.total.due == 1 && november.left.children == 1)
    // The last day in care is the day before; on the last day of the month it still counts.
    let onTheDay = try office(["C2"]) { $0.leftCareOn = CivilDay("2026-12-01") }
    #expect(try report("2026-11", onTheDay).total.due == 1)
  }

  @Test func `who came into care late owes the PEP of the term in which its days are over`() throws
  {
    let register = try office(["C1"]) { $0.inCareSince = CivilDay("2026-12-10") }
    #expect(try report("2026-11", register).total.due == 0)
    #expect(try report("2026-12", register).total.due == 0)
    #expect(try report("2027-01", register).total.due == 1)
    let early = try office(["C1"]) { $0.inCareSince = CivilDay("2026-11-02") }
    #expect(try report("2026-11", early).total.due == 1)
  }

  @Test func `another authority's children are counted apart`() throws {
    let report = try report("2026-11", office(["C1", "C10"]))
    #expect(report.total.due == 1 && report.otherAuthorities == ["Northmoor": 1])
  }

  @Test func `whoever is of age and past Year 13 owes no PEP`() throws {
    let year = try #require(YearGroup("14"))
    let register = try office(["C6"]) { child in
      child.yearGroup = year
      child.dateOfBirth = try day("2008-11-30")
    }
    #expect(try report("2026-10", register).total.due == 1)
    #expect(try report("2026-11", register).total.due == 0)
  }

  @Test func `a PEP stays with the school that sent it when the child moves`() throws {
    var register = try submitted(meeting: "2026-10-08", received: "2026-10-12")
    let schools = try report("2026-10", register).schools
    #expect(schools.map(\.key) == ["900001"])
    var child = try #require(register.children["C1"])
    child.schoolURN = "900002"
    register.apply(.childListed(child))
    #expect(try report("2026-10", register).schools == schools)
  }

  @Test func `without a calendar nothing is called late, and the report says so`() throws {
    let register = try submitted(meeting: "2026-10-08", received: "2026-12-22")
    let report = MonthReport(
      try #require(CalendarMonth("2026-12")), register, calendar: OfficeCalendar(),
      policy: try policy())
    #expect(report.total.submitted == 1 && report.total.late == 0 && !report.isTimed)
  }

  @Test func `an early Easter does not end the month of March`() throws {
    // Easter Monday 2027 is 29 March.
    #expect(try #require(CalendarMonth("2027-03")).term.season == .spring)
    #expect(try #require(CalendarMonth("2027-04")).term.season == .summer)
    #expect(try #require(CalendarMonth("2027-08")).term.description == "2026-27 summer")
    #expect(CalendarMonth("2027-13") == nil && CalendarMonth("2027-1") == nil)
  }
}
