/// A booked meeting of a child and term, as it was announced last.
package struct Meeting: Codable, Hashable, Sendable {
  package var day: CivilDay
  package var message: String
  /// The invitation that it stands in, where there was one.
  package var invitation: Invitation?

  /// By which a later state of an invitation is known (RFC 5546 section 2.1.4).
  package struct Invitation: Codable, Hashable, Sendable {
    package var uid: String
    package var sequence: Int
    package init(uid: String, sequence: Int) {
      self.uid = uid
      self.sequence = sequence
    }
  }

  /// The day on which this day was announced.
  package var bookedOn: CivilDay?
  /// What was announced before it was moved, the oldest first.
  package var earlier: [NotedMeeting]?
  package init(day: CivilDay, message: String, bookedOn: CivilDay? = nil) {
    self.day = day
    self.message = message
    self.bookedOn = bookedOn
  }
}

/// A day of a meeting, with the day on which we heard of it.
package struct NotedMeeting: Codable, Hashable, Sendable {
  package var on: CivilDay
  package var day: CivilDay
  package init(on: CivilDay, day: CivilDay) {
    self.on = on
    self.day = day
  }
}

extension Meeting {
  /// Where no day of the announcement is kept, it was known on the day itself.
  private var notice: NotedMeeting { NotedMeeting(on: bookedOn ?? day, day: day) }

  /// This meeting in place of another: where only the announcement is new, the first one counts.
  func following(_ before: Meeting?) -> Meeting {
    guard let before else { return self }
    var meeting = self
    if before.day == day {
      meeting.bookedOn = before.bookedOn
      meeting.earlier = before.earlier
    } else {
      meeting.earlier = (before.earlier ?? []) + [before.notice]
    }
    return meeting
  }

  /// The day of the meeting as it stood at the end of a day; nil where none was announced by then.
  func day(asOf end: CivilDay) -> CivilDay? {
    ((earlier ?? []) + [notice]).last { $0.on <= end }?.day
  }
}
