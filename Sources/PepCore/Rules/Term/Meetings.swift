/// What the register knows about a term's PEP meeting.
enum Meetings {
  /// The day of the meeting: as booked, or as the form that came gives it.
  static func day(_ key: PlanKey, _ register: Register) -> CivilDay? {
    if case .date(let day) = register.plans[key]?.fields[.meetingDate]?.value { return day }
    return register.meetings[key]?.day
  }

  /// A meeting is booked, or the form of the term is here, so that one was held.
  static func isBookedOrHeld(_ key: PlanKey, _ register: Register) -> Bool {
    day(key, register) != nil || register.plans[key]?.receivedOn != nil
  }

  /// The last form said when this term's meeting would be: nobody is asked for the day before that
  /// meeting's form is due. Then it may have been moved, and the question is a fair one.
  static func isPlanned(_ key: PlanKey, _ child: Child, _ term: TermDay) throws(OfficeCalendar.Gap)
    -> Bool
  {
    for (_, plan) in term.plans(of: child) {
      guard case .date(let day)? = plan.fields[.nextMeetingDate]?.value,
        SchoolTerm(of: day) == key.term
      else { continue }
      if try term.calendar.workingDay(term.term.submitWorkingDays, after: day) >= term.today {
        return true
      }
    }
    return false
  }

  /// A form about the child came on this day or later, whichever term it gave: where a form is filed
  /// under the neighbouring term, nobody is asked for it again. Part A alone is not the form.
  static func formCame(_ child: Child, since day: CivilDay, _ term: TermDay) -> Bool {
    term.plans(of: child).contains { _, plan in
      let forms = plan.documents.filter { $0.kind != .pep || $0.part != .a }
      let last =
        plan.documents.isEmpty ? plan.receivedOn : forms.map(\.receivedOn).max()
      return last.map { $0 >= day } ?? false
    }
  }
}

extension TermDay {
  /// The social worker of record, while on the roster.
  func socialWorker(of child: Child) -> Recipient? {
    child.socialWorkerID.flatMap { register.staff[$0] != nil ? .staff($0) : nil }
  }

  /// Whether somebody is still the one to write to about a child.
  func isOfRecord(_ recipient: Recipient, for child: Child) -> Bool {
    switch recipient {
    case .designatedTeacher(let urn): child.schoolURN == urn && register.schools[urn] != nil
    case .staff(let id):
      [child.socialWorkerID, child.advisoryTeacherID].contains(id) && register.staff[id] != nil
    case .coordinator, .knownSender: true
    }
  }

  /// The designated teacher of the school at which the child is now.
  func designatedTeacher(of child: Child) -> Recipient? {
    child.schoolURN.flatMap { register.schools[$0] != nil ? .designatedTeacher($0) : nil }
  }
}
