import OfficeFixtures
import PepCore

extension SampleOffice {
  /// A Virtual School of a county: a school for every eight children, social workers and Advisory
  /// Teachers as many as it has, area teams, and some children whom another authority placed.
  /// Beside them children who come into care in the course of the year.
  static func county(
    children count: Int, _ chance: inout Chance
  ) -> (SampleOffice, newcomers: [Child]) {
    var office = SampleOffice(children: count * 5 / 2, withVirtualHead: true)
    let schools = office.schools.map(\.urn)
    office.children = Array(office.children.prefix(count + count / 20))
    for role in [StaffMember.Role.leadEducationAdviser, .seniorEducationalPsychologist] {
      office.add(role, "Q")
    }
    for _ in 0..<(count / 15 + 1) { office.add(.socialWorker, "S") }
    for _ in 0..<(count / 75 + 1) { office.add(.advisoryTeacher, "A") }
    for index in office.children.indices {
      office.children[index].schoolURN = chance.of(98) ? chance.oneOf(schools) : nil
      office.children[index].socialWorkerID =
        chance.of(98) ? office.some(.socialWorker, &chance) : nil
      office.children[index].advisoryTeacherID = office.some(.advisoryTeacher, &chance)
      office.children[index].areaTeam = chance.oneOf(["East", "North", "South", ""])
      if chance.of(4) { office.children[index].placingAuthority = "Northmoor" }
    }
    let newcomers = Array(office.children.dropFirst(count))
    office.children = Array(office.children.prefix(count))
    return (office, newcomers)
  }

  private mutating func add(_ role: StaffMember.Role, _ letter: String) {
    let number = staff.count { $0.role == role } + 1
    staff.append(
      StaffMember(
        id: "\(letter)\(number)", name: "Person \(letter)\(number)", role: role,
        email: "\(letter.lowercased())\(number)-\(role.rawValue)@somerset.example"))
  }

  func some(_ role: StaffMember.Role, _ chance: inout Chance) -> String {
    chance.oneOf(staff.filter { $0.role == role }.map(\.id))
  }
}
