import Testing

@testable import PepCore

/// How forms set their questions, whatever the words: each form does it in its own way throughout.
@Suite struct FormHabitTests: FormSuite {
  @Test func `rows of a table set as lines under numbered names`() throws {
    let form = """
      Agreed target 1
      Aim: Read every day
      Action agreed: Paired reading
      Person: Mr Oake
      Completion: Easter
      Agreed target 2
      Aim: Spell forty words
      Action agreed: Cards
      Person: TA
      Completion: by the next plan
      """
    guard case .value(.rows(let rows))? = try fields(form)[.targets] else {
      Issue.record("no rows")
      return
    }
    #expect(rows.count == 2)
    #expect(rows.first?.cells[.who] == .text("Mr Oake"))
    #expect(rows.last?.cells[.byWhen] == .text("by the next plan"))
  }

  @Test func `two hyphens part a label from its answer as a dash does`() throws {
    let form = """
      CHANGES SINCE THE LAST PEP -- Change of social worker in September.
      ATTENDANCE THIS YEAR -- 73.24 per cent
      ACCEPTABLE PROGRESS -- no
      ON TRACK FOR END OF KEY STAGE -- yes
      EVIDENCE OF PROGRESS --
      SEND STATUS -- EHCP
      THE CHILD'S VIEWS -- Dreading it -- but it's better than my old place.
      """
    let read = try fields(form)
    #expect(read[.changes] == text("Change of social worker in September."))
    #expect(read[.attendancePercentage] == .value(.number(73.24)))
    #expect(read[.progressEvidence] == .blank)
    #expect(read[.senStatus] == text("ehcp"))
    #expect(read[.childsViews] == text("Dreading it -- but it's better than my old place."))
  }

  @Test func `a label in unknown words is told by what is asked before and behind it`() throws {
    let answer = "The reasons for that | Reads at the expected standard"
    let between = """
      Is progress acceptable? | Yes
      \(answer)
      If progress is not acceptable, what measures are in place? |
      """
    #expect(
      try fields(between)[.progressEvidence] == .value(.text("Reads at the expected standard")))
    #expect(try fields("UPN |\n\(answer)\nLegal status |")[.progressEvidence] == nil)
  }

  @Test func `of several years the present one counts`() throws {
    let form =
      "*Period* | *% present* | *Sessions absent*\n2025-26 | 90.2 | 23\n2026-27 to date | 95.6 | 4"
    let found = try fields(form)
    #expect(found[.attendancePercentage] == .value(.number(95.6)))
    #expect(found[.sessionsMissed] == .value(.number(4)))
  }

  @Test(arguments: [
    "Attendance (last school year) | 91%\nAttendance (this school year) | 95%",
    "Overall attendance (2025-26) | 91%\nOverall attendance (this academic year) | 95%",
    "Attendance, this year | 95%\nAttendance 2024-25 | 91%",
    "Attendance % (as at 10/11/2026) | 95%",
  ]) func `another year's attendance is not this year's`(form: String) throws {
    #expect(try fields(form)[.attendancePercentage] == .value(.number(95)))
  }

  @Test(arguments: [
    "Our last PEP meeting was | 01/06/2026\nWe met on | 05/10/2026",
    "PEP meeting | 05/10/2026\nPEP meeting before that | 01/06/2026",
  ]) func `the last meeting is not this one`(form: String) throws {
    let day = try #require(CivilDay(year: 2026, month: 10, day: 5))
    #expect(try fields(form)[.meetingDate] == .value(.date(day)))
  }

  @Test(arguments: [
    ("Yr", nil), ("Yr i", nil), ("Year", nil), ("Yr 4", "Yr 4"), ("Year R", "Year R"), ("N", "N"),
  ]) func `a year without its number is no year group`(written: String, year: String?) throws {
    let read = try fields("Name of pupil | Ann Lee\nYear group | \(written)")[.childYearGroup]
    #expect(read == year.map { .value(.text($0)) })
  }

  /// The rows were cut off with their page, and what stands on the next one looks like a row of theirs.
  @Test func `a row of two questions is no row of answers`() throws {
    let read = try fields(
      """
      # Pupil Premium
      *Target it supports* | *Intervention* | *Amount £* | *Expected impact*
      Amount requested (£) | 245.00 | Is this above the termly allocation? | No
      """)
    #expect(read[.premiumRequested] == .value(.number(245)))
    #expect(read[.premiumAboveAllocation] == .value(.bool(false)))
    #expect(read[.premiumSpend] ?? .blank == .blank)
  }

  /// What is printed by a recogniser stands in one line where it stood in one cell.
  @Test func `a bold hint in brackets ends where the answer begins`() throws {
    let read = try fields(
      """
      # 7. Voice of the child
      *What I think about nursery (in the child’s own words)* Leo likes the sand tray |
      """)
    #expect(read[.childsViews] == .value(.text("Leo likes the sand tray")))
  }

  @Test func `an answer with a colon below a bold label is no label`() throws {
    let read = try fields(
      """
      # Section 2: Social care information
      *Name of social worker:* |
      Ralph Trelawney |

      *Parental responsibility:* |
      Mother: Ms K Underhay. Father: none. |

      *Legal status:* |
      Full care order |
      """)
    #expect(read[.parentalResponsibility] == .value(.text("Mother: Ms K Underhay. Father: none.")))
  }

  @Test func `a guess does not answer the question that stands there blank`() throws {
    let form =
      "*Changes since the last PEP (school, placement)* | {Click or tap here to enter text.}\n*What has been new or different for him lately* | A rabbit"
    #expect(try fields(form)[.changes] == .blank)
  }

  @Test func `a box belongs to the words beside it alone`() throws {
    #expect(
      try fields("*SEND status* | ☒ All is well ☐ SEN Support ☐ EHCP")[.senStatus] == .doubtful)
    #expect(
      try fields("*SEND status* | No SEN ☐ SEN Support ☐ Being assessed for an EHC Plan ☒")[
        .senStatus] == .value(.text(SENStatus.assessmentUnderWay.rawValue)))
  }

  @Test func `words on both sides of a box are two options`() throws {
    #expect(
      try fields("*SEND* | No concerns ☐ SEN Support ☐ EHCP ☒ Assessment requested ☐")[.senStatus]
        == .value(.text(SENStatus.ehcp.rawValue)))
    #expect(
      try fields("*SEND* | ☐ No ☐ SEN Support ☒ EHCP ☐ Assessment pending")[.senStatus]
        == .value(.text(SENStatus.ehcp.rawValue)))
  }

  @Test func `a column of last year's alone holds nothing of this year`() throws {
    let form =
      "| *Last academic year*\n*Attendance* | 82.3%\n*Suspensions* | 1\n\n*Attendance this academic year* | 92.6%"
    #expect(try fields(form)[.attendancePercentage] == .value(.number(92.6)))
    #expect(try fields(form)[.suspensionCount] == nil)
  }

  @Test func `a question with its code before it is asked like any other`() throws {
    let form = """
      *Ref* | *Data item* | *Value*
      A01 | Pupil full name | Imogen Thackeray
      A02 | Pupil date of birth | 13/02/2014
      A03 | UPN | X999420918117
      C01 | PEP meeting date | 23/10/2026
      D01 | Attendance % | 94.4
      D04 | Suspensions, count | 0
      """
    let found = try fields(form)
    #expect(found[.childName] == .value(.text("Imogen Thackeray")))
    #expect(found[.attendancePercentage] == .value(.number(94.4)))
    #expect(found[.targets] == nil)
  }

  @Test func `a table of one child's facts is no list of targets`() throws {
    let form =
      "*Learner* | *Date born* | *Pupil UPN* | *Care no.*\nAidan Denholm | 11/05/2022 | B999402426089 | C1029"
    let found = try fields(form)
    #expect(found[.targets] == nil)
    #expect(found[.childUPN] == .value(.text("B999402426089")))
  }

  @Test func `the words before an answer are the form's`() throws {
    let found = try fields("# Changes since the last PEP\nPlease describe: A new class teacher.")
    #expect(found[.changes] == .value(.text("A new class teacher.")))
  }

  @Test func `boxes to tick are no question, whatever they say`() throws {
    let found = try fields("*Is s/he on track for the targets?* | ☒ On track   ☐ Not on track")
    #expect(found[.onTrack] == .value(.bool(true)))
  }

  @Test(arguments: [
    "*Stage of help* | ☐ No SEND ☒ SEN Support ☐ EHCP ☐ EHC assessment under way",
    "Stage (tick one): ☐ none ☒ SEN Support ☐ EHCP",
    "I have (no special needs / SEN Support / an EHC plan – delete two): SEN Support",
  ]) func `what there is to choose from tells that SEND is asked`(form: String) throws {
    #expect(try fields(form)[.senStatus] == .value(.text(SENStatus.senSupport.rawValue)))
  }

  @Test func `how to answer is no part of the question`() throws {
    let form = """
      *Please record changes since the last PEP. Write ‘None’ if nothing has changed.*

      A new key worker.
      """
    #expect(try fields(form)[.changes] == .value(.text("A new key worker.")))
  }

  @Test(arguments: [("2 / 3.5", 2.0, 3.5), ("0 / 0", 0, 0), ("None", 0, 0)])
  func `number and days of suspensions in one cell`(text: String, count: Double, days: Double)
    throws
  {
    let found = try fields("*Suspensions since last PEP (number / total days)* | \(text)")
    #expect(found[.suspensionCount] == .value(.number(count)))
    #expect(found[.suspensionDays] == .value(.number(days)))
  }

  @Test func `the social worker beside the legal status is the child's`() throws {
    let form = "*Current legal status* | Care order\n*Social worker* | Jo Haverstock"
    #expect(try fields(form)[.socialWorker] == .value(.text("Jo Haverstock")))
    #expect(try fields("*UPN* | A123\n*Social worker* | Yes")[.socialWorker] == nil)
  }

  @Test func `a line to be filled in is no answer`() throws {
    let form = "If above the allocation, details:\nSigned: ________ Date: ________"
    #expect(try fields(form)[.premiumAboveAllocationDetail] == .blank)
  }

  @Test func `rows of labels over rows of answers`() throws {
    let form = """
      Full name | Gender
      Martha Lovelock | Female
      Date of birth | Year group
      13/02/2016 | Year 6

      SEND status | Primary need
      SEN Support | Speech
      """
    let found = try fields(form)
    #expect(found[.childName] == .value(.text("Martha Lovelock")))
    #expect(found[.childYearGroup] == .value(.text("Year 6")))
    #expect(found[.senStatus] == .value(.text(SENStatus.senSupport.rawValue)))
  }

  @Test func `a table set as the same labelled lines again and again`() throws {
    let form = """
      Pupil Premium item: Laptop
      Cost: £380
      Target it supports: Target 2
      Expected impact: Writes more
      Pupil Premium item: Swimming
      Cost: £120
      Target it supports: Well-being
      Expected impact: Confidence
      Total requested: £500
      """
    guard case .value(.rows(let rows))? = try fields(form)[.premiumSpend] else {
      Issue.record("no rows")
      return
    }
    #expect(rows.map { $0.cells[.cost] } == [.number(380), .number(120)])
    #expect(rows.last?.cells[.intervention] == .text("Swimming"))
  }

  @Test func `options in the columns beside the question`() throws {
    let form = """
      *SEND status (tick)* | No SEN | SEN Support | EHCP | Under EHC assessment
       |  | ☒ |  |  |
      """
    #expect(try fields(form)[.senStatus] == .value(.text(SENStatus.senSupport.rawValue)))
    #expect(
      try fields(form.replacing("☒", with: ""))[.senStatus] == .blank)
  }

  @Test func `the words behind a label's colon are no answer while one stands beside it`() throws {
    let form = "Where it is acceptable: the evidence | Two grades higher than in July"
    #expect(
      try fields(form)[.progressEvidence] == .value(.text("Two grades higher than in July")))
  }

  @Test func `an answer ends where the next numbered question begins`() throws {
    let form = """
      *Q19. What does the pupil say about school?*
      I like art.
      Q20. What are the targets and how will Pupil Premium Plus support them?
      """
    #expect(try fields(form)[.childsViews] == .value(.text("I like art.")))
  }

  @Test func `an empty form field makes a question of what could be a heading`() throws {
    #expect(try fields("*Changes since the last PEP*\n{ }\n# Targets")[.changes] == .blank)
  }

  @Test func `a colon in a child's words makes no question of them`() throws {
    let form = "What I like and what I want to tell you // Likes: mud kitchen, singing |"
    #expect(try fields(form)[.childsViews] == .value(.text("Likes: mud kitchen, singing")))
  }

  @Test func `a person in a row of a numbered block`() throws {
    let form = """
      # Targets
      *SMART target 1*|
      Target | Read every day
      Action to be taken | Paired reading
      Who will do this? | Mr Oake
      By when? | Easter
      """
    guard case .value(.rows(let rows))? = try fields(form)[.targets] else {
      Issue.record("no rows")
      return
    }
    #expect(rows.map { $0.cells[.who] } == [.text("Mr Oake")])
  }
}
