import PepCore
import Testing

@Suite struct OpenRequestsTests {
  private let autumn = SchoolTerm(startYear: 2026, season: .autumn)

  private func open(_ register: Register, on today: String) throws -> [OpenRequests.Item] {
    OpenRequests(
      register, calendar: try TestOffice.calendar(), policy: try TestOffice.policy(),
      today: try #require(CivilDay(today))
    ).items
  }

  @Test func `questions and reminders stand under who was asked`() throws {
    var register = try TestOffice.register()
    let day = try #require(CivilDay("2026-10-23"))
    let meeting = try #require(CivilDay("2026-10-08"))
    let key = PlanKey(child: "C1", term: autumn)
    register.apply(.meetingBooked(key, Meeting(day: meeting, message: "M-1")))
    register.apply(.reminded(key, .notSubmitted, Reminder(round: 1, lastOn: day, reference: "R")))
    let other = PlanKey(child: "C3", term: autumn)
    register.apply(
      .chaseOpened(
        reference: "Q",
        Chase(plan: other, recipient: .staff("S2"), asks: [.legalStatus], askedOn: meeting)))
    let items = try open(register, on: "2026-10-26")
    #expect(items.map(\.owner) == ["Withy Moor School", "Lucian Abara"])
    #expect(items.map(\.child) == ["C1", "C3"])
    #expect(items.map(\.role) == ["Designated teachers", "Social workers"])
    #expect(items.map(\.askedOn) == [day, meeting])
    register.apply(.childHeld("C1", Hold(by: "clerk", since: day, reason: "telephoned")))
    #expect(try open(register, on: "2026-10-26").first?.isWithPerson == true)
  }

  @Test func `what nobody of record can be asked is the co-ordinators'`() throws {
    var register = try TestOffice.register()
    let day = try #require(CivilDay("2026-10-23"))
    let meeting = try #require(CivilDay("2026-10-08"))
    let key = PlanKey(child: "C7", term: autumn)
    register.apply(.meetingBooked(key, Meeting(day: meeting, message: "M-1")))
    register.apply(
      .reminded(
        key, .notSubmitted,
        Reminder(round: 0, lastOn: day, reference: "R", isWithPerson: true)))
    let items = try open(register, on: "2026-10-26")
    #expect(items.map(\.role) == ["PEP Co-ordinators"] && items.first?.isWithPerson == true)
    // The form came: nobody owes it any more.
    register.apply(.planReceived(key, on: day))
    #expect(try open(register, on: "2026-10-26").isEmpty)
  }
}
