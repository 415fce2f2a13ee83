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

  mutating func note(_ value: RecordedValue, as field: FieldName) {
    fields[field] = value
    fields[field]?.value = value.value.fitting(field)
    if field == .meetingDate { noteMeeting(value) }
  }

  /// The first day given counts; a person's word replaces it.
  private mutating func noteMeeting(_ value: RecordedValue) {
    guard case .date(let day) = value.value, held == nil || value.origin == .person else { return }
    held = NotedMeeting(on: value.recordedOn, day: day)
  }
}

extension Chase {
  mutating func noteRound(_ round: Int, on day: CivilDay) {
    self.round = round
    lastAskedOn = day
  }
}

extension PlanQuery {
  mutating func noteRound(_ round: Int, on day: CivilDay) {
    self.round = round
    lastAskedOn = day
  }
}
