import FoundationEssentials
import PepCore

@testable import PepStore

/// Fills a store until `register.json` has everything in it that it can have, and writes it.
func fillEverything(_ store: RegisterStore) async throws {
  let now = Sample.now
  let document = try await store.keep(document: Data("a form".utf8), fileExtension: "docx")
  try await store.commit(
    [.roster(RosterImport(by: "clerk", changes: Sample.listing))], at: now)
  let first = try await handle(
    "one", uid: 1, in: store, changes: everyChange(document),
    letters: [
      Sample.letter("L-1", attached: document), Sample.letter("L-2", kind: .forward),
    ])
  try await handle("two", uid: 2, in: store)
  try await store.record(["L-1": .sending, "L-2": .sending], at: now)
  try await store.record(
    ["L-1": .refusedForNow(reply: "450 later"), "L-2": .sent(reply: "250 ok")], at: now)
  try await store.commit(
    [
      .mailboxFiled(MailboxFiling(reference: first, folder: "PEP/Registered")),
      .cursor(FolderCursor(folder: "INBOX", uidValidity: 77, highestUID: 2)),
      .day(DayBegun(day: Sample.day)), .sending(SendingOrder(isStopped: true, by: "clerk")),
    ], at: now)
  try await store.checkpoint()
}

private func everyChange(_ document: String) -> [RegisterChange] {
  let plan = Sample.plan
  let cells: [FieldKind.Column: FieldValue.Row.Cell] = Dictionary(
    uniqueKeysWithValues: FieldKind.Column.allCases.map {
      ($0, $0 == .cost ? .number(120.5) : .text("reads daily"))
    })
  let recipients: [Recipient] = [
    .designatedTeacher("900001"), .staff("P901"), .coordinator("P903"),
    .knownSender("M-1"),
  ]
  let chases = recipients.enumerated().map { index, recipient in
    RegisterChange.chaseOpened(
      reference: "Q-\(index)",
      Chase(plan: plan, recipient: recipient, asks: [.senStatus], askedOn: Sample.day))
  }
  let filed = Sample.document(document)
  var meeting = Meeting(day: Sample.day, message: "M-1", bookedOn: Sample.day)
  meeting.invitation = .init(uid: "1@somerset.example", sequence: 2)
  let other = PlanKey(child: plan.child, term: SchoolTerm(of: Sample.day.adding(days: 300)))
  return [
    .documentFiled(plan, filed),
    .fieldRecorded(plan, .targets, Sample.value(.rows([.init(cells)]))),
    .fieldRecorded(plan, .attendancePercentage, Sample.value(.number(96.4))),
    .fieldRecorded(plan, .meetingDate, Sample.value(.date(Sample.day))),
    .fieldRecorded(plan, .onTrack, Sample.value(.bool(true))),
    .fieldRecorded(plan, .changes, Sample.value(.text("2026-09-01"))),
    .planReceived(plan, on: Sample.day), .gapsFound(plan, [], on: Sample.day),
    .gapsFound(plan, [.senStatus], on: Sample.day),
    .paperFiled(FiledPaper(document: filed, child: "C9001")),
    .meetingBooked(
      plan, Meeting(day: Sample.day.adding(days: -7), message: "M-1", bookedOn: Sample.day)),
    .meetingBooked(plan, meeting),
    .meetingBooked(other, meeting), .meetingCancelled(other),
    .schoolMoved("C9001", SchoolMove(from: "900001", to: "900002", on: Sample.day)),
    .addressFailed("c@b.example", on: Sample.day), .addressCleared("c@b.example"),
    .oldFormNoted(school: "900001", OldForm(edition: "Revised 2016", on: Sample.day)),
    .absenceNoted("a@b.example", Absence(since: Sample.day, until: Sample.day.adding(days: 7))),
    .addressFailed("a@b.example", on: Sample.day),
    .reminded(plan, .notBooked, Reminder(round: 1, lastOn: Sample.day, reference: "L-9")),
    .planChecked(
      plan,
      PlanCheck(
        on: Sample.day, by: "P902", isSatisfactory: true, message: "M-1",
        summary: ["Targets: no"], forms: 1)),
    .planFinalised(plan, on: Sample.day), .dayBegun(Sample.day),
    .requestRecorded(plan, answeredRequest(document)),
    .fundingDecided(
      plan, FundingDecision(isReleased: true, by: "clerk", on: Sample.day, reason: "accepted")),
    .queryOpened(
      reference: "Q-9",
      PlanQuery(
        plan: plan, questions: ["Which test?"], recipient: .designatedTeacher("900001"),
        by: "P902", askedOn: Sample.day)),
    .queryRepeated(reference: "Q-9", round: 2, on: Sample.day),
    .queryAnswered(reference: "Q-9", on: Sample.day), .queryHandedOver(reference: "Q-9"),
    .monitored(CalendarMonth(of: Sample.day)), .sampled(CalendarMonth(of: Sample.day), [plan]),
    .childHeld("C9001", Hold(by: "clerk", since: Sample.day, reason: "telephoned")),
    .reviewOpened(message: "M-1", decidedReview()),
  ] + chases + [
    .chaseRepeated(reference: "Q-0", round: 2, on: Sample.day), .chaseHandedOver(reference: "Q-0"),
  ]
}

private func decidedReview() -> Review {
  var review = Review(reason: .unsure, child: "C9001", since: Sample.day)
  review.isAccepted = true
  review.assignedTo = "C9001"
  return review
}

private func answeredRequest(_ outcome: String) -> FundingRequest {
  var request = FundingRequest(
    amount: 1250, allocation: 850, since: Sample.day, status: .answered)
  request.sharedOn = Sample.day
  request.outcome = outcome
  request.outcomeOn = Sample.day
  return request
}
