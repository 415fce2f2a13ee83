/// One change of the register. Changes are the audit line, the dry run and the expectation of a
/// test, all three; nothing else alters a register.
package enum RegisterChange: Codable, Hashable, Sendable {
  /// A child, school or member of staff as the roster now has it.
  case childListed(Child)
  case schoolListed(School)
  case staffListed(StaffMember)
  /// A document was received for a PEP.
  case documentFiled(PlanKey, FiledDocument)
  /// A field has a new value; the old one stays in the journal.
  case fieldRecorded(PlanKey, FieldName, RecordedValue)
  /// The required answers still missing on a day; lines of schema 1 have no day.
  case gapsFound(PlanKey, [FieldName], on: CivilDay?)
  case planReceived(PlanKey, on: CivilDay)
  case chaseOpened(reference: String, Chase)
  /// Fields that a chase asked and that are answered, or not to be asked any more.
  case chaseNarrowed(reference: String, to: [FieldName])
  case chaseRepeated(reference: String, round: Int, on: CivilDay)
  case chaseHandedOver(reference: String)
  case chaseClosed(reference: String)
  case reviewOpened(message: String, Review)
  case reviewClosed(message: String)
  case paperFiled(FiledPaper)
  case meetingBooked(PlanKey, Meeting)
  case reminded(PlanKey, ReminderKind, Reminder)
  case reminderClosed(PlanKey, ReminderKind)
  case planChecked(PlanKey, PlanCheck)
  /// The version that the social worker circulates.
  case planFinalised(PlanKey, on: CivilDay)
  case childHeld(String, Hold)
  case childResumed(String)
  case dayBegun(CivilDay)
  /// The figures of a month have gone out.
  case monitored(CalendarMonth)
  /// Drawn for quality assurance.
  case sampled(CalendarMonth, [PlanKey])
  /// Removed from the roster; only for somebody whom no PEP, letter or child names.
  case schoolRemoved(String)
  case staffRemoved(String)
  case childRemoved(String)
}

extension Register {
  /// The register after these changes, in order.
  package func applying(_ changes: [RegisterChange]) -> Register {
    var register = self
    for change in changes { register.apply(change) }
    return register
  }

  package mutating func apply(_ change: RegisterChange) {
    switch change {
    case .childListed(let child): put(child, at: child.id)
    case .schoolListed(let school): put(school, at: school.urn)
    case .staffListed(let person): put(person, at: person.id)
    case .documentFiled(let key, let document):
      plans[key, default: PlanRecord()].documents.append(document)
    case .fieldRecorded(let key, let field, let value):
      plans[key, default: PlanRecord()].fields[field] = value
      plans[key]?.fields[field]?.value = value.value.fitting(field)
      if field == .meetingDate { plans[key]?.noteMeeting(value) }
    case .gapsFound(let key, let missing, let day):
      plans[key, default: PlanRecord()].noteGaps(missing, on: day)
    case .planReceived(let key, let day):
      plans[key, default: PlanRecord()].noteReceipt(
        on: day, from: children[key.child]?.schoolURN)
    case .chaseOpened(let reference, let chase): chases[reference] = chase
    case .chaseNarrowed(let reference, let asks): chases[reference]?.asks = asks
    case .chaseRepeated(let reference, let round, let day):
      chases[reference]?.round = round
      chases[reference]?.lastAskedOn = day
    case .chaseHandedOver(let reference): chases[reference]?.isWithPerson = true
    case .chaseClosed(let reference): chases[reference] = nil
    case .reviewOpened(let message, let review): reviews[message] = review
    case .reviewClosed(let message): reviews[message] = nil
    case .paperFiled(let paper): papers.append(paper)
    case .meetingBooked(let key, let meeting):
      meetings[key] = meeting.following(meetings[key])
    case .reminded(let key, let kind, let reminder): reminders[key, default: [:]][kind] = reminder
    case .reminderClosed(let key, let kind):
      reminders[key]?[kind] = nil
      if reminders[key]?.isEmpty == true { reminders[key] = nil }
    case .planChecked(let key, let check): plans[key, default: PlanRecord()].note(check)
    case .planFinalised(let key, let day): plans[key, default: PlanRecord()].finalisedOn = day
    case .childHeld(let id, let hold): holds[id] = hold
    case .childResumed(let id): holds[id] = nil
    case .dayBegun(let day): lastDay = day
    case .monitored(let month): lastMonitoring = month
    case .sampled(let month, let plans): samples[month] = plans
    case .schoolRemoved(let urn): put(nil as School?, at: urn)
    case .staffRemoved(let id): put(nil as StaffMember?, at: id)
    case .childRemoved(let id): put(nil as Child?, at: id)
    }
  }
}
