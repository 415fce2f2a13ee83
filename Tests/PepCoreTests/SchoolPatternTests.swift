import PepCore
import Testing

@Suite struct SchoolPatternTests {
  private let terms = [
    SchoolTerm(startYear: 2026, season: .autumn), SchoolTerm(startYear: 2026, season: .spring),
    SchoolTerm(startYear: 2026, season: .summer),
  ]
  private let meetings = ["2026-10-08", "2027-02-04", "2027-05-06"]

  private func day(_ text: String) throws -> CivilDay { try #require(CivilDay(text)) }

  private enum Came { case whole, late, incomplete }

  /// How the PEPs of C1 and C2, both at school 900001, came in each of the three terms.
  private func register(_ came: [[Came]]) throws -> Register {
    var register = try TestOffice.register()
    for (index, plans) in came.enumerated() {
      for (id, how) in zip(["C1", "C2"], plans) {
        let key = PlanKey(child: id, term: terms[index])
        let meeting = try day(meetings[index])
        let received = meeting.adding(days: how == .late ? 30 : 3)
        register.apply(
          .meetingBooked(key, Meeting(day: meeting, message: "M", bookedOn: meeting)))
        register.apply(.planReceived(key, on: received))
        register.apply(.gapsFound(key, how == .incomplete ? [.targets] : [], on: received))
        register.apply(.gapsFound(key, [], on: received.adding(days: 5)))
      }
    }
    return register
  }

  private func found(_ register: Register, _ month: String = "2027-08") throws -> [SchoolPattern] {
    SchoolPattern.all(
      try #require(CalendarMonth(month)), register, calendar: try TestOffice.calendar(),
      policy: try TestOffice.policy())
  }

  @Test func `a school is listed with its figures where each of three terms reached the share`()
    throws
  {
    let register = try register([[.late, .whole], [.incomplete, .whole], [.incomplete, .late]])
    let pattern = try #require(try found(register).first)
    #expect(pattern.school == "900001" && pattern.terms.map(\.term) == terms)
    #expect(pattern.terms.map(\.submitted) == [2, 2, 2])
    #expect(pattern.terms.map(\.late) == [1, 0, 1])
    #expect(pattern.terms.map(\.incomplete) == [0, 1, 1])
    #expect(pattern.terms.map(\.children) == [["C1"], ["C1"], ["C1", "C2"]])
  }

  @Test func `one good term is enough not to be listed`() throws {
    let good = try register([[.late, .late], [.whole, .whole], [.late, .late]])
    #expect(try found(good).isEmpty)
    // Nor is a school of which a term is not known.
    #expect(try found(register([[.late, .late], [.late, .late]])).isEmpty)
  }

  @Test func `a term that is not over does not count yet`() throws {
    let register = try register([[.late], [.late], [.late]])
    #expect(try found(register, "2027-07").isEmpty)
    #expect(try found(register, "2027-08").count == 1)
  }

  @Test func `what came to another school before a move stays that school's`() throws {
    var register = try register([[.late], [.late], [.late]])
    var child = try #require(register.children["C1"])
    child.schoolURN = "900002"
    register.apply(.childListed(child))
    #expect(try found(register).map(\.school) == ["900001"])
  }
}

extension SchoolPatternTests {
  @Test func `the list goes to the Virtual Head alone`() throws {
    var register = try register([[.late], [.late], [.incomplete]])
    var gone = try #require(register.children["C1"])
    gone.leftCareOn = try day("2027-08-20")
    register.apply(.childListed(gone))
    register.apply(.monitored(try #require(CalendarMonth("2027-07"))))
    let start = DayStart(try day("2027-09-01"), reference: StableDigest.of)
    let letters = decide(
      start, register, calendar: try TestOffice.calendar(), policy: try TestOffice.policy()
    ).letters.filter { $0.kind == .monitoring }
    #expect(letters.map(\.to) == [.staff("K1"), .staff("V1")])
    let (coordinator, head) = (letters[0].facts, letters[1].facts)
    #expect(coordinator["patterns"] == nil && coordinator["anyPatterns"] == nil)
    guard case .list(let schools)? = head["patterns"], case .list(let terms)? = schools[0]["terms"]
    else { return #expect(Bool(false), "the Virtual Head's letter has no list") }
    #expect(schools.count == 1 && schools[0]["school"] == .text("Withy Moor School"))
    // Figures stay; a child who has left care is not named.
    #expect(terms.map { $0["either"] } == [.text("1"), .text("1"), .text("1")])
    #expect(terms.allSatisfy { $0["anyChildren"] == .flag(false) })
  }
}
