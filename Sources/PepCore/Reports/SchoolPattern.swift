/// "If, following support for the Designated Teacher and input from the Virtual School, a school is found
/// to be regularly submitting PEPs that do not meet the required standard, the Virtual Head will address
/// this with the school's Headteacher" (paper, "Quality Assurance").
///
/// What a register can say of it, and no judgement: the PEPs of the school that lacked a required answer
/// when the first form came, or came after the working days, as a share of all that came. Listed are
/// schools where that share was reached in each of the last three long terms, with three PEPs at least.
package struct SchoolPattern: Hashable, Sendable {
  package struct Term: Hashable, Sendable {
    package let term: SchoolTerm
    package var submitted = 0
    package var incomplete = 0
    package var late = 0
    /// Incomplete, late or both.
    package var either = 0
    /// PEPs that were either, by care ID.
    package var children: [String] = []
  }

  package let school: String
  package let name: String
  /// The oldest first.
  package let terms: [Term]

  /// Fewer say nothing of a habit.
  private static let leastPlans = 3

  /// By name. The terms are the last three of which this month or an earlier one was the last.
  package static func all(
    _ month: CalendarMonth, _ register: Register, calendar: OfficeCalendar, policy: Policy
  ) -> [SchoolPattern] {
    let desk = ReportDesk(register, calendar: calendar, policy: policy, end: month.lastDay)
    let last = month.term.lastMonth <= month ? month.term : month.term.previous
    let terms = [last.previous.previous, last.previous, last]
    var counts: [String: [SchoolTerm: Term]] = [:]
    for (key, plan) in register.plans.sorted(by: { $0.key < $1.key }) {
      guard terms.contains(key.term), let school = plan.schoolURN,
        let child = register.children[key.child], desk.isOurs(child)
      else { continue }
      let progress = desk.progress(child, key.term)
      guard progress.isSubmitted else { continue }
      counts[school, default: [:]][key.term, default: Term(term: key.term)].add(
        child.id, isIncomplete: plan.wasIncomplete, isLate: progress.timing == .late)
    }
    return counts.compactMap { school, found in
      let found = terms.compactMap { found[$0] }
      let isHabit =
        found.count == terms.count
        && found.allSatisfy { $0.either * 100 >= $0.submitted * policy.term.standardShare }
        && found.reduce(0) { $0 + $1.submitted } >= leastPlans
      return isHabit
        ? SchoolPattern(school: school, name: desk.schoolName(school), terms: found) : nil
    }.sorted { ($0.name, $0.school) < ($1.name, $1.school) }
  }
}

extension SchoolPattern.Term {
  fileprivate mutating func add(_ child: String, isIncomplete: Bool, isLate: Bool) {
    submitted += 1
    if isIncomplete { incomplete += 1 }
    if isLate { late += 1 }
    if isIncomplete || isLate {
      either += 1
      children.append(child)
    }
  }
}

extension PlanRecord {
  /// A required answer was missing when the first form came.
  fileprivate var wasIncomplete: Bool {
    guard let receivedOn else { return false }
    return completeOn.map { receivedOn < $0 } ?? true
  }
}

extension SchoolPattern {
  /// For the Virtual Head's letter. Care IDs only of children who are in care: of the others it says
  /// nothing but their number.
  func facts(_ register: Register, today: CivilDay) -> [String: LetterFact] {
    [
      "school": .text(name),
      "terms": .list(
        terms.map { term in
          let inCare = term.children.filter { register.children[$0]?.isInCare(on: today) == true }
          return [
            "term": .text(term.term.description), "submitted": .text("\(term.submitted)"),
            "incomplete": .text("\(term.incomplete)"), "late": .text("\(term.late)"),
            "either": .text("\(term.either)"), "anyChildren": .flag(!inCare.isEmpty),
            "children": .text(inCare.joined(separator: ", ")),
          ]
        }),
    ]
  }
}
