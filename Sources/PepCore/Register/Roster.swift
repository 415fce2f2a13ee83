/// The people of the register: children, schools and staff, as the authority's case system lists
/// them. Recipient addresses come from here and from nowhere else (promise 3 of the design).
package struct Child: Codable, Hashable, Sendable {
  /// The care ID, e.g. `C1007`; on forms "Social care ID".
  package var id: String
  package var upn: String
  package var surname: String
  package var forename: String
  package var knownAs: String?
  package var dateOfBirth: CivilDay
  package var yearGroup: YearGroup
  package var provision: Provision
  package var schoolURN: String?
  package var socialWorkerID: String?
  package var advisoryTeacherID: String?
  package var areaTeam: String
  package var placingAuthority: String
  package var inCareSince: CivilDay?
  /// The first day out of care; empty while in care.
  package var leftCareOn: CivilDay?
  /// Pounds of Pupil Premium Plus that a school may plan for in a term without asking.
  package var termlyAllocation: Double

  package init(
    id: String, upn: String, surname: String, forename: String, knownAs: String? = nil,
    dateOfBirth: CivilDay, yearGroup: YearGroup, provision: Provision, schoolURN: String?,
    socialWorkerID: String?, advisoryTeacherID: String?, areaTeam: String = "",
    placingAuthority: String = "Somerset", inCareSince: CivilDay? = nil,
    leftCareOn: CivilDay? = nil, termlyAllocation: Double = 0
  ) {
    self.id = id
    self.upn = upn
    self.surname = surname
    self.forename = forename
    self.knownAs = knownAs
    self.dateOfBirth = dateOfBirth
    self.yearGroup = yearGroup
    self.provision = provision
    self.schoolURN = schoolURN
    self.socialWorkerID = socialWorkerID
    self.advisoryTeacherID = advisoryTeacherID
    self.areaTeam = areaTeam
    self.placingAuthority = placingAuthority
    self.inCareSince = inCareSince
    self.leftCareOn = leftCareOn
    self.termlyAllocation = termlyAllocation
  }

  package enum Provision: String, Codable, CaseIterable, Sendable {
    case school
    case earlyYears = "early-years"
    case post16 = "post-16"
    case notInSchool = "not-in-school"
  }

  /// The phase whose requirements apply; it follows from the child, not from the form sent.
  package var phase: Phase {
    if provision == .earlyYears { return .earlyYears }
    if provision == .post16 { return .post16 }
    return yearGroup.phase
  }

  package func isInCare(on day: CivilDay) -> Bool {
    leftCareOn.map { day < $0 } ?? true
  }
}

package enum Phase: String, Codable, CaseIterable, Hashable, Sendable {
  case earlyYears = "early-years"
  case keyStages1to4 = "ks1-4"
  case post16 = "post-16"
}

/// National curriculum year: N, R, 1 … 14.
package struct YearGroup: Hashable, Sendable, Codable, CustomStringConvertible {
  /// -1 for nursery, 0 for Reception.
  package let number: Int

  package init?(_ text: String) {
    switch text.uppercased() {
    case "N": number = -1
    case "R": number = 0
    default:
      guard let n = Int(text), (1...14).contains(n) else { return nil }
      number = n
    }
  }

  package var description: String {
    switch number {
    case -1: "N"
    case 0: "R"
    default: String(number)
    }
  }

  package var phase: Phase {
    switch number {
    case -1: .earlyYears
    case 0...11: .keyStages1to4
    default: .post16
    }
  }

  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let year = YearGroup(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not a year group (N, R, 1 to 14)"))
    }
    self = year
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

package struct School: Codable, Hashable, Sendable {
  package var urn: String
  package var name: String
  package var designatedTeacher: String
  package var designatedTeacherEmail: String
  package var headTeacher: String
  package var headTeacherEmail: String
  /// Mail domains of the school, lower case.
  package var domains: [String]
  package var phone: String

  package init(
    urn: String, name: String, designatedTeacher: String, designatedTeacherEmail: String,
    headTeacher: String = "", headTeacherEmail: String = "", domains: [String], phone: String = ""
  ) {
    self.urn = urn
    self.name = name
    self.designatedTeacher = designatedTeacher
    self.designatedTeacherEmail = designatedTeacherEmail
    self.headTeacher = headTeacher
    self.headTeacherEmail = headTeacherEmail
    self.domains = domains
    self.phone = phone
  }
}

package struct StaffMember: Codable, Hashable, Sendable {
  package var id: String
  package var name: String
  package var role: Role
  package var email: String
  package var areaTeam: String

  package init(id: String, name: String, role: Role, email: String, areaTeam: String = "") {
    self.id = id
    self.name = name
    self.role = role
    self.email = email
    self.areaTeam = areaTeam
  }

  package enum Role: String, Codable, CaseIterable, Sendable {
    case socialWorker = "social-worker"
    case advisoryTeacher = "advisory-teacher"
    case pepCoordinator = "pep-coordinator"
    case virtualHead = "virtual-head"
    case leadEducationAdviser = "lead-education-adviser"
    case seniorEducationalPsychologist = "senior-educational-psychologist"
  }
}

/// What a roster import brings, as one value.
package struct Roster: Codable, Hashable, Sendable {
  package var children: [Child]
  package var schools: [School]
  package var staff: [StaffMember]
  package init(children: [Child] = [], schools: [School] = [], staff: [StaffMember] = []) {
    self.children = children
    self.schools = schools
    self.staff = staff
  }
}
