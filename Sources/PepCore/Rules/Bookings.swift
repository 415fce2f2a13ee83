/// "The PEP should be initiated by the social worker … and must include notifying
/// thevirtualschool@somerset.gov.uk in plenty of time" (paper, "Who initiates the PEP?").
enum Bookings {
  static func decide(_ mail: Mail) -> Decision? {
    guard mail.kind == .booking else { return nil }
    guard let child = announcedChild(mail.facts, mail.register) else {
      return mail.review(.childNotIdentified, "the notice names no child for certain")
    }
    let id = child.id
    guard mail.sender.isKnown(for: child, mail.register) || mail.message.isAccepted else {
      return mail.review(.senderNotKnown, "the sender is not known for that child", child: id)
    }
    guard child.isInCare(on: mail.today) else {
      return mail.review(.childNotInCare, "the child has left care", child: id)
    }
    guard let day = meetingDay(mail) else {
      return mail.review(.unsure, "the notice gives no single day", child: id)
    }
    let key = PlanKey(child: id, term: SchoolTerm(of: day))
    return Decision(
      message: .booking, outcome: .registered, attachments: mail.verdicts,
      plans: [PlanVerdict(plan: key, fields: [.meetingDate: .date(day)], missing: [])],
      changes: [
        .meetingBooked(
          key,
          Meeting(
            day: day, message: mail.message.reference, bookedOn: mail.message.arrivedOn))
      ],
      filing: .registered, reasons: ["a PEP meeting is announced"])
  }

  /// Says when a PEP meeting will be: in plain words, or, where it names a child, in any.
  static func announcesMeeting(_ facts: MessageFacts, _ register: Register) -> Bool {
    guard let received = facts.date ?? facts.received else { return false }
    let notice = MeetingNotice(
      facts, near: CivilDay(number: Int((received.seconds / 86_400))))
    guard notice.speaksOfPlan, !PlanTalk.isBulk(facts) else { return false }
    if notice.isPlain { return true }
    guard !notice.days.isEmpty || notice.isOff || notice.isVague else { return false }
    return announcedChild(facts, register) != nil
      || !MentionedChild.named(in: text(facts), register).isEmpty
  }

  /// A calendar entry for a PEP meeting; an answer to an invitation (RFC 5546 section 3.2.3) is none.
  static func invites(_ facts: MessageFacts) -> Bool {
    let entries = facts.attachments.compactMap { attachment -> String? in
      if case .calendar(let text) = attachment.content { text } else { nil }
    }
    return entries.contains { !$0.contains("METHOD:REPLY") }
      && PlanTalk.speaksOfPlan(text(facts))
  }

  /// By number, or by a full name that is only one child's.
  private static func announcedChild(_ message: MessageFacts, _ register: Register) -> Child? {
    let text = text(message)
    let facts = MentionedChild.facts(in: text, register)
    if case .child(let id) = ChildIdentity(register).identify(facts) {
      return register.children[id]
    }
    guard facts.isEmpty else { return nil }
    let named = MentionedChild.named(in: text, register)
    return named.count == 1 ? named.first : nil
  }

  private static func text(_ message: MessageFacts) -> String {
    message.subject + "\n" + ReplyText.above(message.body) + "\n" + calendarText(message)
  }

  private static func calendarText(_ facts: MessageFacts) -> String {
    facts.attachments.map { attachment in
      if case .calendar(let text) = attachment.content { CalendarEntry(text).words } else { "" }
    }.joined(separator: "\n")
  }

  private static func meetingDay(_ mail: Mail) -> CivilDay? {
    for attachment in mail.facts.attachments {
      // A cancellation (RFC 5546 section 3.2.5) is no meeting; a person sees to it.
      if case .calendar(let entry) = attachment.content, entry.contains("METHOD:CANCEL") {
        return nil
      }
      if case .calendar(let entry) = attachment.content, let day = CalendarEntry(entry).startDay {
        return day
      }
    }
    let days = MeetingNotice(mail.facts, near: mail.message.arrivedOn).days
    return days.count == 1 ? days.first : nil
  }
}
