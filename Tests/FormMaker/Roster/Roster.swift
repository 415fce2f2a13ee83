/// The people that a set is about, as its three roster files name them.
struct Roster {
  var children: [Child] = []
  var schools: [School] = []
  var people: [Person] = []
  /// Indices of children who share birthday, surname and school with the child before them.
  var twins: Set<Int> = []

  func school(of child: Child) -> School? { schools.first { $0.urn == child.school } }
  func person(_ id: String) -> Person? { people.first { $0.id == id } }
}

enum Phase: String { case earlyYears = "early-years", keyStages = "ks1-4", post16 = "post-16" }

struct Child {
  var id: String
  var upn: String
  var surname: String
  var forename: String
  var knownAs: String
  var birth: Day
  var year: String
  var provision: String
  var school: String
  var socialWorker: String
  var advisoryTeacher: String
  var area: String
  var authority: String
  var inCareSince: Day
  var leftCareOn: Day?
  var allocation: Int

  var fullName: String { "\(forename) \(surname)" }

  /// FORMAT: "early-years or year N -> early-years; R..11 -> ks1-4; 12..14 or post-16 -> post-16".
  var phase: Phase {
    if provision == "early-years" || year == "N" { return .earlyYears }
    if provision == "post-16" || (Int(year) ?? 0) >= 12 { return .post16 }
    return .keyStages
  }
}

struct School {
  var urn: String
  var name: String
  var teacher: String
  var teacherEmail: String
  var head: String
  var headEmail: String
  var domains: [String]
  var phone: String
  var phase: Phase
}

struct Person {
  var id: String
  var name: String
  var role: String
  var email: String
  var area: String
}

/// A child's number as the Department for Education forms it: the check letter is the sum of
/// digit × (2 … 13), modulo 23, in an alphabet without I, O and S.
enum UPN {
  static let alphabet = Array("ABCDEFGHJKLMNPQRTUVWXYZ")

  static func make(_ digits: [Int]) -> String {
    let sum = digits.enumerated().reduce(0) { $0 + $1.element * ($1.offset + 2) }
    return String(alphabet[sum % 23]) + digits.map(String.init).joined()
  }

  /// The same number with a letter that is wrong, as a slip of the pen makes it.
  static func withWrongLetter(_ upn: String) -> String {
    let index = alphabet.firstIndex { $0 == upn.first } ?? 0
    return String(alphabet[(index + 5) % 23]) + upn.dropFirst()
  }
}

extension Roster {
  /// The files of `roster/`, by name.
  var files: [(name: String, text: String)] {
    [("children.csv", childrenText), ("schools.csv", schoolsText), ("people.csv", peopleText)]
  }

  private var childrenText: String {
    let head =
      "child_id,upn,surname,forename,known_as,date_of_birth,year_group,provision,school_urn,"
      + "social_worker,advisory_teacher,area_team,placing_authority,in_care_since,left_care_on,"
      + "termly_allocation"
    return Self.csv(
      head,
      children.map {
        [
          $0.id, $0.upn, $0.surname, $0.forename, $0.knownAs, $0.birth.iso, $0.year, $0.provision,
          $0.school, $0.socialWorker, $0.advisoryTeacher, $0.area, $0.authority, $0.inCareSince.iso,
          $0.leftCareOn?.iso ?? "", String($0.allocation),
        ]
      })
  }

  private var schoolsText: String {
    Self.csv(
      "urn,name,designated_teacher,designated_teacher_email,head_teacher,head_teacher_email,domains,phone",
      schools.map {
        [
          $0.urn, $0.name, $0.teacher, $0.teacherEmail, $0.head, $0.headEmail,
          $0.domains.joined(separator: " "), $0.phone,
        ]
      })
  }

  private var peopleText: String {
    Self.csv(
      "person_id,name,role,email,area_team",
      people.map { [$0.id, $0.name, $0.role, $0.email, $0.area] })
  }

  private static func csv(_ head: String, _ rows: [[String]]) -> String {
    let lines = rows.map { row in
      row.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",")
    }
    return ([head] + lines).joined(separator: "\n") + "\n"
  }
}
