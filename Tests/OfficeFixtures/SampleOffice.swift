import PepCore

/// A small Virtual School for tests: everybody invented, every domain `.example`, and each child with
/// a name, a birthday and a number that occur nowhere else, so that a test can search for them.
package struct SampleOffice: Sendable {
  package static let authority = "Somerset"
  package static let mailbox = "thevirtualschool@somerset.example"
  /// Signs the Authentication-Results that count.
  package static let mailServer = "mx.somerset.example"

  package var children: [Child] = []
  package var schools: [School] = []
  package var staff: [StaffMember] = []

  /// `count` children at one school for every twenty; one Advisory Teacher, one social worker, one
  /// co-ordinator; a Virtual Head where a test wants one. `mark` makes the addresses this office's own, for tests that share mail servers.
  package init(children count: Int = 3, mark: String = "", withVirtualHead: Bool = false) {
    staff = [
      Self.person("P1", "Rosalind Okehurst", .pepCoordinator, mark),
      Self.person("P2", "Barnaby Thistlewood", .advisoryTeacher, mark),
      Self.person("P3", "Henrietta Vosper", .socialWorker, mark),
    ]
    if withVirtualHead {
      staff.append(Self.person("P4", "Leopold Wraxall", .virtualHead, mark))
    }
    schools = (0...((max(count, 1) - 1) / 20)).map { Self.school($0, mark) }
    children = (1...max(count, 1)).map { Self.child($0, schools[($0 - 1) / 20].urn) }
  }

  package var roster: Roster { Roster(children: children, schools: schools, staff: staff) }

  package func school(of child: Child) -> School {
    schools.first { $0.urn == child.schoolURN } ?? schools[0]
  }
  package func address(_ role: StaffMember.Role) -> String {
    staff.first { $0.role == role }?.email ?? ""
  }

  /// What must stand in no log line, error, subject or chase: names, birthdays in several spellings,
  /// numbers and addresses of children; names and addresses of everybody else.
  package var personalData: [String] {
    children.flatMap { child in
      let day = child.dateOfBirth
      return [
        child.surname, child.forename, child.upn, day.description, day.inWords,
        "\(Self.two(day.day))/\(Self.two(day.month))/\(day.year)",
      ]
    } + schools.flatMap { [$0.designatedTeacher, $0.designatedTeacherEmail] }
      + staff.flatMap { [$0.name, $0.email] }
  }

  /// Of these, what belongs to children.
  package var childrensData: [String] { Array(personalData.prefix(children.count * 6)) }

  static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func person(
    _ id: String, _ name: String, _ role: StaffMember.Role, _ mark: String
  ) -> StaffMember {
    StaffMember(
      id: id, name: name, role: role, email: "\(id.lowercased())\(mark)@somerset.example",
      areaTeam: "North")
  }

  private static func school(_ index: Int, _ mark: String) -> School {
    let domain = "larkrise\(index)\(mark).example"
    return School(
      urn: "\(900_001 + index)", name: "Larkrise \(Syllables.word(index)) School",
      designatedTeacher: "Tamsin Orrell\(Syllables.word(index).lowercased())",
      designatedTeacherEmail: "dt@\(domain)", headTeacher: "Piers Hallam",
      headTeacherEmail: "head@\(domain)", domains: [domain], phone: "01632 960999")
  }

  private static func child(_ number: Int, _ urn: String) -> Child {
    let digits = String(100_000_000_000 + number * 7)
    return Child(
      id: "C\(9000 + number)", upn: UPN.withCheckLetter(digits),
      surname: "Q" + Syllables.word(number).lowercased() + "by",
      forename: "Z" + Syllables.word(number + 7).lowercased() + "a",
      dateOfBirth: CivilDay(number: 14_975 + number % 330), yearGroup: yearEight,
      provision: .school, schoolURN: urn, socialWorkerID: "P3", advisoryTeacherID: "P2",
      areaTeam: "North", placingAuthority: authority, inCareSince: CivilDay(number: 18_000),
      termlyAllocation: 850)
  }

  private static let yearEight = (1...14).compactMap { YearGroup(String($0)) }[7]
}

/// Names without end: the number spelt in syllables.
enum Syllables {
  private static let all = [
    "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va",
  ]

  static func word(_ number: Int) -> String {
    var rest = number
    var text = ""
    for _ in 0..<4 {
      text += all[rest % all.count]
      rest /= all.count
    }
    return text.prefix(1).uppercased() + text.dropFirst()
  }
}

extension UPN {
  /// The check letter in front of twelve digits (DfE, "Unique pupil numbers").
  static func withCheckLetter(_ digits: String) -> String {
    let sum = zip(digits.compactMap(\.wholeNumberValue), 2...13).reduce(0) { $0 + $1.0 * $1.1 }
    let letters = Array("ABCDEFGHJKLMNPQRTUVWXYZ")
    return String(letters[sum % 23]) + digits
  }
}
