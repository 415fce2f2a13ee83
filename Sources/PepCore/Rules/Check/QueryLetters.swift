/// The letter that puts an Advisory Teacher's queries to the school or the social worker: the queries'
/// own words and no other words of any document.
enum QueryLetters {
  static func letter(
    _ reference: String, _ query: PlanQuery, to recipient: Recipient, _ child: Child,
    _ day: TermDay, again: Bool
  ) -> LetterDraft {
    var meeting = ""
    if case .date(let held)? = day.register.plans[query.plan]?.fields[.meetingDate]?.value {
      meeting = held.inWords
    }
    return LetterDraft(
      kind: .query, to: recipient, reference: reference, plan: query.plan,
      facts: [
        "child": .text(child.id), "initials": .text(child.initials),
        "term": .text(query.plan.term.description), "meeting": .text(meeting),
        "teacher": .text(day.register.staff[query.by]?.name ?? ""),
        "questions": .list(query.questions.map { ["question": .text($0)] }),
        "several": .flag(query.questions.count > 1), "again": .flag(again),
        "by": query.namedDays.isEmpty ? day.answerBy(recipient) : .text(""),
      ])
  }
}

extension PlanQuery {
  /// "By 23 October": days that the questions name.
  var namedDays: [CivilDay] {
    questions.flatMap { DateAnswer.find(in: $0, near: askedOn) }.filter {
      $0 <= askedOn.adding(days: Limits.queryDays)
    }
  }
}
