import Testing

@testable import PepCore

@Suite struct IdentityTests {
  @Test(arguments: ["H801200001001", "h 801 200 001 001"])
  func `a UPN is read however it is spaced`(text: String) throws {
    #expect(try #require(UPN(text)).isValid)
  }

  @Test func `a wrong check letter and other shapes are told apart`() {
    #expect(UPN("A801200001001")?.isValid == false)
    #expect(UPN("801200001001") == nil)
    #expect(UPN("see front page") == nil)
  }

  private let child = Child(
    id: "C1", upn: "H801200001001", surname: "O'Brannagh-Šimić", forename: "Mary-Jo", knownAs: "MJ",
    dateOfBirth: CivilDay(number: 16_000), yearGroup: .eight, provision: .school,
    schoolURN: nil, socialWorkerID: nil, advisoryTeacherID: nil)

  @Test(arguments: [
    ("Mary-Jo O’Brannagh-Simic", NameAgreement.full), ("O'BRANNAGH-ŠIMIĆ, Mary-Jo", .full),
    ("MJ O'Brannagh", .full), ("Mary Jo Anne O'Brannagh Simic", .full), ("M O'Brannagh", .initial),
    ("O'Brannagh", .partial), ("Mary-Jo Oldacre", .otherSurname),
    ("Peter O'Brannagh", .otherForename),
    ("Peter Oldacre", .none),
  ]) func `names are compared as people write them`(written: String, agreement: NameAgreement) {
    #expect(NameAgreement(written, child) == agreement)
  }

  // MARK: Spelling

  @Test(arguments: [
    ("Mary-Jo O’Brannagh-Simic", "Mary-Jo O'Brannagh-Šimić"),
    ("SIMIC, MJ", "ŠIMIĆ, MJ"), ("Mary-Jo O'Brannagh", "Mary-Jo O'Brannagh"),
    ("Mary-Jo Simich", "Mary-Jo Simich"), ("MJ Simig", "MJ Šimić"), ("MJ Simmc", "MJ Simmc"),
    ("O’Brannaghan", "O’Brannaghan"),
  ]) func `of a recognised name only accents and apostrophes are the roster's`(
    read: String, spelled: String
  ) {
    #expect(RosterSpelling(child).value(.text(read), of: .childName) == .text(spelled))
  }

  @Test func `a care ID and a school are the roster's where no letter differs`() {
    let school = School(
      urn: "1", name: "St Brannoc's Academy", designatedTeacher: "", designatedTeacherEmail: "",
      domains: [])
    let spelling = RosterSpelling(child, schools: [school])
    func spelled(_ text: String, _ field: FieldName) -> FieldValue {
      spelling.value(.text(text), of: field)
    }
    #expect(spelled("St Brannoc’s Academy", .schoolName) == .text("St Brannoc's Academy"))
    #expect(spelled("St Brannock’s Academy", .schoolName) == .text("St Brannock’s Academy"))
    #expect(spelled("C 1", .childCareID) == .text("C1"))
    #expect(spelled("C 7", .childCareID) == .text("C 7"))
  }

  @Test func `in other text only forenames are spelled`() {
    var child = child
    (child.forename, child.surname) = ("Zoë", "Ní Dhuibhne")
    let read = FieldValue.text("Zoé’s scaled score: ni change. Zoe and Zoey like the Zoo and zoe.")
    let spelled = FieldValue.text(
      "Zoë’s scaled score: ni change. Zoë and Zoey like the Zoo and zoe.")
    #expect(RosterSpelling(child).value(read, of: .progressEvidence) == spelled)
    #expect(
      RosterSpelling(child).value(.text("Zoe Ni Dhuibhne"), of: .childName)
        == .text("Zoë Ní Dhuibhne"))
  }

  /// A number copied from the form of a twin, who was born on the same day.
  @Test func `a number alone does not tell twins apart`() {
    var twin = child
    twin.id = "C2"
    twin.upn = "X801200002003"
    twin.forename = "Anna"
    let register = Register(roster: Roster(children: [child, twin]))
    var facts = ChildFacts()
    facts.upns = [UPN(child.upn)].compactMap { $0 }
    facts.birthDays = [child.dateOfBirth]
    #expect(ChildIdentity(register).identify(facts) == .notIdentified)
    facts.names = ["Mary-Jo O'Brannagh"]
    #expect(ChildIdentity(register).identify(facts) == .child("C1"))
    facts.names = ["Anna O'Brannagh"]
    #expect(ChildIdentity(register).identify(facts) == .conflict)
  }

  @Test func `a number of another make says nothing against the child`() {
    let register = Register(roster: Roster(children: [child]))
    var facts = ChildFacts()
    facts.upns = [UPN(child.upn)].compactMap { $0 }
    facts.names = ["Mary-Jo O'Brannagh"]
    facts.careIDs = ["S059731"]
    #expect(ChildIdentity(register).identify(facts) == .child("C1"))
    facts.careIDs = ["C9"]
    #expect(ChildIdentity(register).identify(facts) == .conflict)
  }

  /// The name that stands there may be another child's, from whose form the number was copied.
  @Test func `a number names nobody where the name was asked and not read`() {
    let register = Register(roster: Roster(children: [child]))
    var form = FormReading()
    form.settle([
      Candidate(
        field: .childUPN, answer: .value(.text(child.upn)), place: "", way: .toTheRight, score: 1,
        part: nil)
    ])
    #expect(ChildIdentity(register).identify(ChildFacts(form)) == .child("C1"))
    form.isNameUnread = true
    #expect(ChildIdentity(register).identify(ChildFacts(form)) == .notIdentified)
  }

  @Test func `the index follows the roster`() {
    var register = Register(roster: Roster(children: [child]))
    var moved = child
    moved.upn = "X801200002003"
    register.apply(.childListed(moved))
    var facts = ChildFacts()
    facts.upns = [UPN("H801200001001")].compactMap { $0 }
    #expect(ChildIdentity(register).identify(facts) == .notIdentified)
    facts.upns = [UPN("X801200002003")].compactMap { $0 }
    #expect(ChildIdentity(register).identify(facts) == .child("C1"))
  }
}

extension YearGroup {
  fileprivate static let eight = CaseYear.year
}

private enum CaseYear {
  // The text is a constant, so a failure would show in every test of this file.
  static let year = ["8"].compactMap { YearGroup($0) }[0]
}
