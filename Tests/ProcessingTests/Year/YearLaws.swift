import OfficeFixtures
import PepCore

/// What must hold of every letter at the moment at which it leaves.
struct YearLaws {
  let calendar: OfficeCalendar
  let policy: Policy

  /// Sentences about what is wrong with a letter; none where all is well.
  func faults(
    of letter: LetterDraft, to address: String, on today: CivilDay, minute: Int,
    _ register: Register
  ) -> [String] {
    var faults: [String] = []
    func law(_ holds: Bool, _ fault: String) { if !holds { faults.append(fault) } }
    let day = TermDay(register, calendar: calendar, today: today, policy: policy)
    law(register.address(of: letter.to) == address, "to an address that is not the roster's")
    if letter.kind.keepsSendingHours {
      law((510..<990).contains(minute), "outside sending hours")
      law((try? day.isOpen(letter.to, today)) == true, "on a day on which the addressee is away")
    }
    guard let key = letter.plan else { return faults }
    guard let child = register.children[key.child] else { return ["about nobody of the roster"] }
    law(child.isInCare(on: today), "about a child out of care")
    if letter.kind.asksSomebody {
      law(child.placingAuthority == policy.authority, "asks about another authority's child")
      law(register.holds[child.id] == nil, "about a child whose letters a person holds")
      law(
        !register.reviews.values.contains { $0.child == child.id },
        "about a child of whom a person has mail to look at")
    }
    switch letter.to {
    case .designatedTeacher(let urn):
      law(child.schoolURN == urn, "to a school that the child is not at")
    case .staff(let id) where letter.kind.asksSomebody:
      law([child.socialWorkerID, child.advisoryTeacherID].contains(id), "to a former worker")
    default: break
    }
    law(
      LetterSecrets.told(in: letter, register).isEmpty,
      "tells who the child is, or what a form says")
    if letter.kind == .chase {
      let plan = register.plans[key]
      law(!letter.asks.isEmpty, "asks for nothing")
      law(
        letter.asks.allSatisfy { plan?.missing.contains($0) == true && plan?.fields[$0] == nil },
        "asks for what is there")
    }
    return faults
  }

  /// How often, and how soon after each other, something may be asked.
  func faults(
    ofAsking letter: LetterDraft, after before: (count: Int, on: CivilDay), on today: CivilDay,
    _ register: Register
  ) -> [String] {
    let day = TermDay(register, calendar: calendar, today: today, policy: policy)
    let waited = (try? day.openDays(letter.to, after: before.on)) ?? 0
    return (waited < policy.term.roundSchoolDays ? ["asked again after \(waited) day(s)"] : [])
      + (before.count >= policy.term.rounds ? ["asked for the \(before.count + 1)th time"] : [])
  }
}
