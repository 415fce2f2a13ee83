/// The one question of the office: what does this event lead to?
///
/// Touches nothing and knows no clock; the same arguments give the same decision. Each rule is one
/// file of `Rules/`, asked in the order below; the first that has an answer gives it. Authentication
/// comes before the sender, and the sender before the content, so that nothing is said about a child
/// on the word of a stranger.
package func decide(
  _ event: Event, _ register: Register, calendar: OfficeCalendar, today: CivilDay, policy: Policy
) -> Decision {
  switch event {
  case .message(let message):
    let mail = Mail(message, register, calendar: calendar, today: today, policy: policy)
    var decision = rules(mail)
    decision.add(NextSteps.after(decision, mail))
    OldForms.tell(&decision.letters, &decision.changes, register)
    // A message that a person sent round again and that now needs nobody is settled.
    if decision.outcome != .review, register.reviews[message.reference] != nil {
      decision.changes.append(.reviewClosed(message: message.reference))
    }
    return decision
  }
}

/// What a day that begins leads to: nothing if its work was done already.
///
/// The day's mail is decided before, so that nobody is reminded of what has just arrived.
package func decide(
  _ start: DayStart, _ register: Register, calendar: OfficeCalendar, policy: Policy
) -> DayDecision {
  var decision = DayDecision()
  if let last = register.lastDay, last >= start.day { return decision }
  let day = TermDay(register, calendar: calendar, today: start.day, policy: policy, isForAll: true)
  let incomplete = Incomplete(day, start)
  let queries = Queries(day, start, written: .init(incomplete.letters))
  let reminders = Reminders(
    day, start, written: .init(incomplete.letters + queries.letters))
  let next = NextSteps.on(day, start, after: incomplete.changes + queries.changes)
  let monitoring = Monitoring(day, start)
  decision.changes =
    incomplete.changes + queries.changes + reminders.changes + next.changes
    + monitoring.changes + [.dayBegun(start.day)]
  decision.letters =
    incomplete.letters + queries.letters + reminders.letters + next.letters
    + HandoverLetters.of(
      incomplete.handedOver + queries.handedOver + reminders.handedOver, day, start)
    + monitoring.letters
  OldForms.tell(&decision.letters, &decision.changes, register)
  decision.reasons =
    incomplete.gaps.union(queries.gaps).union(reminders.gaps).union(monitoring.gaps)
    .map(\.words).sorted() + next.reasons
  return decision
}

private func rules(_ mail: Mail) -> Decision {
  OwnMail.decide(mail)
    ?? DeliveryReports.decide(mail)
    ?? AutoReplies.decide(mail)
    ?? UnreadMail.decide(mail)
    ?? ReminderReplies.decide(mail)
    ?? Unrelated.decide(mail)
    ?? Authentication.decide(mail)
    ?? KnownSender.decide(mail)
    ?? Checks.decide(mail)
    ?? Papers.decide(mail)
    ?? Bookings.decide(mail)
    ?? QueryReplies.decide(mail)
    ?? Replies.decide(mail)
    ?? Submissions.decide(mail)
}
