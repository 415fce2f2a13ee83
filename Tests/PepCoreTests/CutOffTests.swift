import PepCore
import Testing

/// `mailbox.process_mail_since`: the day of the first start bounds the letters of the clock too.
@Suite struct CutOffTests {
  private func letters(on text: String, since cutOff: String?) throws -> [LetterDraft.Kind] {
    var policy = try TestOffice.policy()
    policy.processMailSince = cutOff.flatMap { CivilDay($0) }
    let register = try TestOffice.register().applying([
      .meetingBooked(
        PlanKey(child: "C1", term: SchoolTerm(startYear: 2026, season: .autumn)),
        Meeting(day: try #require(CivilDay("2026-09-07")), message: "M-1"))
    ])
    let day = DayStart(try #require(CivilDay(text)), reference: StableDigest.of)
    return decide(day, register, calendar: try TestOffice.calendar(), policy: policy).letters
      .filter { $0.plan?.child == "C1" }.map(\.kind)
  }

  @Test func `a form that was due for a meeting before the first start is not asked for`() throws {
    #expect(try letters(on: "2026-09-22", since: nil) == [.notSubmitted])
    #expect(try letters(on: "2026-09-22", since: "2026-09-07") == [.notSubmitted])
    #expect(try letters(on: "2026-09-22", since: "2026-09-21") == [])
  }

  @Test func `what was to be asked before the first start is not asked after it`() throws {
    func asked(_ cutOff: String?) throws -> Int {
      var policy = try TestOffice.policy()
      policy.processMailSince = cutOff.flatMap { CivilDay($0) }
      let day = DayStart(try #require(CivilDay("2026-10-01")), reference: StableDigest.of)
      return decide(
        day, try TestOffice.register(), calendar: try TestOffice.calendar(), policy: policy
      ).letters.count { $0.kind == .notBooked }
    }
    #expect(try asked(nil) > 0)
    #expect(try asked("2026-10-02") == 0)
  }
}
