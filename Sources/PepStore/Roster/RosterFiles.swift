import FoundationEssentials
import PepCore

/// Reads `children.csv`, `schools.csv` and `people.csv`, as the case system exports them. A roster
/// with anything wrong in it is refused whole: half of one would look like children who left.
package enum RosterFiles {
  package static func read(folder: String) throws -> Roster {
    try read { name in
      try LocalFileSystem(root: folder).readAll(folder + "/" + name)
    }
  }

  static let childColumns = [
    "child_id", "upn", "surname", "forename", "known_as", "date_of_birth", "year_group",
    "provision", "school_urn", "social_worker", "advisory_teacher", "area_team",
    "placing_authority", "in_care_since", "left_care_on", "termly_allocation",
  ]
  static let schoolColumns = [
    "urn", "name", "designated_teacher", "designated_teacher_email", "head_teacher",
    "head_teacher_email", "domains", "phone",
  ]
  static let personColumns = ["person_id", "name", "role", "email", "area_team"]

  static func read(_ bytes: (String) throws -> Data?) throws -> Roster {
    var reading = Reading()
    func table(_ file: String, _ columns: [String]) throws -> RosterTable? {
      guard let bytes = try bytes(file) else {
        reading.problems.append(
          RosterProblem(file: file, line: nil, column: nil, kind: .fileMissing))
        return nil
      }
      let table = RosterTable(bytes, file: file, columns: columns)
      reading.problems += table.problems
      return table
    }
    let people = try table("people.csv", personColumns)
    let schools = try table("schools.csv", schoolColumns)
    let children = try table("children.csv", childColumns)
    if let people, let schools, let children {
      reading.read(people, "person_id", into: \.staff) { $0.person() }
      reading.read(schools, "urn", into: \.schools) { $0.school() }
      // A key that the other file lacks only for its own mistake would be a mistake told twice.
      let keys = reading.problems.isEmpty ? RosterKeys(reading.roster) : nil
      reading.read(children, "child_id", into: \.children) { $0.child(keys) }
    }
    guard reading.problems.isEmpty else { throw RosterProblems(problems: reading.problems) }
    return reading.roster
  }

  private struct Reading {
    var roster = Roster()
    var problems: [RosterProblem] = []

    mutating func read<Value>(
      _ table: RosterTable, _ key: String, into list: WritableKeyPath<Roster, [Value]>,
      _ member: (inout RosterRow) -> Value?
    ) {
      var lines: [String: Int] = [:]
      for row in table.rows {
        var row = RosterRow(row, file: table.file)
        let name = row.required(key)
        if let first = lines[name] { row.report(key, .keyTwice(firstLine: first)) }
        if !name.isEmpty { lines[name] = lines[name] ?? row.row.line }
        if let value = member(&row) { roster[keyPath: list].append(value) }
        problems += row.problems
      }
    }
  }
}

/// The keys that a child's line may name.
struct RosterKeys {
  let schools: Set<String>
  let staff: Set<String>

  init(_ roster: Roster) {
    schools = Set(roster.schools.map(\.urn))
    staff = Set(roster.staff.map(\.id))
  }
}
