/// How many PEPs of a long term had reached each stage.
///
/// Counts add up: the counts of all schools, or of all area teams, are those of the whole.
package struct PlanCounts: Codable, Hashable, Sendable {
  /// PEPs owed for the term: one for each child counted (`MonthReport.isDue`).
  package var due = 0
  package var booked = 0
  package var held = 0
  package var submitted = 0
  /// Of those submitted, within the working days after the meeting.
  package var inTime = 0
  /// Of those submitted, after them. What is neither gave no day of the meeting.
  package var late = 0
  /// Meeting held, time over, no form.
  package var overdue = 0
  package var complete = 0
  package var checked = 0
  package var finalised = 0

  package init() {}

  package init(_ progress: PlanProgress) {
    func one(_ holds: Bool) -> Int { holds ? 1 : 0 }
    due = 1
    booked = one(progress.isBooked)
    held = one(progress.isHeld)
    submitted = one(progress.isSubmitted)
    inTime = one(progress.timing == .inTime)
    late = one(progress.timing == .late)
    overdue = one(progress.isOverdue)
    complete = one(progress.isComplete)
    checked = one(progress.isChecked)
    finalised = one(progress.isFinalised)
  }

  package static func += (sum: inout PlanCounts, other: PlanCounts) {
    for column in Column.allCases { sum[column] += other[column] }
  }

  /// The columns of a report, in the order in which a PEP goes through them.
  package enum Column: String, CaseIterable, Hashable, Sendable {
    case due, booked, held, submitted, inTime, late, overdue, complete, checked, finalised

    package var title: String {
      switch self {
      case .due: "Due"
      case .booked: "Booked"
      case .held: "Held"
      case .submitted: "Submitted"
      case .inTime: "In time"
      case .late: "Late"
      case .overdue: "Overdue"
      case .complete: "Complete"
      case .checked: "Checked"
      case .finalised: "Finalised"
      }
    }

    /// What is counted, for the foot of a report.
    package func meaning(_ policy: TermPolicy) -> String {
      let days = "\(policy.submitWorkingDays) working days"
      return switch self {
      case .due: "one PEP for each of our children in care on the last day of the month"
      case .booked: "a meeting was announced, or was held"
      case .held: "the day of the meeting had come, or the form was here"
      case .submitted: "a form was here"
      case .inTime: "submitted within \(days) of the meeting"
      case .late: "submitted after more than \(days)"
      case .overdue: "meeting held more than \(days) ago, no form here"
      case .complete: "submitted, and every required answer was here"
      case .checked: "the Advisory Teacher's check was here"
      case .finalised: "the finalised version had gone to the social worker"
      }
    }
  }

  package subscript(column: Column) -> Int {
    get { self[keyPath: Self.path(column)] }
    set { self[keyPath: Self.path(column)] = newValue }
  }

  private static func path(_ column: Column) -> WritableKeyPath<PlanCounts, Int> {
    switch column {
    case .due: \.due
    case .booked: \.booked
    case .held: \.held
    case .submitted: \.submitted
    case .inTime: \.inTime
    case .late: \.late
    case .overdue: \.overdue
    case .complete: \.complete
    case .checked: \.checked
    case .finalised: \.finalised
    }
  }
}
