import PepCore
import Testing

@Suite struct QualitySampleTests {
  private let autumn = SchoolTerm(startYear: 2026, season: .autumn)

  private func month(_ text: String) throws -> CalendarMonth { try #require(CalendarMonth(text)) }

  private func day(_ text: String) throws -> CivilDay { try #require(CivilDay(text)) }

  /// Children of three phases and three area teams, whose PEPs became complete on a day each.
  private func office(_ count: Int, completeOn: (Int) -> String) throws -> Register {
    let years = try ["N", "8", "12"].map { try #require(YearGroup($0)) }
    let children = (0..<count).map { number in
      Child(
        id: "C\(1_000 + number)", upn: "", surname: "S\(number)", forename: "F",
        dateOfBirth: CivilDay(number: 15_000), yearGroup: years[number % 10 == 0 ? 0 : 1],
        provision: .school, schoolURN: nil, socialWorkerID: nil, advisoryTeacherID: nil,
        areaTeam: ["North", "South", "East"][number % 3])
    }
    var register = Register(roster: Roster(children: children))
    for (number, child) in children.enumerated() {
      let key = PlanKey(child: child.id, term: autumn)
      let day = try day(completeOn(number))
      register.apply(.planReceived(key, on: day))
      register.apply(.gapsFound(key, [], on: day))
    }
    return register
  }

  private func sample(_ text: String, _ size: Int, _ register: Register) throws -> [PlanKey] {
    QualitySample(try month(text), of: size, register, authority: "Somerset").plans
  }

  @Test func `the same month draws the same sample, another month another`() throws {
    let register = try office(200) { $0 < 100 ? "2026-10-12" : "2026-11-12" }
    let october = try sample("2026-10", 6, register)
    #expect(october.count == 6 && Set(october).count == 6)
    #expect(try sample("2026-10", 6, register) == october)
    #expect(Set(try sample("2026-11", 6, register)).isDisjoint(with: october))
  }

  @Test(arguments: 1...40) func `each group has its share, give or take one`(size: Int) throws {
    let register = try office(120) { _ in "2026-10-12" }
    let drawn = try sample("2026-10", size, register)
    #expect(drawn.count == size)
    func group(_ id: String) -> String {
      let child = register.children[id]
      return "\(child?.areaTeam ?? "") \(child?.phase.rawValue ?? "")"
    }
    let all = Dictionary(grouping: register.children.keys, by: group).mapValues(\.count)
    let taken = Dictionary(grouping: drawn.map(\.child), by: group).mapValues(\.count)
    for (name, members) in all {
      let share = members * size / 120
      #expect((share...share + 1).contains(taken[name] ?? 0), "\(name)")
    }
  }

  @Test func `no child twice in a year while others are left`() throws {
    // Every child's PEP of each term becomes complete in a month of its own.
    var register = try office(20) { _ in "2026-10-12" }
    var drawn: [String] = []
    for (text, season) in [("2026-10", SchoolTerm.Season.autumn), ("2027-02", .spring)] {
      for id in register.children.keys {
        let key = PlanKey(child: id, term: SchoolTerm(startYear: 2026, season: season))
        register.apply(.planReceived(key, on: try day(text + "-10")))
        register.apply(.gapsFound(key, [], on: try day(text + "-10")))
      }
      let plans = try sample(text, 10, register)
      register.apply(.sampled(try month(text), plans))
      drawn += plans.map(\.child)
    }
    #expect(Set(drawn).count == 20)
    // Nobody is left: somebody comes twice rather than nobody.
    let key = PlanKey(child: "C1000", term: SchoolTerm(startYear: 2026, season: .summer))
    register.apply(.planReceived(key, on: try day("2027-05-10")))
    register.apply(.gapsFound(key, [], on: try day("2027-05-10")))
    #expect(try sample("2027-05", 6, register) == [key])
  }

  @Test func `what is not complete, or another authority's, is not drawn`() throws {
    var register = try office(3) { _ in "2026-10-12" }
    var child = try #require(register.children["C1000"])
    child.placingAuthority = "Northmoor"
    register.apply(.childListed(child))
    register.apply(.planReceived(PlanKey(child: "C1001", term: autumn), on: CivilDay(number: 0)))
    var fresh = Register(
      roster: Roster(children: register.children.values.sorted { $0.id < $1.id }))
    fresh.plans = register.plans
    fresh.plans[PlanKey(child: "C1001", term: autumn)]?.completeOn = nil
    #expect(try sample("2026-10", 6, fresh).map(\.child) == ["C1002"])
    #expect(try sample("2026-10", 0, fresh).isEmpty)
  }
}
