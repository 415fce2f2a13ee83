/// The letter that puts an Advisory Teacher's queries to the school or the social worker: the queries'
/// own words and no other words of any document.
enum QueryLetters {
  static func letter(
    _ reference: String, _ query: PlanQuery, to recipient: Recipient, _ child: Child,
    _ register: Register, again: Bool
  ) -> LetterDraft {
    var meeting = ""
    if case .date(let day)? = register.plans[query.plan]?.fields[.meetingDate]?.value {
      meeting = day.inWords
    }
    return LetterDraft(
      kind: .query, to: recipient, reference: reference, plan: query.plan,
      facts: [
        "child": .text(child.id), "initials": .text(child.initials),
        "term": .text(query.plan.term.description), "meeting": .text(meeting),
        "teacher": .text(register.staff[query.by]?.name ?? ""),
        "questions": .list(query.questions.map { ["question": .text($0)] }),
        "several": .flag(query.questions.count > 1), "again": .flag(again),
      ])
  }
}
