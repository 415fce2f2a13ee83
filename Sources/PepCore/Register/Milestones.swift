// The days on which a PEP got further. What a later form, answer or notice brings must not move them:
// the figures of a month that is over would change.

extension PlanRecord {
  /// The first form counts: its day, and the school that sent it.
  mutating func noteReceipt(on day: CivilDay, from school: String?) {
    guard receivedOn == nil else { return }
    receivedOn = day
    schoolURN = school
  }

  /// The first day without a gap counts. Where none is given it is that of the form.
  mutating func noteGaps(_ gaps: [FieldName], on day: CivilDay?) {
    missing = gaps
    if gaps.isEmpty, completeOn == nil { completeOn = day ?? receivedOn }
  }

  /// The latest check is kept, and the day of the first.
  mutating func note(_ check: PlanCheck) {
    self.check = check
    checkedOn = checkedOn ?? check.on
  }

  /// The first day given counts; a person's word replaces it.
  mutating func noteMeeting(_ value: RecordedValue) {
    guard case .date(let day) = value.value, held == nil || value.origin == .person else { return }
    held = NotedMeeting(on: value.recordedOn, day: day)
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
