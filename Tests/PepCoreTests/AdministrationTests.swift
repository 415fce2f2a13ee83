import PepCore
import Testing

/// What a person may decide about a PEP, and what then stands in the register.
@Suite struct AdministrationTests {
  private let day = CivilDay(number: 20_700)
  private let autumn = PlanKey(child: "C1", term: SchoolTerm(of: CivilDay(number: 20_735)))
  private let spring = PlanKey(child: "C1", term: SchoolTerm(of: CivilDay(number: 20_850)))

  private func register(finalised: [PlanKey] = []) throws -> Register {
    try TestOffice.register().applying(
      [.planReceived(autumn, on: day), .planReceived(spring, on: day)]
        + finalised.map { .planFinalised($0, on: day) })
  }

  private func decided(
    _ request: AdministratorRequest, _ register: Register
  ) throws -> [RegisterChange] {
    try decide(request, by: "clerk", register, today: day, policy: try TestOffice.policy())
  }

  private func funding(_ isReleased: Bool, term: String? = nil) -> AdministratorRequest {
    .funding(child: "C1", term: term, isReleased: isReleased, reason: "read it")
  }

  @Test func `without a term the latest PEP is meant`() throws {
    let register = try register(finalised: [autumn, spring])
    let changes = try decided(funding(true), register)
    let after = register.applying(changes)
    #expect(after.plans[spring]?.fundingStatus == .released)
    #expect(after.plans[autumn]?.fundingStatus == .releasable)
  }

  @Test func `what is not finalised is not released, but may be withheld`() throws {
    let register = try register()
    #expect(throws: AdministratorRefusal.notFinalised(autumn)) {
      try decided(funding(true, term: autumn.term.description), register)
    }
    let changes = try decided(funding(false, term: autumn.term.description), register)
    #expect(register.applying(changes).plans[autumn]?.fundingStatus == .withheld)
  }

  @Test func `only an open query is closed`() throws {
    var register = try register()
    #expect(throws: AdministratorRefusal.noQuery) {
      try decided(.closeQuery("Q-1"), register)
    }
    register.apply(
      .queryOpened(
        reference: "Q-1",
        PlanQuery(
          plan: autumn, questions: ["Which test?"], recipient: nil, by: "A1", askedOn: day)))
    let changes = try decided(.closeQuery("Q-1"), register)
    #expect(register.applying(changes).queries.isEmpty)
  }
}
