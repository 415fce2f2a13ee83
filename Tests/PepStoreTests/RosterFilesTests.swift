import FoundationEssentials
import PepCore
import Testing

@testable import PepStore

@Suite struct RosterFilesTests {
  private static let people = """
    person_id,name,role,email,area_team
    P901,Rowan Teasdale,social-worker,r.teasdale@county.example,Northmoor
    P902,Una Maddern,advisory-teacher,u.maddern@county.example,Northmoor

    """
  private static let schools = """
    urn,name,designated_teacher,designated_teacher_email,head_teacher,head_teacher_email,domains,phone
    900001,"Larkrise, Upper",Tamsin Orrell,dt@larkrise.example,,,larkrise.example LARK.example,01632 960999

    """
  private static let children = """
    child_id,upn,surname,forename,known_as,date_of_birth,year_group,provision,school_urn,social_worker,advisory_teacher,area_team,placing_authority,in_care_since,left_care_on,termly_allocation
    C9001,A999000000001,Quenby,Isolde,Izzy,2013-10-22,7,school,900001,P901,P902,Northmoor,Somerset,2022-01-08,,850
    C9002,,Threlfall,Jory,,2023-02-01,N,early-years,,P901,,,Somerset,,,130.50

    """

  private func read(
    people: String = people, schools: String = schools, children: String = children
  ) throws -> Roster {
    try RosterFiles.read { name in
      switch name {
      case "people.csv": Data(people.utf8)
      case "schools.csv": Data(schools.utf8)
      default: Data(children.utf8)
      }
    }
  }

  private func problems(_ read: () throws -> Roster) -> [RosterProblem] {
    do {
      _ = try read()
    } catch let found as RosterProblems {
      return found.problems
    } catch {
      Issue.record("\(error)")
    }
    return []
  }

  private func problem(
    _ file: String, _ line: Int?, _ column: String?, _ kind: RosterProblem.Kind
  ) -> RosterProblem {
    RosterProblem(file: file, line: line, column: column, kind: kind)
  }

  @Test func `the shipped example is a roster, and the README names every column`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let roster = try RosterFiles.read(folder: root.appending(path: "config/roster").path)
    #expect([roster.children.count, roster.schools.count, roster.staff.count] == [3, 2, 4])
    let readme = String(
      decoding: try Data(contentsOf: root.appending(path: "README.md")), as: UTF8.self)
    for (file, columns) in [
      ("people.csv", RosterFiles.personColumns), ("schools.csv", RosterFiles.schoolColumns),
      ("children.csv", RosterFiles.childColumns),
    ] {
      let row = readme.split(separator: "\n").first { $0.hasPrefix("| `\(file)` |") } ?? ""
      #expect(columns.filter { !row.contains("`\($0)`") } == [], "of \(file)")
    }
    for role in StaffMember.Role.allCases { #expect(readme.contains("`\(role.rawValue)`")) }
    for provision in Child.Provision.allCases {
      #expect(readme.contains("`\(provision.rawValue)`"))
    }
  }

  @Test func `a roster is read`() throws {
    let roster = try read()
    #expect(roster.children.map(\.id) == ["C9001", "C9002"])
    #expect(roster.children[0].dateOfBirth.description == "2013-10-22")
    #expect(roster.children[1].upn == "" && roster.children[1].termlyAllocation == 130.5)
    #expect(roster.schools[0].name == "Larkrise, Upper")
    #expect(roster.schools[0].domains == ["larkrise.example", "lark.example"])
    #expect(roster.staff.map(\.role) == [.socialWorker, .advisoryTeacher])
  }

  @Test func `a byte order mark, CRLF and empty last lines are accepted`() throws {
    let windows = "\u{feff}" + Self.children.replacing("\n", with: "\r\n") + ",,,,,,,,,,,,,,,\r\n"
    #expect(try read(children: windows) == read())
  }

  /// What is changed in `children.csv`, and what is told about it.
  static let flaws: [(String, String, Int, String?, RosterProblem.Kind)] = [
    ("2013-10-22", "22/10/2013", 2, "date_of_birth", .notADate),
    ("2013-10-22", "", 2, "date_of_birth", .valueMissing),
    ("A999000000001", "A99900000001", 2, "upn", .notAUPN),
    ("A999000000001", "9999000000001", 2, "upn", .notAUPN),
    (
      ",school,", ",academy,", 2, "provision",
      .notOneOf(["school", "early-years", "post-16", "not-in-school"])
    ),
    (
      ",7,school", ",15,school", 2, "year_group", .notOneOf(["N", "R"] + (1...14).map(String.init))
    ),
    ("900001", "900009", 2, "school_urn", .unknownKey(inFile: "schools.csv")),
    ("900001", "", 2, "school_urn", .valueMissing),
    ("P902", "P999", 2, "advisory_teacher", .unknownKey(inFile: "people.csv")),
    ("C9002", "C9001", 3, "child_id", .keyTwice(firstLine: 2)),
    ("130.50", "£130", 3, "termly_allocation", .notAnAmount),
    ("130.50", "-1", 3, "termly_allocation", .notAnAmount),
    ("2022-01-08,", "2022-01-08,2021-01-01", 2, "left_care_on", .datesCrossed),
    ("Quenby,", "", 2, nil, .fields(expected: 16, found: 15)),
    ("Quenby", "\"Quenby", 2, nil, .unclosedQuote),
    ("Quenby", "Quen\"by", 2, nil, .strayQuote),
    ("Quenby", "\"Quen\"by", 2, nil, .strayQuote),
    ("child_id,upn,surname", "child_id,upn,surnam", 1, "surname", .missingColumn),
    ("known_as", "surname", 1, "surname", .columnTwice),
  ]

  @Test(arguments: flaws.indices) func `a flaw is told with line and column`(index: Int) throws {
    let (old, new, line, column, kind) = Self.flaws[index]
    let children = Self.children.replacing(old, with: new, maxReplacements: 1)
    #expect(children != Self.children)
    #expect(
      problems { try read(children: children) }.contains(
        problem("children.csv", line, column, kind)))
  }

  @Test func `lines are counted over values with line ends`() throws {
    let children = Self.children.replacing("Izzy", with: "\"Izzy\nor Is\"")
      .replacing("2023-02-01", with: "soon")
    #expect(
      problems { try read(children: children) }
        == [problem("children.csv", 4, "date_of_birth", .notADate)])
  }

  @Test(arguments: [
    "dt", "dt@larkrise", "dt @larkrise.example", "a@b@larkrise.example", "@larkrise.example",
    "dt@larkrise.example,x@y.example", "<dt@larkrise.example>", "dt@-larkrise.example",
  ])
  func `what is no single address is refused`(email: String) throws {
    let schools = Self.schools.replacing("dt@larkrise.example", with: "\"\(email)\"")
    #expect(
      problems { try read(schools: schools) }
        == [problem("schools.csv", 2, "designated_teacher_email", .notAnEmail)])
  }

  @Test func `Excel's encodings are told apart`() throws {
    func kind(_ bytes: [UInt8]) -> RosterProblem? {
      problems {
        try RosterFiles.read { $0 == "people.csv" ? Data(bytes) : Data("x".utf8) }
      }.first
    }
    let windows = Array(Self.people.utf8) + Array("P903,Zo".utf8) + [0xeb, 0x0a]
    #expect(kind(windows) == problem("people.csv", 4, nil, .encoding(.windows1252)))
    #expect(kind([0xff, 0xfe, 0x70, 0]) == problem("people.csv", 1, nil, .encoding(.utf16)))
    #expect(kind([0x70, 0x0a, 0xff, 0x81]) == problem("people.csv", 2, nil, .encoding(.unknown)))
  }

  @Test func `a file that is not there or empty is told`() throws {
    #expect(
      problems { try RosterFiles.read(folder: "/nowhere") }.map(\.kind)
        == [.fileMissing, .fileMissing, .fileMissing])
    #expect(
      problems { try read(children: "") } == [problem("children.csv", nil, nil, .empty)])
  }

  @Test func `no problem shows what stands in the file`() throws {
    let noHeading = Self.children.split(separator: "\n").dropFirst().joined(separator: "\n")
    var found = problems { try read(children: noHeading) }
    #expect(found.contains { if case .unknownColumn(3, _) = $0.kind { true } else { false } })
    for flaw in Self.flaws {
      let children = Self.children.replacing(flaw.0, with: flaw.1, maxReplacements: 1)
      found += problems { try read(children: children) }
    }
    let text = String(reflecting: found).lowercased()
    for particular in ["quenby", "isolde", "izzy", "threlfall", "2013-10", "22/10", "a999"] {
      #expect(!text.contains(particular))
    }
  }
}
