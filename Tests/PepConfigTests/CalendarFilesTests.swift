import PepCore
import Testing

@testable import PepConfig

@Suite struct CalendarFilesTests {
  private let workingDays: WorkingDays

  init() throws {
    let file = Folders.shipped + "/calendars/bank-holidays.json"
    workingDays = WorkingDays(holidays: try CalendarFiles.bankHolidays(file: file))
  }

  @Test(arguments: [
    ("2026-11-24", "2026-12-08"), ("2026-12-11", "2026-12-29"), ("2026-12-14", "2026-12-30"),
    ("2026-12-17", "2027-01-05"), ("2026-12-18", "2027-01-06"), ("2027-03-15", "2027-03-31"),
    ("2027-05-21", "2027-06-07"), ("2027-07-20", "2027-08-03"), ("2027-12-16", "2028-01-04"),
  ]) func `a plan is due ten working days after its meeting`(meeting: String, due: String) throws {
    let meeting = try #require(CivilDay(meeting))
    let due = try #require(CivilDay(due))
    #expect(try workingDays.day(10, after: meeting) == due)
    #expect(try workingDays.count(after: meeting, through: due) == 10)
  }

  @Test func `beyond the loaded holidays nothing is computed`() throws {
    let late = try #require(CivilDay("2028-01-24"))
    let early = try #require(CivilDay("2025-12-18"))
    #expect(throws: WorkingDays.BeyondCalendar.self) { try workingDays.day(10, after: late) }
    #expect(throws: WorkingDays.BeyondCalendar.self) { try workingDays.day(10, after: early) }
  }

  @Test func `a year that has only begun does not count`() throws {
    let days = workingDays.holidays.days
    let holidays = try #require(BankHolidays(days: days))
    #expect(holidays.known.upperBound == CivilDay("2027-12-31"))
    #expect(BankHolidays(days: days.filter { $0.year == 2028 }) == nil)
  }

  @Test func `gov.uk's own file is read as it is published`() throws {
    let folder = try Folders.temporary()
    defer { Folders.remove(folder) }
    let events = workingDays.holidays.days.filter { $0.year < 2028 }.sorted().map { day in
      #"\#t{"title":"New Year\u2019s Day \/ other","date":"\#(day)","notes":"","bunting":true}"#
    }.joined(separator: ",\n")
    let division = #""division":"scotland","events":[{"date":"2027-01-04"}]"#
    try Folders.write(
      #"{"england-and-wales":{"division":"england-and-wales","events":["#
        + "\n\(events)\n]},\n\"scotland\":{\(division)}}", to: folder + "/bank-holidays.json")
    let holidays = try CalendarFiles.bankHolidays(file: folder + "/bank-holidays.json")
    #expect(holidays.days.count == 16)
    #expect(holidays.known.lowerBound == CivilDay("2026-01-01"))
    #expect(holidays.known.upperBound == CivilDay("2027-12-31"))
  }

  @Test func `terms that overlap are none`() throws {
    let first = try #require(CivilDay("2026-09-03"))
    let autumn = try #require(
      TermDates.Term(name: "autumn", first: first, last: first.adding(days: 100)))
    #expect(TermDates(terms: [autumn, autumn]) == nil)
    #expect(TermDates.Term(name: "autumn", first: first, last: first.adding(days: -1)) == nil)
    #expect(TermDates(terms: [autumn], closed: [first])?.isTermDay(first) == false)
  }

  @Test func `the sample terms know a holiday from a school day`() throws {
    let terms = try CalendarFiles.termDates(file: Folders.shipped + "/calendars/terms.yaml")
    let inTerm = try #require(CivilDay("2026-11-24"))
    let atChristmas = try #require(CivilDay("2026-12-22"))
    let saturday = try #require(CivilDay("2026-11-28"))
    #expect(terms.isTermDay(inTerm))
    #expect(terms.term(on: inTerm)?.name == "2026-27 term 2")
    #expect(!terms.isTermDay(atChristmas))
    #expect(!terms.isTermDay(saturday))
    #expect(terms.lastDay == CivilDay("2027-07-20"))
  }
}
