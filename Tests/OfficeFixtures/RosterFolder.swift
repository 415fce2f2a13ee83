import Foundation
import PepCore

extension SampleOffice {
  /// The roster as the case system exports it: three CSV files in a folder.
  package func writeRoster(to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    func write(_ name: String, _ lines: [String]) throws {
      let text = lines.map { $0 + "\n" }.joined()
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    try write(
      "children.csv",
      [
        "child_id,upn,surname,forename,known_as,date_of_birth,year_group,provision,school_urn,"
          + "social_worker,advisory_teacher,area_team,placing_authority,in_care_since,left_care_on,"
          + "termly_allocation"
      ]
        + children.map { child in
          [
            child.id, child.upn, child.surname, child.forename, "", child.dateOfBirth.description,
            child.yearGroup.description, child.provision.rawValue, child.schoolURN ?? "",
            child.socialWorkerID ?? "", child.advisoryTeacherID ?? "", child.areaTeam,
            child.placingAuthority, child.inCareSince?.description ?? "",
            child.leftCareOn?.description ?? "", "\(Int(child.termlyAllocation))",
          ].joined(separator: ",")
        })
    try write(
      "schools.csv",
      [
        "urn,name,designated_teacher,designated_teacher_email,head_teacher,head_teacher_email,"
          + "domains,phone"
      ]
        + schools.map { school in
          [
            school.urn, school.name, school.designatedTeacher, school.designatedTeacherEmail,
            school.headTeacher, school.headTeacherEmail, school.domains.joined(separator: " "),
            school.phone,
          ].joined(separator: ",")
        })
    try write(
      "people.csv",
      ["person_id,name,role,email,area_team"]
        + staff.map {
          [$0.id, $0.name, $0.role.rawValue, $0.email, $0.areaTeam].joined(separator: ",")
        })
  }
}
