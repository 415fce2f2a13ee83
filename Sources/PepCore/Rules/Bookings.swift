/// "The PEP should be initiated by the social worker … and must include notifying
/// thevirtualschool@somerset.gov.uk in plenty of time" (paper, "Who initiates the PEP?").
enum Bookings {
  static func decide(_ mail: Mail) -> Decision? {
    guard mail.kind == .booking else { return nil }
    let text = ReplyText.above(mail.facts.body)
    guard let child = announcedChild(mail) else {
      return mail.review(.childNotIdentified, "the notice names no child for certain")
    }
    let id = child.id
    guard mail.sender.isKnown(for: child, mail.register) || mail.message.isAccepted else {
      return mail.review(.senderNotKnown, "the sender is not known for that child", child: id)
    }
    guard child.isInCare(on: mail.today) else {
      return mail.review(.childNotInCare, "the child has left care", child: id)
    }
    guard let day = meetingDay(mail, text) else {
      return mail.review(.unsure, "the notice gives no single day", child: id)
    }
    let key = PlanKey(child: id, term: SchoolTerm(of: day))
    return Decision(
      message: .booking, outcome: .registered, attachments: mail.verdicts,
      plans: [PlanVerdict(plan: key, fields: [.meetingDate: .date(day)], missing: [])],
      changes: [.meetingBooked(key, Meeting(day: day, message: mail.message.reference))],
      filing: .registered, reasons: ["a PEP meeting is announced"])
  }

  /// Prose that says when a PEP meeting will be.
  static func announcesMeeting(_ facts: MessageFacts) -> Bool {
    let text = ReplyText.above(facts.body)
    let all = Wording.folded(facts.subject + " " + text)
    guard all.contains("pep"), let received = facts.date ?? facts.received else { return false }
    let near = CivilDay(number: Int((received.seconds / 86_400)))
    let words = Set(all)
    let speaksOfMeeting =
      words.contains("meeting") || words.contains("held") || words.contains("booked")
      || words.contains("arranged") || words.contains("scheduled")
    return speaksOfMeeting
      && announcement.contains { phrase in Wording.key(facts.subject + " " + text).contains(phrase)
      }
      && Sentences.of(text).contains { sentence in
        // "Is the meeting on the 8th?" announces nothing.
        !sentence.hasSuffix("?")
          && DateAnswer.find(in: sentence, near: near).contains { $0 >= near }
      }
  }

  private static let announcement = [
    "will be", "will take place", "is booked", "has been booked", "is arranged",
    "has been arranged",
    "is scheduled", "is on", "to be held", "has been set", "is set for", "invite you", "invited",
    "confirm", "date for", "have booked", "have arranged", "moved to", "rearranged", "takes place",
  ]

  /// By number, or by a full name that is only one child's and of a child of the sender's.
  private static func announcedChild(_ mail: Mail) -> Child? {
    let text =
      mail.facts.subject + "\n" + ReplyText.above(mail.facts.body) + "\n" + calendarText(mail)
    let facts = MentionedChild.facts(in: text, mail.register)
    if case .child(let id) = ChildIdentity(mail.register).identify(facts) {
      return mail.register.children[id]
    }
    guard facts.isEmpty else { return nil }
    let named = MentionedChild.named(in: text, mail.register)
    return named.count == 1 ? named.first : nil
  }

  private static func calendarText(_ mail: Mail) -> String {
    mail.facts.attachments.map { attachment in
      if case .calendar(let text) = attachment.content { CalendarEntry(text).words } else { "" }
    }.joined(separator: "\n")
  }

  private static func meetingDay(_ mail: Mail, _ text: String) -> CivilDay? {
    for attachment in mail.facts.attachments {
      // A cancellation (RFC 5546 section 3.2.5) is no meeting; a person sees to it.
      if case .calendar(let entry) = attachment.content, entry.contains("METHOD:CANCEL") {
        return nil
      }
      if case .calendar(let entry) = attachment.content, let day = CalendarEntry(entry).startDay {
        return day
      }
    }
    let days = Set(
      DateAnswer.find(in: text, near: mail.today).filter { $0 >= mail.message.arrivedOn })
    return days.count == 1 ? days.first : nil
  }
}
