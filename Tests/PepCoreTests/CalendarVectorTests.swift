import PepCore
import Testing

/// Days on which a form is due, ten working days after the meeting, computed by hand from the bank
/// holidays of England and Wales.
@Suite struct CalendarVectorTests {
  @Test(arguments: [
    ("2026-11-24", "2026-12-08"), ("2026-12-11", "2026-12-29"), ("2026-12-14", "2026-12-30"),
    ("2026-12-17", "2027-01-05"), ("2026-12-18", "2027-01-06"), ("2027-03-15", "2027-03-31"),
    ("2027-05-21", "2027-06-07"), ("2027-07-20", "2027-08-03"), ("2027-12-16", "2028-01-04"),
  ]) func `ten working days after a meeting`(meeting: String, due: String) throws {
    let calendar = try TestOffice.calendar()
    let day = try #require(CivilDay(meeting))
    #expect(try calendar.workingDay(10, after: day).description == due)
  }

  @Test func `beyond the last loaded holiday nothing is computed`() throws {
    let calendar = try TestOffice.calendar()
    let day = try #require(CivilDay("2028-01-25"))
    #expect(throws: OfficeCalendar.Gap.self) { try calendar.workingDay(10, after: day) }
  }

  @Test func `a day that the calendars do not reach is told and nobody is written to`() throws {
    let register = try TestOffice.register()
    let day = try #require(CivilDay("2027-10-11"))
    let decision = decide(
      DayStart(day, reference: StableDigest.of), register, calendar: try TestOffice.calendar(),
      policy: try TestOffice.policy())
    #expect(decision.letters.isEmpty)
    #expect(decision.reasons.contains { $0.contains("calendars end") })
  }

  @Test func `schools are closed in holidays, on bank holidays and at weekends`() throws {
    let calendar = try TestOffice.calendar()
    for (text, isOpen) in [
      ("2026-10-23", true), ("2026-10-26", false), ("2026-12-22", false), ("2027-05-03", false),
      ("2026-11-07", false),
    ] {
      let day = try #require(CivilDay(text))
      #expect(try calendar.isSchoolDay(day) == isOpen, "\(text)")
    }
  }

  // MARK: Elsewhere

  private func day(_ text: String, _ county: CountyCalendar) throws -> TermDay {
    var calendar = try TestOffice.calendar()
    calendar.elsewhere = [county]
    return TermDay(
      try TestOffice.register(), calendar: calendar, today: try #require(CivilDay(text)),
      policy: try TestOffice.policy())
  }

  private func northmoor() throws -> CountyCalendar {
    let first = try #require(CivilDay("2026-08-31"))
    let last = try #require(CivilDay("2026-10-30"))
    let term = try #require(TermDates.Term(name: "autumn", first: first, last: last))
    let terms = try #require(TermDates(terms: [term]))
    return CountyCalendar(name: "Northmoor", domains: ["withymoor.example"], terms: terms)
  }

  @Test func `a school elsewhere is open by its own terms, and ours by ours`() throws {
    // In Somerset it is half term.
    let today = try #require(CivilDay("2026-10-27"))
    let day = try day("2026-10-27", northmoor())
    #expect(try day.isOpen(.designatedTeacher("900001"), today))
    #expect(try !day.isOpen(.designatedTeacher("900002"), today))
    #expect(try day.isOpen(.staff("S1"), today))
  }

  @Test func `beyond the terms of a school elsewhere nothing is said of it`() throws {
    let day = try day("2026-11-03", northmoor())
    #expect(throws: OfficeCalendar.Gap.self) {
      try day.isOpen(.designatedTeacher("900001"), day.today)
    }
  }

  @Test func `a school elsewhere may be named by its number, and have other bank holidays`() throws
  {
    let first = try #require(CivilDay("2026-09-07"))
    let days = (1...8).compactMap { CivilDay(year: 2026, month: $0, day: 1) } + [first]
    var county = try northmoor()
    county.domains = []
    county.schools = ["900001"]
    county.holidays = BankHolidays(days: Set(days))
    let day = try day("2026-09-07", county)
    #expect(try !day.isOpen(.designatedTeacher("900001"), first))
    #expect(try day.isOpen(.designatedTeacher("900002"), first))
    // What is due by law is counted by the holidays of England and Wales.
    #expect(try day.calendar.isWorkingDay(first))
  }
}
