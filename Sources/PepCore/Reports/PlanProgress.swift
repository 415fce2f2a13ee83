/// How far the PEP of one child and long term had got by the end of a day.
///
/// Only what the register dates counts, and only up to that day, so that the same day gives the same
/// answer whenever it is asked. Each stage includes those after it: a form that is here shows that its
/// meeting was held, and a meeting that was held had been arranged.
package struct PlanProgress: Hashable, Sendable {
  /// Whether the form came within the days that the paper gives, counted in working days of the law.
  package enum Timing: Hashable, Sendable {
    case inTime, late
    /// It has not come, or no day of the meeting is known, or the calendar does not reach that far.
    case unknown
  }

  /// A meeting was announced by that day, or was held.
  package var isBooked: Bool
  /// The day of the meeting had come, or the form was here.
  package var isHeld: Bool
  /// A form was here.
  package var isSubmitted: Bool
  package var timing: Timing
  /// By then, no required answer had been missing at least once: on receipt, or by later answers.
  package var isComplete: Bool
  /// The Advisory Teacher's check was here, whatever it said.
  package var isChecked: Bool
  /// The finalised version had gone to the social worker.
  package var isFinalised: Bool
  /// The meeting was held, the form was not here, and its time was over.
  package var isOverdue: Bool
  /// The day of the meeting, past or to come, as it was known.
  package var meeting: CivilDay?

  package init(
    _ key: PlanKey, by day: CivilDay, _ register: Register, calendar: OfficeCalendar,
    policy: Policy
  ) {
    let plan = register.plans[key]
    let received = plan?.receivedOn.flatMap { $0 <= day ? $0 : nil }
    let announced = register.meetings[key]?.day(asOf: day)
    let onForm = plan?.held.flatMap { received != nil && $0.on <= day ? $0.day : nil }
    meeting = onForm ?? announced
    isSubmitted = received != nil
    isHeld = isSubmitted || (meeting.map { $0 <= day } ?? false)
    isBooked = isHeld || announced != nil
    isComplete = isSubmitted && (plan?.completeOn.map { $0 <= day } ?? false)
    isFinalised = isSubmitted && (plan?.finalisedOn.map { $0 <= day } ?? false)
    isChecked = isSubmitted && (plan?.checkedOn.map { $0 <= day } ?? false)
    let due = meeting.flatMap {
      try? calendar.workingDay(policy.term.submitWorkingDays, after: $0)
    }
    timing =
      switch (received, due) {
      case (let received?, let due?): received <= due ? .inTime : .late
      default: .unknown
      }
    isOverdue = isHeld && !isSubmitted && (due.map { $0 < day } ?? false)
  }
}
