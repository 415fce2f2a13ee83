/// The fields that PEP Co-ordinators record, by the names that the register uses.
///
/// "They record any changes since the last PEP, attendance details, exclusions, a summary of Pupil
/// Premium spending, progress statements and SEND status" (paper, "What happens once a PEP is
/// submitted?"), with the dates, the identity and the care facts that those need.
package enum FieldName: String, Codable, CaseIterable, Hashable, Sendable {
  case childName = "child.name"
  case childDateOfBirth = "child.dateOfBirth"
  case childUPN = "child.upn"
  case childCareID = "child.careId"
  case childYearGroup = "child.yearGroup"
  case schoolName = "school.name"
  case meetingDate = "pep.meetingDate"
  case nextMeetingDate = "pep.nextMeetingDate"
  case nextReviewDate = "pep.nextReviewDate"
  case legalStatus = "care.legalStatus"
  case socialWorker = "care.socialWorker"
  case parentalResponsibility = "care.parentalResponsibility"
  case changes = "changes.sinceLastPEP"
  case attendancePercentage = "attendance.percentage"
  case sessionsMissed = "attendance.sessionsMissed"
  case suspensionCount = "exclusions.fixedTermCount"
  case suspensionDays = "exclusions.fixedTermDays"
  case permanentlyExcluded = "exclusions.permanent"
  case onTrack = "progress.onTrack"
  case acceptableProgress = "progress.acceptable"
  case progressEvidence = "progress.evidence"
  case progressMeasures = "progress.measures"
  case targets = "targets"
  case senStatus = "sen.status"
  case senFundingUse = "sen.fundingUse"
  case childsViews = "views.child"
  case premiumSpend = "pupilPremium.spend"
  case premiumRequested = "pupilPremium.requested"
  case premiumAboveAllocation = "pupilPremium.aboveAllocation"
  case premiumAboveAllocationDetail = "pupilPremium.aboveAllocationDetail"

  package var kind: FieldKind {
    switch self {
    case .childDateOfBirth, .meetingDate, .nextMeetingDate, .nextReviewDate: .date
    case .attendancePercentage: .percentage
    case .sessionsMissed, .suspensionCount: .count
    case .suspensionDays: .number
    case .premiumRequested: .money
    case .permanentlyExcluded, .onTrack, .acceptableProgress, .premiumAboveAllocation: .yesNo
    case .senStatus: .senStatus
    case .targets: .rows([.target, .action, .who, .byWhen])
    case .premiumSpend: .rows([.intervention, .cost, .target, .impact])
    default: .text
    }
  }

  /// Who is asked when it is missing: care facts are the social worker's, the rest the designated
  /// teacher's; identity is never asked by letter.
  package var owner: Owner? {
    switch self {
    case .childName, .childDateOfBirth, .childUPN, .childCareID, .childYearGroup, .schoolName: nil
    case .legalStatus, .socialWorker, .parentalResponsibility: .socialWorker
    default: .designatedTeacher
    }
  }

  package enum Owner: String, Codable, Sendable { case designatedTeacher, socialWorker }
}

package enum FieldKind: Hashable, Sendable {
  case text, date, percentage, count, number, money, yesNo, senStatus
  case rows([Column])

  package enum Column: String, Codable, CaseIterable, Hashable, Sendable {
    case target, action, who, byWhen, intervention, cost, impact
  }
}

package enum SENStatus: String, Codable, CaseIterable, Sendable {
  case none, senSupport, ehcp, assessmentUnderWay

  /// As a letter says it.
  package var inWords: String {
    switch self {
    case .none: "none"
    case .senSupport: "SEN Support"
    case .ehcp: "EHCP"
    case .assessmentUnderWay: "EHC assessment under way"
    }
  }
}
