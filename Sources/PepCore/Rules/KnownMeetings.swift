/// The meetings of a child that a notice may speak of: those that are still to come.
struct KnownMeetings {
  typealias Entry = (key: PlanKey, meeting: Meeting)

  enum Match {
    case none
    /// More than one, or one that is another's.
    case doubtful
    case meeting(PlanKey, Meeting)
  }

  private let coming: [Entry]
  private let calledOff: [Meeting]

  init(_ child: Child, _ mail: Mail) {
    coming = mail.register.meetings.filter {
      $0.key.child == child.id && $0.value.day >= mail.message.arrivedOn
    }.map { ($0.key, $0.value) }.sorted { $0.key < $1.key }
    calledOff = mail.register.calledOff.filter { $0.key.child == child.id }.map(\.value)
  }

  /// The register has a later state of the same invitation; its cancellation is later than what it
  /// called off.
  func isOutdated(_ invitation: Meeting.Invitation) -> Bool {
    func number(_ meetings: [Meeting]) -> Int? {
      meetings.first { $0.isOf(invitation) }?.invitation?.sequence
    }
    return number(coming.map(\.meeting)).map { invitation.sequence < $0 } ?? false
      || number(calledOff).map { invitation.sequence <= $0 } ?? false
  }

  /// The meeting in whose place an announced one comes: the one of the invitation, the one of the
  /// term, or, where words say that it is moved, the only one there is.
  func replaced(by invitation: Meeting.Invitation?, _ key: PlanKey, isMoved: Bool) -> Entry? {
    if let invitation, let known = coming.first(where: { $0.meeting.isOf(invitation) }) {
      return known
    }
    if let known = coming.first(where: { $0.key == key }) { return known }
    return isMoved && coming.count == 1 ? coming.first : nil
  }

  func calledOff(_ day: CivilDay?, _ invitation: Meeting.Invitation?) -> Match {
    guard let day, let invitation else {
      guard let known = coming.first else { return .none }
      return coming.count == 1 ? .meeting(known.key, known.meeting) : .doubtful
    }
    if let known = coming.first(where: { $0.meeting.isOf(invitation) }) {
      return isOutdated(invitation) ? .none : .meeting(known.key, known.meeting)
    }
    // A meeting of another invitation is not the one that is called off.
    let told = coming.filter { $0.meeting.invitation == nil }
    if let known = told.first(where: { $0.meeting.day == day }) {
      return .meeting(known.key, known.meeting)
    }
    return told.isEmpty ? .none : .doubtful
  }

  /// One that would still be to come was called off before.
  static func wasCalledOff(_ child: Child, _ mail: Mail) -> Bool {
    mail.register.calledOff.contains {
      $0.key.child == child.id && $0.value.day >= mail.message.arrivedOn
    }
  }
}

extension Meeting {
  fileprivate func isOf(_ other: Invitation) -> Bool {
    !other.uid.isEmpty && invitation?.uid == other.uid
  }
}
