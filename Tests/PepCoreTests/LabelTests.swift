import Testing

@testable import PepCore

/// Labels as forms print them, and the fields they ask for.
@Suite struct LabelTests: FormSuite {
  @Test(arguments: [
    "*Attendance this academic year to date (%)* | 96.4%", "3a Attendance to date: 96.4%",
    "*Overall attendance* | 96.4", "*% attendance* | 96.4",
    "*Attendence this academic year* | 96.4%",
    "*ATTENDANCE – YEAR TO DATE* | 96.4%", "*My attendance (year to date)* | 96.4%",
    "*What is the pupil's current attendance?* | 96.4%", "*Attendance %* |\n96.4 |",
    "Current attendance // 96.4% | x",
  ]) func `attendance is found under its many names`(form: String) throws {
    #expect(try fields(form)[.attendancePercentage] == .value(.number(96.4)))
  }

  @Test(arguments: [
    "*Attendance at the PEP* | Yes", "*Attended* | 96", "*1a People involved* |\n*Attended* | Yes",
    "*How many times has the young person been late?* | 4",
    "*Current attendance data has been entered* | ☒",
    "*Reasons for absence and action taken* | Attendance is 80% because of the taxi",
  ]) func `other questions are not about attendance`(form: String) throws {
    #expect(try fields(form)[.attendancePercentage] == nil)
  }

  @Test func `a header row has its answers below`() throws {
    let found = try fields(
      "*Name* | *DOB* | *UPN*\nMarnie Quill | 09/03/2014 | H801200001001".replacing(
        "*Name*", with: "*Pupil name*"))
    #expect(found[.childName] == .value(.text("Marnie Quill")))
    #expect(found[.childUPN] == .value(.text("H801200001001")))
  }

  @Test func `a mark in the column headed NO is a no`() throws {
    let form =
      "*Question* | *Yes* | *No*\n*Is the child on track?* | | X\n*Making acceptable progress* | ☒ |"
    let found = try fields(form)
    #expect(found[.onTrack] == .value(.bool(false)))
    #expect(found[.acceptableProgress] == .value(.bool(true)))
  }

  @Test func `a review of the last targets is no list of targets`() throws {
    let form =
      "*Target from last PEP* | *Met / Partly met / Not met* | *Evidence*\nRead more | Met | Log"
    #expect(try fields(form)[.targets] == nil)
  }

  @Test func `targets in blocks of labels are rows`() throws {
    let form =
      "# Targets\nTarget 1: Read daily\nAction: Mentor\nWho: Mr Oake\nTarget 2: Spell\nAction: Cards\nWho: TA"
    guard case .value(.rows(let rows))? = try fields(form)[.targets] else {
      Issue.record("no rows")
      return
    }
    #expect(rows.count == 2)
    #expect(rows[1].cells[.target] == .text("Spell"))
  }

  @Test func `two figures that disagree are doubt`() throws {
    let form = "*Overall attendance* | 96%\n*Attendance to date* | 91%"
    #expect(try fields(form)[.attendancePercentage] == .doubtful)
  }

  @Test func `words of the child that end in a question are an answer`() throws {
    let words = "It is all right. I like maths. Could the meetings be after school please?"
    let form = """
      *Personal Education Plan*
      *What does the child say?*
      \(words)
      *What are the targets for the coming term?*
      """
    #expect(try fields(form)[.childsViews] == .value(.text(words)))
  }

  @Test(arguments: [
    ("How SEN funding (element 2) is used", true), ("How SEN funding (element 2): reading", false),
    ("a) Fixed term exclusions (since the last PEP", false),
    ("Academic year to date)% (attended as intended", false),
  ]) func `a bracket that never closes ends no label`(text: String, isOne: Bool) {
    #expect(LabelEnd.isOneLabel(Line(runs: [Run(text)])) == isOne)
  }
}
