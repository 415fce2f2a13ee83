import FoundationEssentials
import PepCore
import Testing

@testable import PepStore

@Suite struct RosterDifferenceTests {
  private let register = Register(roster: Sample.roster)

  @Test func `the same roster changes nothing`() {
    #expect(RosterDifference(from: register, to: Sample.roster).isEmpty)
  }

  @Test func `a first roster adds everybody, and applying it gives the roster`() {
    let difference = RosterDifference(from: Register(), to: Sample.roster)
    #expect(difference.added.map(\.key) == ["P901", "P902", "900001", "C9001"])
    #expect(Register().applying(difference.changes) == register)
  }

  @Test func `a change is shown by its columns`() {
    var roster = Sample.roster
    roster.children[0].schoolURN = nil
    roster.children[0].leftCareOn = nil
    let difference = RosterDifference(from: register, to: roster)
    #expect(
      difference.changed
        == [.init(kind: .child, key: "C9001", columns: ["school_urn", "left_care_on"])])
    #expect(register.applying(difference.changes) == Register(roster: roster))
  }

  @Test func `a child without records leaves with those whom nobody names any more`() {
    var roster = Sample.roster
    roster.children = []
    roster.schools = []
    roster.staff.removeAll { $0.id == "P901" }
    let difference = RosterDifference(from: register, to: roster)
    #expect(difference.removed.map(\.key) == ["C9001", "900001", "P901"])
    #expect(difference.kept.isEmpty)
    #expect(register.applying(difference.changes) == Register(roster: roster))
  }

  @Test func `a child with PEPs is never removed, nor whom the child names`() {
    var register = register
    register.apply(.planReceived(Sample.plan, on: Sample.day))
    let difference = RosterDifference(from: register, to: Roster())
    #expect(difference.isEmpty)
    #expect(
      difference.kept == [
        .init(kind: .child, key: "C9001", reason: .hasRecords),
        .init(kind: .school, key: "900001", reason: .isNamed),
        .init(kind: .staff, key: "P901", reason: .isNamed),
        .init(kind: .staff, key: "P902", reason: .isNamed),
      ])
  }

  @Test func `an open letter keeps its addressee and its child`() {
    let letter = Sample.letter("L-1")
    var outbox = Outbox()
    outbox.add(letter, at: Sample.now)
    let difference = RosterDifference(from: register, to: Roster(), outbox: outbox)
    #expect(difference.removed.isEmpty && difference.kept.count == 4)
  }
}
