import PepCore
import Testing

/// Figures of this school year among those of others.
@Suite struct FormPeriodTests {
  private func fields(_ form: String, _ day: CivilDay) throws -> [FieldName: Answer] {
    let reader = FormReader(try TestOffice.policy().forms, near: day)
    return reader.read(FormText.document(form)).fields.mapValues(\.answer)
  }

  private func november() throws -> CivilDay {
    try #require(CivilDay(year: 2026, month: 11, day: 17))
  }

  @Test(arguments: [
    "Suspensions, 2026/27", "Fixed term exclusions in 2026-27", "Suspensions (2026-27)",
  ])
  func `a question may name its school year`(question: String) throws {
    let read = try fields("*\(question)* | None\n*Permanent exclusion* | No", november())
    #expect(read[.suspensionCount] == .value(.number(0)))
  }

  @Test func `a question of last year's is none of ours`() throws {
    let form =
      "*Fixed term exclusions in 2026-27* | 0\n*Fixed term exclusions in 2025-26* | 1 (2 days)"
    #expect(try fields(form, november())[.suspensionCount] == .value(.number(0)))
    #expect(try fields("*Suspensions, 2025/26* | 2", november())[.suspensionCount] == nil)
  }

  /// "Summer 2026" was last year's, and "Spring 2027" has not begun.
  @Test func `of rows of terms the one that is filled in this year counts`() throws {
    let form = """
      *Term* | *Possible* | *Sessions missed* | *% attendance* | *Notes*
      Summer 2026 | 118 | 9 | 92.4 | old school
      Autumn 2026 | 104 | 13 | 88.4% | figures from SIMS
      Spring 2027 |  |  |  | to come
      """
    let read = try fields(form, november())
    #expect(read[.sessionsMissed] == .value(.number(13)))
    #expect(read[.attendancePercentage] == .value(.number(88.4)))
  }

  @Test func `of two terms of this year none is the year so far`() throws {
    let form = """
      *Term* | *Sessions missed* | *% attendance*
      Autumn 2026 | 13 | 88.4%
      Spring 2027 | 4 | 95.1%
      """
    let read = try fields(form, try #require(CivilDay(year: 2027, month: 3, day: 9)))
    #expect(read[.sessionsMissed] == .doubtful)
    #expect(read[.attendancePercentage] == .doubtful)
  }

  @Test func `a figure may say where it was taken from`() throws {
    let form = "*Year-to-date attendance (%)* | 86.4 (figure from the register on 21 January)"
    #expect(try fields(form, november())[.attendancePercentage] == .value(.number(86.4)))
  }
}
