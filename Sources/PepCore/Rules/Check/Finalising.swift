/// "The Social Worker's responsibility is to circulate the document to carers/parents as appropriate once
/// they receive the finalised version from the Virtual school" (paper, "Who should complete the PEP
/// Paperwork?").
///
/// A PEP is finalised when the Advisory Teacher is satisfied with the forms on file, no query is open and
/// no answer missing. Its funding is then for a person to release.
enum Finalising {
  static func step(_ standing: inout Standing, reference: (String) -> String) -> NextStep? {
    guard isDue(standing), let worker = standing.day.socialWorker(of: standing.child) else {
      return nil
    }
    standing.plan.finalisedOn = standing.day.today
    var facts = standing.facts
    facts["answers"] = .list(answers(standing))
    return NextStep(
      change: .planFinalised(standing.key, on: standing.day.today),
      letter: LetterDraft(
        kind: .finalised, to: worker, reference: reference("v"), plan: standing.key,
        attachments: standing.forms, facts: facts),
      reason: "\(standing.child.id): finalised, to the social worker to circulate")
  }

  static func isDue(_ standing: Standing) -> Bool {
    let plan = standing.plan
    return plan.finalisedOn == nil && plan.isSatisfactory && standing.isCheckedSinceCutOff
      && plan.missing.isEmpty && standing.queries.isEmpty && !standing.isChased
      && !standing.forms.isEmpty && standing.mayWrite
  }

  /// What was given in a reply or by a person stands on no form, so the letter says it.
  private static func answers(_ standing: Standing) -> [[String: LetterFact]] {
    let place = FormEditions.of([], standing.child, standing.day.policy.forms)
    return FieldName.allCases.inOrder(of: place).compactMap { field in
      guard let recorded = standing.plan.fields[field], recorded.origin != .form,
        let shown = recorded.value.shown(field)
      else { return nil }
      return [
        "section": .text(place(field)?.section ?? ""),
        "label": .text(place(field)?.label ?? field.rawValue), "value": .text(shown),
      ]
    }
  }
}

/// A finalised PEP waits for a social worker whom the roster does not name: a person sees to it.
enum Uncirculated: ReminderRule {
  static let kind = ReminderKind.uncirculated

  static func due(_ child: Child, _ day: TermDay) throws(OfficeCalendar.Gap) -> [DueReminder] {
    guard day.socialWorker(of: child) == nil else { return [] }
    let waiting = day.plans(of: child).filter { _, plan in
      plan.isSatisfactory && plan.finalisedOn == nil
    }
    return waiting.compactMap { key, _ in
      guard let standing = Standing(key, day, after: [], forwarded: false),
        Finalising.isDue(standing)
      else { return nil }
      return DueReminder(plan: key, to: nil, since: day.today)
    }
  }
}

/// Of a child still in care, to who is still the social worker; not while a newer form is on file than
/// the Advisory Teacher has checked.
enum FinalisedRecheck {
  static func check(_ draft: LetterDraft, _ day: TermDay) -> StillAsked.Check {
    guard let key = draft.plan, let child = day.register.children[key.child],
      child.isInCare(on: day.today), let plan = day.register.plans[key]
    else { return .drop([]) }
    guard plan.isSatisfactory else { return .drop([.finalisingWithdrawn(key)]) }
    guard let worker = day.socialWorker(of: child) else { return .wait }
    return draft.to == worker ? .ask : .instead(draft.readdressed(to: worker), [])
  }
}

extension FieldValue {
  /// As a letter says it; nil for a table.
  fileprivate func shown(_ field: FieldName) -> String? {
    switch self {
    case .rows: nil
    case .date(let day): day.inWords
    case .text(let text): SENStatus(rawValue: text)?.inWords ?? text
    default: plain
    }
  }
}
