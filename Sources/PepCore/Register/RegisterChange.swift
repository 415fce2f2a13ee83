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
  case meetingCancelled(PlanKey)
  case schoolMoved(String, SchoolMove)
  /// Somebody with this folded address is away.
  case absenceNoted(String, Absence)
  /// A letter of ours to this folded address came back.
  case addressFailed(String, on: CivilDay)
  /// The designated teacher is to be told of a form of an outdated edition.
  case oldFormNoted(school: String, OldForm)
  case oldFormSettled(school: String)
  /// Letters go to this folded address again.
  case addressCleared(String)
  case reminded(PlanKey, ReminderKind, Reminder)
  case reminderClosed(PlanKey, ReminderKind)
  case planChecked(PlanKey, PlanCheck)
  case queryOpened(reference: String, PlanQuery)
  case queryRepeated(reference: String, round: Int, on: CivilDay)
  case queryAnswered(reference: String, on: CivilDay)
  case queryHandedOver(reference: String)
  case queryClosed(reference: String)
  /// The version that the social worker circulates.
  case planFinalised(PlanKey, on: CivilDay)
  /// A newer form came before the finalised version had gone.
  case finalisingWithdrawn(PlanKey)
  case requestRecorded(PlanKey, FundingRequest)
  case fundingDecided(PlanKey, FundingDecision)
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
    case .documentFiled(let key, let document): self[plan: key].documents.append(document)
    case .fieldRecorded(let key, let field, let value): self[plan: key].note(value, as: field)
    case .gapsFound(let key, let missing, let day): self[plan: key].noteGaps(missing, on: day)
    case .planReceived(let key, let day):
      self[plan: key].noteReceipt(on: day, from: children[key.child]?.schoolURN)
    case .chaseOpened(let reference, let chase): chases[reference] = chase
    case .chaseNarrowed(let reference, let asks): chases[reference]?.asks = asks
    case .chaseRepeated(let reference, let round, let day):
      chases[reference]?.noteRound(round, on: day)
    case .chaseHandedOver(let reference): chases[reference]?.isWithPerson = true
    case .chaseClosed(let reference): chases[reference] = nil
    case .reviewOpened(let message, let review): reviews[message] = review
    case .reviewClosed(let message): reviews[message] = nil
    case .paperFiled(let paper): papers.append(paper)
    case .meetingBooked(let key, let meeting):
      (meetings[key], calledOff[key]) = (meeting.following(meetings[key]), nil)
    case .meetingCancelled(let key): (meetings[key], calledOff[key]) = (nil, meetings[key])
    case .schoolMoved(let id, let move): moves[id, default: []].append(move)
    case .absenceNoted(let address, let absence): absences[address] = absence
    case .addressFailed(let address, let day): undeliverable[address] = day
    case .oldFormNoted(let urn, let form): oldForms[urn] = form
    case .oldFormSettled(let urn): oldForms[urn] = nil
    case .addressCleared(let address): undeliverable[address] = nil
    case .reminded(let key, let kind, let reminder): reminders[key, default: [:]][kind] = reminder
    case .reminderClosed(let key, let kind): close(kind, key)
    case .planChecked(let key, let check): self[plan: key].note(check)
    case .queryOpened(let reference, let query): queries[reference] = query
    case .queryRepeated(let reference, let round, let day):
      queries[reference]?.noteRound(round, on: day)
    case .queryAnswered(let reference, let day): queries[reference]?.answeredOn = day
    case .queryHandedOver(let reference): queries[reference]?.isWithPerson = true
    case .queryClosed(let reference): queries[reference] = nil
    case .planFinalised(let key, let day): self[plan: key].finalisedOn = day
    case .finalisingWithdrawn(let key): plans[key]?.finalisedOn = nil
    case .requestRecorded(let key, let request): self[plan: key].request = request
    case .fundingDecided(let key, let decision): self[plan: key].funding = decision
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

  /// Made where there is none yet.
  private subscript(plan key: PlanKey) -> PlanRecord {
    get { plans[key] ?? PlanRecord() }
    _modify { yield &plans[key, default: PlanRecord()] }
  }

  private mutating func close(_ kind: ReminderKind, _ key: PlanKey) {
    reminders[key]?[kind] = nil
    if reminders[key]?.isEmpty == true { reminders[key] = nil }
  }
}
