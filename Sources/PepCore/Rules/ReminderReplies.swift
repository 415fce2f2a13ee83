/// Answers to a reminder: "any answer stops the clock".
///
/// A form or a day to come is dealt with as any form or notice is. A day of this term that is over is
/// the day of a meeting that was held. Everything else - "we sent it on Friday", "she is ill" - is a
/// person's, and until the person is done nobody is reminded.
enum ReminderReplies {
  static func decide(_ mail: Mail) -> Decision? {
    guard Unrelated.isOne(mail), let (plan, kind) = answered(mail) else { return nil }
    let child = plan.child
    guard let listed = mail.register.children[child] else { return nil }
    guard mail.sender.isKnown(for: listed, mail.register) else {
      return mail.review(
        .senderNotKnown, "it answers a reminder to somebody else", child: child, kind: .reply)
    }
    guard let day = heldOn(mail, plan, kind) else {
      return mail.review(
        .unsure, "it answers a reminder in words of its own", child: child, kind: .reply)
    }
    return Decision(
      message: .reply, outcome: .registered, attachments: mail.verdicts,
      plans: [PlanVerdict(plan: plan, fields: [.meetingDate: .date(day)], missing: [])],
      changes: [
        .meetingBooked(
          plan,
          Meeting(
            day: day, message: mail.message.reference, bookedOn: mail.message.arrivedOn))
      ],
      filing: .registered, reasons: ["a PEP meeting was held"])
  }

  /// The reminder whose reference stands in the headers or the quoted text; or, of a reply, the one
  /// about the child whose care ID stands in the subject.
  private static func answered(_ mail: Mail) -> (PlanKey, ReminderKind)? {
    let facts = mail.facts
    let isReply = Replies.isReply(facts)
    let quoted = facts.subject + " " + ReplyText.quoted(facts.body)
    let words = Set(Wording.folded(facts.subject))
    let found = mail.register.reminders.flatMap { plan, kinds in
      kinds.compactMap { kind, reminder -> (PlanKey, ReminderKind)? in
        let isNamed =
          !reminder.reference.isEmpty
          && ((facts.inReplyTo + facts.references).contains { $0.contains(reminder.reference) }
            || quoted.contains(reminder.reference))
        return isNamed || isReply && words.contains(plan.child.lowercased()) ? (plan, kind) : nil
      }
    }
    return found.min { ($0.0, $0.1.rawValue) < ($1.0, $1.1.rawValue) }
  }

  /// The one day that is named, if it lies in the term that was asked about and is over.
  private static func heldOn(_ mail: Mail, _ plan: PlanKey, _ kind: ReminderKind) -> CivilDay? {
    guard kind == .notBooked || kind == .firstPlan else { return nil }
    let said = ReplyText.said(ReplyText.above(mail.facts.body))
    let days = Set(DateAnswer.find(in: said, near: mail.today))
    guard days.count == 1, let day = days.first, day <= mail.today,
      SchoolTerm(of: day) == plan.term
    else { return nil }
    return day
  }
}
