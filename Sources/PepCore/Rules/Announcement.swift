/// What a notice says of a meeting: an invitation by its entries, any other by its words.
enum Announcement {
  /// `isMoved`: it says that there was another day before.
  case meeting(CivilDay, Meeting.Invitation?, isMoved: Bool)
  /// `day` is nil where only words say that it is off.
  case off(CivilDay?, Meeting.Invitation?)
  /// A person must read it, because of this.
  case unclear(String)

  init(_ mail: Mail) {
    let calendars = mail.facts.calendars.filter { !$0.isAnswer && !$0.events.isEmpty }
    self =
      calendars.isEmpty
      ? Self.words(MeetingNotice(mail.facts, near: mail.message.arrivedOn))
      : Self.invitation(calendars, arrivedOn: mail.message.arrivedOn)
  }

  /// Outlook puts the same entry into a message twice, as a part of it and as a file.
  private static func invitation(_ calendars: [CalendarFacts], arrivedOn: CivilDay) -> Announcement
  {
    let methods = Set(calendars.map(\.method))
    guard methods.isDisjoint(with: [.counter, .add]) else {
      return .unclear("the invitation is one that somebody else's answer or series changes")
    }
    guard let event = calendars.first?.events.first,
      calendars.allSatisfy({ $0.events.allSatisfy { $0 == event } }), methods.count == 1
    else { return .unclear("the invitation is for several meetings") }
    guard !event.isRecurring else { return .unclear("the invitation is for a series of meetings") }
    guard let day = event.start else { return .unclear("the notice gives no single day") }
    guard day >= arrivedOn else { return .unclear("the invitation is for a day that is past") }
    let invitation = Meeting.Invitation(uid: event.uid, sequence: event.sequence)
    if event.isCancelled || methods == [.cancel] { return .off(day, invitation) }
    return .meeting(day, event.uid.isEmpty ? nil : invitation, isMoved: false)
  }

  private static func words(_ notice: MeetingNotice) -> Announcement {
    if notice.isOff { return .off(nil, nil) }
    guard let day = notice.days.first, notice.days.count == 1 else {
      return .unclear("the notice gives no single day")
    }
    return .meeting(day, nil, isMoved: notice.isMoved)
  }
}
