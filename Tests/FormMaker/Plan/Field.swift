/// The fields of a PEP, by the names under which labels list them.
enum Field: String, CaseIterable {
  case name = "child.name"
  case birth = "child.dateOfBirth"
  case upn = "child.upn"
  case careID = "child.careId"
  case year = "child.yearGroup"
  case school = "school.name"
  case meeting = "pep.meetingDate"
  case nextMeeting = "pep.nextMeetingDate"
  case nextReview = "pep.nextReviewDate"
  case legalStatus = "care.legalStatus"
  case socialWorker = "care.socialWorker"
  case parental = "care.parentalResponsibility"
  case changes = "changes.sinceLastPEP"
  case attendance = "attendance.percentage"
  case sessionsMissed = "attendance.sessionsMissed"
  case exclusions = "exclusions.fixedTermCount"
  case exclusionDays = "exclusions.fixedTermDays"
  case permanent = "exclusions.permanent"
  case onTrack = "progress.onTrack"
  case acceptable = "progress.acceptable"
  case evidence = "progress.evidence"
  case measures = "progress.measures"
  case targets = "targets"
  case sen = "sen.status"
  case senFunding = "sen.fundingUse"
  case views = "views.child"
  case spend = "pupilPremium.spend"
  case requested = "pupilPremium.requested"
  case above = "pupilPremium.aboveAllocation"
  case aboveDetail = "pupilPremium.aboveAllocationDetail"

  /// Care fields are the social worker's, the rest of what may be missing the designated teacher's.
  var isCare: Bool { [.legalStatus, .socialWorker, .parental].contains(self) }
  var isIdentity: Bool { [.name, .birth, .upn, .careID, .year, .school].contains(self) }
}

enum Column: String {
  case target, action, who, byWhen
  case intervention, cost, impact
}

/// What a form answers to one question.
enum Value {
  case text(String)
  case number(Double)
  case flag(Bool)
  case day(Day)
  case rows([[Column: Cell]])

  enum Cell {
    case text(String)
    case number(Double)
  }

  var flag: Bool? { if case .flag(let yes) = self { yes } else { nil } }
  var text: String? { if case .text(let text) = self { text } else { nil } }
  var day: Day? { if case .day(let day) = self { day } else { nil } }
  var rows: [[Column: Cell]]? { if case .rows(let rows) = self { rows } else { nil } }
}

/// A filled PEP as values: what a form is drawn from, and what is expected of its reading.
struct PlanContent {
  var child: Child
  var schoolName: String
  /// A field without an answer is one that the form leaves blank.
  var answers: [Field: Value] = [:]
  var phase: Phase { child.phase }

  subscript(_ field: Field) -> Value? { answers[field] }
}

/// What `FORMAT` requires of a PEP, written down again from its table.
enum Requirements {
  /// `answers` are all that are known of this PEP, earlier messages included.
  static func missing(_ child: Child, _ answers: [Field: Value], hasPartA: Bool) -> [Field] {
    var required: [Field] = []
    if child.provision != "not-in-school" {
      required = [.meeting, .nextMeeting, .changes, .acceptable, .targets, .sen, .views]
      if answers[.acceptable]?.flag == true { required.append(.evidence) }
      if answers[.acceptable]?.flag == false { required.append(.measures) }
      if ["senSupport", "ehcp"].contains(answers[.sen]?.text ?? "") {
        required.append(.senFunding)
      }
      if child.phase != .earlyYears {
        required += [.attendance, .exclusions, .onTrack, .spend]
        if isAbove(child, answers) { required.append(.aboveDetail) }
      }
    }
    if hasPartA { required += [.legalStatus, .socialWorker, .parental] }
    return required.filter { !isAnswered($0, answers[$0]) }
  }

  /// Said so, or told by the sum where the box beside it was left blank.
  private static func isAbove(_ child: Child, _ answers: [Field: Value]) -> Bool {
    if let said = answers[.above]?.flag { return said }
    guard case .number(let pounds)? = answers[.requested] else { return false }
    return pounds > Double(child.allocation)
  }

  /// "At least one row with a target and an action"; "an intervention, a cost and a target".
  private static func isAnswered(_ field: Field, _ value: Value?) -> Bool {
    guard let value else { return false }
    guard let rows = value.rows else { return true }
    let needed: [Column] =
      field == .targets ? [.target, .action] : [.intervention, .cost, .target]
    return rows.contains { row in needed.allSatisfy { row[$0] != nil } }
  }
}
