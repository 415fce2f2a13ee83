import PepCore

extension RosterRow {
  mutating func person() -> StaffMember? {
    let name = required("name")
    let role = oneOf("role", StaffMember.Role.self)
    let email = email("email")
    guard let role else { return nil }
    return StaffMember(
      id: text("person_id"), name: name, role: role, email: email, areaTeam: text("area_team"))
  }

  mutating func school() -> School? {
    School(
      urn: text("urn"), name: required("name"), designatedTeacher: required("designated_teacher"),
      designatedTeacherEmail: email("designated_teacher_email"),
      headTeacher: text("head_teacher"), headTeacherEmail: optionalEmail("head_teacher_email"),
      domains: domains("domains"), phone: text("phone"))
  }

  /// `keys` is nil where the other files could not be read, so that nothing can be looked up.
  mutating func child(_ keys: RosterKeys?) -> Child? {
    let birth = date("date_of_birth")
    let year = YearGroup(required("year_group"))
    if year == nil && !text("year_group").isEmpty {
      report("year_group", .notOneOf(["N", "R"] + (1...14).map(String.init)))
    }
    let provision = oneOf("provision", Child.Provision.self)
    let since = optionalDate("in_care_since")
    let left = optionalDate("left_care_on")
    if let since, let left, left < since { report("left_care_on", .datesCrossed) }
    if provision == .school { _ = required("school_urn") }
    _ = required("social_worker")
    check("school_urn", keys?.schools, "schools.csv")
    check("social_worker", keys?.staff, "people.csv")
    check("advisory_teacher", keys?.staff, "people.csv")
    let upn = upn("upn")
    let (surname, forename) = (required("surname"), required("forename"))
    let (authority, allocation) = (required("placing_authority"), amount("termly_allocation"))
    guard let birth, let year, let provision else { return nil }
    return Child(
      id: text("child_id"), upn: upn, surname: surname, forename: forename,
      knownAs: optional("known_as"), dateOfBirth: birth, yearGroup: year, provision: provision,
      schoolURN: optional("school_urn"), socialWorkerID: optional("social_worker"),
      advisoryTeacherID: optional("advisory_teacher"), areaTeam: text("area_team"),
      placingAuthority: authority, inCareSince: since, leftCareOn: left,
      termlyAllocation: allocation)
  }

  private mutating func check(_ column: String, _ keys: Set<String>?, _ file: String) {
    guard let keys, let key = optional(column), !keys.contains(key) else { return }
    report(column, .unknownKey(inFile: file))
  }
}
