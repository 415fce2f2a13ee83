/// "The PEP should be initiated by the social worker … and must include notifying
/// thevirtualschool@somerset.gov.uk in plenty of time, to ensure all paperwork is circulated and
/// Virtual School Advisory teachers contacted" (paper, "Who initiates the PEP?").
///
/// A notice books the meeting of its child and term, moves it or takes it out again. Who was told
/// already is told nothing twice.
enum Bookings {
  static func decide(_ mail: Mail) -> Decision? {
    guard mail.kind == .booking else { return nil }
    let assigned = mail.message.assignedTo.flatMap { mail.register.children[$0] }
    guard let child = assigned ?? announcedChild(mail.facts, mail.register) else {
      return mail.review(.childNotIdentified, "the notice names no child for certain")
    }
    let id = child.id
    guard mail.sender.isKnown(for: child, mail.register) || mail.message.isAccepted else {
      return mail.review(.senderNotKnown, "the sender is not known for that child", child: id)
    }
    guard child.isInCare(on: mail.today) else {
      return mail.review(.childNotInCare, "the child has left care", child: id)
    }
    switch Announcement(mail) {
    case .unclear(let because): return mail.review(.unsure, because, child: id)
    case .meeting(let day, let invitation, let isMoved):
      return booked(day, invitation, isMoved: isMoved, child, mail)
    case .off(let day, let invitation): return calledOff(day, invitation, child, mail)
    }
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
    facts.calendars.contains { !$0.isAnswer } && PlanTalk.speaksOfPlan(text(facts))
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
    ([message.subject, ReplyText.above(message.body)]
      + message.calendars.flatMap { $0.events.map(\.words) }).joined(separator: "\n")
  }

  // MARK: What becomes of the meeting

  private static func booked(
    _ day: CivilDay, _ invitation: Meeting.Invitation?, isMoved: Bool, _ child: Child, _ mail: Mail
  ) -> Decision {
    let key = PlanKey(child: child.id, term: SchoolTerm(of: day))
    let known = KnownMeetings(child, mail)
    if let invitation, known.isOutdated(invitation) {
      return mail.ignore(.duplicate, "an older state of an invitation that is in the register")
    }
    let before = known.replaced(by: invitation, key, isMoved: isMoved)
    var meeting = Meeting(
      day: day, message: mail.message.reference, bookedOn: mail.message.arrivedOn)
    meeting.invitation = invitation ?? mail.register.meetings[key]?.invitation
    var decision = Decision(
      message: .booking, outcome: .registered, attachments: mail.verdicts,
      plans: [PlanVerdict(plan: key, fields: [.meetingDate: .date(day)], missing: [])],
      filing: .registered, reasons: ["a PEP meeting is announced"])
    let isSame = before?.key == key && before?.meeting.day == day
    if isSame, before?.meeting.invitation == meeting.invitation { return decision }
    if let before, before.key != key { decision.changes.append(.meetingCancelled(before.key)) }
    decision.changes.append(.meetingBooked(key, meeting))
    if !isSame {
      decision.letters = BookingLetters(key, child, mail).booked(
        meeting, movedFrom: before?.meeting)
    }
    return decision
  }

  private static func calledOff(
    _ day: CivilDay?, _ invitation: Meeting.Invitation?, _ child: Child, _ mail: Mail
  ) -> Decision {
    switch KnownMeetings(child, mail).calledOff(day, invitation) {
    case .none where KnownMeetings.wasCalledOff(child, mail):
      return mail.ignore(.duplicate, "the meeting is called off already")
    case .none:
      // An invitation says exactly what it calls off; words may mean something that is not on record.
      return invitation != nil
        ? mail.ignore(.duplicate, "it calls off what is not in the register")
        : mail.review(
          .unsure, "it calls off a meeting that is not in the register", child: child.id)
    case .doubtful:
      return mail.review(
        .unsure, "it calls off a meeting, but not for certain which", child: child.id)
    case .meeting(let key, let meeting):
      var decision = Decision(
        message: .booking, outcome: .registered, attachments: mail.verdicts,
        changes: [.meetingCancelled(key)], filing: .registered,
        reasons: ["a PEP meeting is called off"])
      decision.letters = BookingLetters(key, child, mail).calledOff(meeting)
      return decision
    }
  }
}

extension MessageFacts {
  /// What its text/calendar parts say.
  var calendars: [CalendarFacts] {
    attachments.compactMap {
      if case .calendar(let calendar) = $0.content { calendar } else { nil }
    }
  }
}
