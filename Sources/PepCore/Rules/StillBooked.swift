/// "Each letter rechecks everything at the moment of sending": whether the meeting of which a letter
/// tells is still to come, of a child still in care, and on the same day.
enum StillBooked {
  static func check(_ draft: LetterDraft, _ day: TermDay) -> StillAsked.Check {
    guard let plan = draft.plan, let child = day.register.children[plan.child],
      child.isInCare(on: day.today), day.isOfRecord(draft.to, for: child)
    else { return .drop([]) }
    // That a meeting is off stays true whatever is booked afterwards.
    if draft.facts["cancelled"] != nil { return .ask }
    guard let meeting = day.register.meetings[plan], meeting.day >= day.today else {
      return .drop([])
    }
    if draft.kind == .paperwork, day.register.holds[child.id] != nil { return .wait }
    let told = LetterFact.text(meeting.day.inWords)
    if draft.facts["meeting"] == told { return .ask }
    // The Advisory Teacher has a newer letter; the paperwork goes out once, with the day as it is now.
    guard draft.kind == .paperwork else { return .drop([]) }
    var moved = draft
    moved.reference += LetterDraft.rewritten
    moved.facts["meeting"] = told
    return .instead(moved, [])
  }
}
