/// Makes up an authority: staff, schools, and children enough for a set.
struct RosterMaker {
  private var dice: Dice
  private var roster = Roster()
  private var usedNames: Set<String> = []
  private var usedAddresses: Set<String> = []

  private static let areas = ["Levels", "Mendip Edge", "Quantock", "Parrett"]

  static func make(children: Int, _ dice: Dice) -> Roster {
    var maker = RosterMaker(dice: dice)
    maker.makeStaff()
    maker.makeSchools(max(9, children / 9))
    while maker.roster.children.count < children { maker.makeChild() }
    return maker.roster
  }

  private init(dice: Dice) { self.dice = dice }

  // MARK: Staff and schools

  private mutating func makeStaff() {
    addStaff("P1", 12, "social-worker")
    addStaff("P2", 6, "advisory-teacher")
    addStaff("P3", 2, "pep-coordinator")
    addStaff("P4", 1, "virtual-head")
    addStaff("P5", 1, "lead-education-adviser")
  }

  private mutating func addStaff(_ prefix: String, _ count: Int, _ role: String) {
    for number in 1...count {
      let name = adult()
      let area = ["social-worker", "advisory-teacher"].contains(role) ? dice.pick(Self.areas) : ""
      roster.people.append(
        Person(
          id: "\(prefix)\(two(number))", name: name, role: role,
          email: address(name, at: "somerset.example"), area: area))
    }
  }

  private mutating func adult() -> String {
    while true {
      let name = dice.pick(Names.adults) + " " + dice.pick(Names.surnames)
      if usedNames.insert(name).inserted { return name }
    }
  }

  private mutating func address(_ name: String, at domain: String) -> String {
    let words = name.split(separator: " ")
    let first = Ascii.letters(words.first.map(String.init) ?? "")
    let last = Ascii.letters(words.dropFirst().joined())
    let base =
      domain == "somerset.example" || dice.chance(0.6)
      ? "\(first.prefix(1)).\(last)" : "\(first.prefix(1))\(last)"
    var candidate = "\(base)@\(domain)"
    while !usedAddresses.insert(candidate).inserted {
      candidate = "\(base)\(dice.within(2...99))@\(domain)"
    }
    return candidate
  }

  private mutating func makeSchools(_ count: Int) {
    for number in 0..<count {
      let phase: Phase = number % 9 == 4 ? .earlyYears : number % 9 == 7 ? .post16 : .keyStages
      let (name, domain) = schoolName(phase)
      let teacher = adult()
      let head = adult()
      roster.schools.append(
        School(
          urn: String(902_000 + number * 7 + dice.below(7)), name: name, teacher: teacher,
          teacherEmail: address(teacher, at: domain), head: head,
          headEmail: address(head, at: domain), domains: [domain],
          phone: "01632 960\(100 + number % 900)", phase: phase))
    }
  }

  private mutating func schoolName(_ phase: Phase) -> (String, String) {
    let kinds: [String]
    switch phase {
    case .earlyYears: kinds = ["Nursery", "Pre-school", "Early Years Centre"]
    case .post16: kinds = ["College", "Sixth Form College"]
    case .keyStages:
      kinds = [
        "Primary School", "Academy", "Community School", "Church of England Primary School",
        "High School",
      ]
    }
    while true {
      let place = dice.pick(Places.names)
      let name = place + " " + dice.pick(kinds)
      let domain = Ascii.letters(name).prefix(18) + ".example"
      guard usedNames.insert(name).inserted, usedAddresses.insert(String(domain)).inserted else {
        continue
      }
      return (name, String(domain))
    }
  }

  // MARK: Children

  private mutating func makeChild() {
    let school = dice.pick(roster.schools)
    let first = child(at: school, surname: nil, birth: nil)
    roster.children.append(first)
    let roll = dice.below(100)
    if roll < 5 {
      roster.twins.insert(roster.children.count)
      roster.children.append(child(at: school, surname: first.surname, birth: first.birth))
    } else if roll < 12 {
      roster.children.append(child(at: school, surname: first.surname, birth: nil))
    }
  }

  private mutating func child(at school: School, surname: String?, birth: Day?) -> Child {
    let year = birth.map(Self.year) ?? yearGroup(school.phase)
    let born = birth ?? birthday(of: year)
    let family = surname ?? doubled(dice.pick(Names.surnames))
    let forename = freshForename(family)
    let since = Day(
      number: born.number + dice.within(400...max(401, Day(2026, 6, 1).number - born.number)))
    let workers = roster.people.filter { $0.role == "social-worker" }
    let teachers = roster.people.filter { $0.role == "advisory-teacher" }
    let digits = [9, 9, 7] + (0..<9).map { _ in dice.below(10) }
    return Child(
      id: "C\(2000 + roster.children.count * 3 + dice.below(3))", upn: UPN.make(digits),
      surname: family, forename: forename,
      knownAs: dice.chance(0.7) ? Names.shortNames[forename] ?? "" : "",
      birth: born, year: year,
      provision: school.phase == .earlyYears
        ? "early-years" : school.phase == .post16 ? "post-16" : "school",
      school: school.urn, socialWorker: dice.pick(workers).id,
      advisoryTeacher: dice.pick(teachers).id,
      area: dice.pick(Self.areas), authority: "Somerset", inCareSince: since, leftCareOn: nil,
      allocation: 850)
  }

  private mutating func doubled(_ surname: String) -> String {
    guard dice.chance(0.08), !surname.contains(" "), !surname.contains("-") else { return surname }
    let other = dice.pick(
      Names.surnames.filter { !$0.contains(" ") && !$0.contains("-") && $0 != surname })
    return "\(surname)-\(other)"
  }

  /// No two children of a set are called the same, or a form would rightly fit two. Neither do two
  /// share a forename and half of a double surname.
  private mutating func freshForename(_ surname: String) -> String {
    while true {
      let forename = dice.pick(Names.forenames)
      let halves = surname.split(separator: "-").map { "\(forename) \($0)" }
      guard halves.allSatisfy({ !usedNames.contains($0) }) else { continue }
      usedNames.formUnion(halves)
      return forename
    }
  }

  private mutating func yearGroup(_ phase: Phase) -> String {
    switch phase {
    case .earlyYears: "N"
    case .post16: String(dice.within(12...13))
    case .keyStages: dice.chance(0.06) ? "R" : String(dice.within(1...11))
    }
  }

  private mutating func birthday(of year: String) -> Day {
    let start = 2026 - (year == "N" ? 4 : year == "R" ? 5 : (Int(year) ?? 1) + 5)
    return Day(number: Day(start, 9, 1).number + dice.below(364))
  }

  private static func year(_ birth: Day) -> String {
    let start = birth.month >= 9 ? birth.year : birth.year - 1
    let year = 2026 - start - 5
    return year < 0 ? "N" : year == 0 ? "R" : String(year)
  }
}

enum Places {
  static let names = [
    "Ashcombe Vale", "Barrow Mump", "Bramblecombe", "Catgill", "Chedwell", "Coldharbour",
    "Cranmoor",
    "Dunwear", "Eastcott", "Fernhay", "Fiddlers Green", "Greylake", "Hartscombe", "Hollowmead",
    "Isle Bridge", "Kingsdown Mead", "Lamyatt Hill", "Longsutton Cross", "Marlpits", "Nettlecombe",
    "Northover", "Oakhampton", "Old Cleeve Road", "Pedwell Ridge", "Penselwood", "Quarme",
    "Ringwell",
    "Rookery Lane", "Saltmoor", "Sandford Rise", "Sedgewick", "St Aldhelm's", "St Brannoc's",
    "Stowey Park", "Thornfalcon", "Two Rivers", "Upottery", "Vellow", "Westonzoyland Way",
    "Wiveley",
    "Withy Bridge", "Woolavington Drove", "Yarrow Bank",
  ]
}

enum Ascii {
  /// Lower-case letters without accents, for addresses and file names.
  static func letters(_ text: String) -> String {
    String(plain(text).lowercased().filter { $0.isASCII && $0.isLetter })
  }

  /// Accents off, everything else as it is.
  static func plain(_ text: String) -> String {
    text.reduce(into: "") { $0.append(map[$1] ?? $1) }
  }

  private static let map: [Character: Character] = [
    "é": "e", "ï": "i", "ë": "e", "â": "a", "ø": "o", "ń": "n", "í": "i", "É": "E",
  ]
}
