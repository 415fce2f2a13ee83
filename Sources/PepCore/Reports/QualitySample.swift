/// "Each month a sample of completed PEPs is quality assured by the Virtual Head, Lead Education Advisor
/// and Senior Specialist Educational Psychologist (CLA)" (paper, "Quality Assurance").
///
/// Drawn by lot from the PEPs that became complete in the month, in proportion to phase and area team, no
/// child twice in an academic year while others are left. The lot of a PEP hangs on the month and on the
/// PEP alone, so that anybody can draw the same sample again.
package struct QualitySample: Hashable, Sendable {
  package private(set) var plans: [PlanKey] = []

  package init(_ month: CalendarMonth, of size: Int, _ register: Register, authority: String) {
    let complete = register.plans.filter { key, plan in
      plan.completeOn.map { CalendarMonth(of: $0) == month } == true
        && register.children[key.child].map {
          Wording.key($0.placingAuthority) == Wording.key(authority)
        } == true
    }.keys
    let before = Self.sampled(inYearOf: month, register)
    let fresh = complete.filter { !before.contains($0.child) }
    plans = Self.draw(size, fresh, month, register)
    let rest = complete.filter { before.contains($0.child) }
    plans += Self.draw(size - plans.count, rest, month, register)
    plans.sort()
  }

  /// Children who were in a sample of the same academic year, in an earlier month.
  private static func sampled(inYearOf month: CalendarMonth, _ register: Register) -> Set<String> {
    let samples = register.samples.filter {
      $0.key < month && $0.key.term.startYear == month.term.startYear
    }
    return Set(samples.values.joined().map(\.child))
  }

  /// Each group gets its share of the size, rounded down; what is left goes to the groups with the
  /// largest remainders, and among equal ones by lot.
  private static func draw(
    _ size: Int, _ plans: [PlanKey], _ month: CalendarMonth, _ register: Register
  ) -> [PlanKey] {
    guard size > 0, !plans.isEmpty else { return [] }
    guard size < plans.count else { return plans }
    let lots = Dictionary(uniqueKeysWithValues: plans.map { ($0, Lot.of("\(month) \($0)")) })
    let groups = Dictionary(grouping: plans) { Group($0, register) }
      .mapValues { $0.sorted { (lots[$0] ?? 0, $0) < (lots[$1] ?? 0, $1) } }
    var drawn: [PlanKey] = []
    var remainders: [(remainder: Int, lot: UInt64, next: PlanKey)] = []
    for members in groups.values {
      let (whole, remainder) = (members.count * size).quotientAndRemainder(
        dividingBy: plans.count)
      drawn += members.prefix(whole)
      if whole < members.count {
        remainders.append((remainder, lots[members[whole]] ?? 0, members[whole]))
      }
    }
    remainders.sort { ($1.remainder, $0.lot, $0.next) < ($0.remainder, $1.lot, $1.next) }
    return drawn + remainders.prefix(size - drawn.count).map(\.next)
  }

  private struct Group: Hashable {
    var phase: Phase?
    var area: String?

    init(_ key: PlanKey, _ register: Register) {
      phase = register.children[key.child]?.phase
      area = register.children[key.child]?.areaTeam
    }
  }
}

/// A number that a text draws: the same on every machine, and no order of texts shows in it.
enum Lot {
  /// FNV-1a, then the finaliser of SplitMix64 (Steele, Lea and Flood 2014), because FNV alone leaves
  /// texts that differ at their end close together.
  static func of(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
    hash = (hash ^ (hash >> 27)) &* 0x94d0_49bb_1331_11eb
    return hash ^ (hash >> 31)
  }
}
