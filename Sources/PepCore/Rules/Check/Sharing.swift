/// "The AT … shares the request with the Virtual Head" (paper, "What happens once a PEP is submitted?"):
/// after a satisfactory check, a complete request above the termly allocation goes to the Virtual Head with
/// the form. The letter says what is asked for, and nothing of what is to become of it.
enum Sharing {
  static func step(_ standing: inout Standing, reference: (String) -> String) -> NextStep? {
    guard isDue(standing), let head = standing.day.virtualHead,
      var request = standing.plan.request
    else { return nil }
    request.status = .shared
    request.sharedOn = standing.day.today
    standing.plan.request = request
    var facts = standing.facts.merging(request.facts) { $1 }
    if case .text(let summary)? = standing.plan.fields[.premiumAboveAllocationDetail]?.value {
      facts["summary"] = .text(summary.beginning(Limits.summary))
    }
    facts["teacher"] = .text(
      standing.plan.check.flatMap { standing.day.register.staff[$0.by]?.name } ?? "")
    facts["hasQueries"] = .flag(!standing.queries.isEmpty)
    return NextStep(
      change: .requestRecorded(standing.key, request),
      letter: LetterDraft(
        kind: .sharing, to: .staff(head), reference: reference("h"), plan: standing.key,
        attachments: standing.forms, facts: facts),
      reason: "\(standing.child.id): request above the allocation shared with the Virtual Head")
  }

  /// Complete, and checked.
  static func isDue(_ standing: Standing) -> Bool {
    standing.plan.request?.status == .withAdvisoryTeacher && standing.plan.isSatisfactory
      && standing.isCheckedSinceCutOff && standing.mayWrite
  }
}

/// A request waits for a Virtual Head whom the roster does not name: a person sees to it.
enum Unshared: ReminderRule {
  static let kind = ReminderKind.unshared

  static func due(_ child: Child, _ day: TermDay) throws(OfficeCalendar.Gap) -> [DueReminder] {
    guard day.virtualHead == nil else { return [] }
    let waiting = day.plans(of: child).filter { _, plan in
      plan.request?.status == .withAdvisoryTeacher
    }
    return waiting.compactMap { key, _ in
      guard let standing = Standing(key, day, after: [], forwarded: false), Sharing.isDue(standing)
      else { return nil }
      return DueReminder(plan: key, to: nil, since: day.today)
    }
  }
}

/// Of a child still in care, to who is still the Virtual Head.
enum SharingRecheck {
  static func check(_ draft: LetterDraft, _ day: TermDay) -> StillAsked.Check {
    guard let child = draft.plan.flatMap({ day.register.children[$0.child] }),
      child.isInCare(on: day.today)
    else { return .drop([]) }
    guard let head = day.virtualHead else { return .wait }
    return draft.to == .staff(head) ? .ask : .instead(draft.readdressed(to: .staff(head)), [])
  }
}

extension Register {
  /// Staff ID.
  var virtualHead: String? { staff.values.filter { $0.role == .virtualHead }.map(\.id).min() }
}

extension LetterDraft {
  /// The same letter to who has taken over.
  func readdressed(to recipient: Recipient) -> LetterDraft {
    var letter = self
    letter.to = recipient
    letter.reference += LetterDraft.rewritten
    return letter
  }
}
