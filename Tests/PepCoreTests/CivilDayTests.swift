import Testing

@testable import PepCore

@Suite struct CivilDayTests {
  @Test func `days are read, written and counted`() throws {
    let day = try #require(CivilDay("2026-11-24"))
    #expect(day.weekday == 2)
    #expect(day.adding(days: 7).description == "2026-12-01")
    #expect(CivilDay("2026-02-30") == nil)
    #expect(CivilDay("2024-02-29")?.inWords == "29 February 2024")
  }

  @Test func `Easter Monday is where the Church puts it`() {
    #expect(Easter.monday(in: 2026) == CivilDay("2026-04-06"))
    #expect(Easter.monday(in: 2027) == CivilDay("2027-03-29"))
  }

  @Test(arguments: [
    ("2026-09-01", "2026-27 autumn"), ("2026-12-18", "2026-27 autumn"),
    ("2027-01-05", "2026-27 spring"), ("2027-03-24", "2026-27 spring"),
    ("2027-06-10", "2026-27 summer"), ("2026-07-14", "2025-26 summer"),
  ]) func `a meeting belongs to a long term`(day: String, term: String) throws {
    #expect(SchoolTerm(of: try #require(CivilDay(day))).description == term)
  }
}
