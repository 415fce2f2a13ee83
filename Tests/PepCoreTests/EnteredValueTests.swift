import Testing

@testable import PepCore

/// Values as a person types them.
@Suite struct EnteredValueTests {
  private func read(_ text: String, _ field: FieldName) -> FieldValue? {
    EnteredValue.read(text, for: field, near: CivilDay(number: 20_700))
  }

  @Test func `each kind of field takes its own`() {
    #expect(read("94.5%", .attendancePercentage) == .number(94.5))
    #expect(read("104", .attendancePercentage) == nil)
    #expect(read("-1", .sessionsMissed) == nil)
    #expect(read("2.5", .sessionsMissed) == nil)
    #expect(read("£1,250", .premiumRequested) == .number(1_250))
    #expect(read("Yes", .onTrack) == .bool(true))
    #expect(read("perhaps", .onTrack) == nil)
    #expect(read("SEN support", .senStatus) == .text("senSupport"))
    #expect(read("2026-10-12", .meetingDate) == CivilDay("2026-10-12").map { .date($0) })
    #expect(read("12 October 2026", .meetingDate) == CivilDay("2026-10-12").map { .date($0) })
    #expect(read("soon", .meetingDate) == nil)
    #expect(read(" ", .changes) == nil)
    #expect(read("a", .targets) == nil)
  }
}
