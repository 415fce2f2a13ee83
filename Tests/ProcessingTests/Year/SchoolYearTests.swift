import Foundation
import OfficeFixtures
import PepConfig
import PepCore
import PepStore
import Testing

@testable import Processing

/// A school year of invented children, with everything at random that offices have to live with: what
/// must hold on every day of it, and at its end.
///
/// `PEPD_YEAR_CHILDREN=600` and `PEPD_YEAR_SEED=11` run another one; `PEPD_YEAR_LETTERS=DIR` keeps a letter
/// of each kind there, to be looked at.
@Suite struct SchoolYearTests {
  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  @Test func `the laws hold on every day of a year`() async throws {
    let children = Self.number("PEPD_YEAR_CHILDREN") ?? 60
    let seed = Self.number("PEPD_YEAR_SEED") ?? 12
    let began = ContinuousClock.now
    var year = try await SchoolYear(children: children, seed: UInt64(seed))
    try await year.run(through: try #require(CivilDay("2027-07-31")))
    let time = ContinuousClock.now - began
    try await expectLaws(year)
    let counts = await year.postbag.counts
    let letters = counts.values.reduce(0, +)
    #expect(letters > children * 10)
    let kinds = counts.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { "\($0.value) \($0.key.rawValue)" }.joined(separator: ", ")
    if let folder = ProcessInfo.processInfo.environment["PEPD_YEAR_LETTERS"] {
      for (kind, letter) in await year.postbag.longest {
        let path = "\(folder)/\(kind.rawValue)"
        try letter.html.write(toFile: path + ".html", atomically: false, encoding: .utf8)
        try "Subject: \(letter.subject)\n\n\(letter.text)".write(
          toFile: path + ".txt", atomically: false, encoding: .utf8)
      }
    }
    let perChild = Double(letters * 10 / children) / 10
    print(
      "seed \(seed): \(children) children, \(year.messages) happenings, \(letters) letters "
        + "(\(perChild) per child) in \(time): \(kinds); messages: \(year.outcomes.words)")
  }

  /// Acceptance of an outage: three weeks over half term in which mail comes and nothing runs. Of what
  /// should have gone long ago nothing goes without a person's release (a law of the postbag), and at the
  /// end of the term every PEP is where it would be.
  @Test func `an outage over half term sends nothing old and forgets nothing`() async throws {
    let first = try #require(CivilDay("2026-10-17"))
    var year = try await SchoolYear(children: 40, seed: 21, outage: first...first.adding(days: 22))
    try await year.run(through: first.adding(days: 23))
    let late = await year.house.letters(.held).filter { $0.letter.draft.isLate == true }
    #expect(!late.isEmpty)
    try await year.run(through: try #require(CivilDay("2027-01-31")))
    try await expectLaws(year)
  }

  private func expectLaws(_ year: SchoolYear) async throws {
    #expect(year.faults.isEmpty, "\(year.faults.prefix(20).joined(separator: "\n"))")
    let register = await year.house.store.reading { $0 }
    let open = unfinished(register, year)
    #expect(open.isEmpty, "\(open.count): \(open.prefix(10).joined(separator: "\n"))")
    var month = try #require(register.lastMonitoring)
    while month.firstDay.year > 2026 || month.firstDay.month >= 9 {
      expectSums(MonthReport(month, register, calendar: year.calendar, policy: year.policy))
      month = month.previous
    }
  }

  /// The figures add up, and every PEP that is due is either here or in the list of those that are not.
  private func expectSums(_ report: MonthReport) {
    for rows in [report.areas, report.schools] {
      var sum = PlanCounts()
      for row in rows { sum += row.counts }
      #expect(sum == report.total, "\(report.month)")
    }
    #expect(report.awaited.count == report.total.due - report.total.submitted, "\(report.month)")
    #expect(Set(report.awaited.map(\.child)).count == report.awaited.count, "\(report.month)")
  }

  /// PEPs that came and are neither finalised, nor before a person, nor in the list of who owes what.
  private func unfinished(_ register: Register, _ year: SchoolYear) -> [String] {
    let day = year.house.time.clock.today
    let owed = OpenRequests(
      register, calendar: year.calendar, policy: year.policy, today: day)
    let listed = Set(owed.items.map { PlanKey(child: $0.child, term: $0.term) })
    let handedOver = Set(
      register.reminders.filter { $0.value.values.contains(where: \.isWithPerson) }.keys)
    let looked = Set(register.reviews.values.compactMap(\.child)).union(register.holds.keys)
    return register.plans.sorted { $0.key < $1.key }.compactMap { key, plan in
      // What came or was checked in the last weeks has its time still before it.
      let steps = plan.documents.map(\.receivedOn) + [plan.check?.on].compactMap(\.self)
      guard let last = steps.max(), last < day.adding(days: -21),
        let child = register.children[key.child], child.isInCare(on: day),
        child.placingAuthority == year.policy.authority, plan.finalisedOn == nil,
        !listed.contains(key), !handedOver.contains(key), !looked.contains(key.child)
      else { return nil }
      let check = plan.check.map { $0.isSatisfactory ? "satisfactory" : "not satisfactory" }
      return "\(key): received \(plan.receivedOn?.description ?? "never"), "
        + "\(plan.missing.count) missing, check \(check ?? "none")"
    }
  }
}
