import PepCore
import Testing

/// How tables of forms that many offices made for themselves are read.
@Suite struct FormTableTests {
  private func fields(_ form: String) throws -> [FieldName: Answer] {
    let reader = FormReader(try TestOffice.policy().forms, near: CivilDay(number: 20_735))
    return reader.read(FormText.document(form)).fields.mapValues(\.answer)
  }

  private func day(_ year: Int, _ month: Int, _ day: Int) throws -> CivilDay {
    try #require(CivilDay(year: year, month: month, day: day))
  }

  private func rows(_ field: FieldName, _ form: String) throws -> [FieldValue.Row] {
    guard case .value(.rows(let rows))? = try fields(form)[field] else { return [] }
    return rows
  }

  // MARK: Other times

  @Test(arguments: [
    "*2025-26 (whole year)* | *2026-27 (so far)* | *Target*",
    "*Whole of 2025/26* | *September 2026 to date* | *National*",
    "*At the last PEP* | *At this PEP* | *Target*",
    "*Summer 2026* | *Year to date 2026-27* | *Target*",
  ])
  func `of columns of several times the present one counts`(heads: String) throws {
    let form = "| \(heads)\nAttendance % | 91.8 | 86.2 | 96\nSuspensions | 3 | 0 | |"
    let read = try fields(form)
    #expect(read[.attendancePercentage] == .value(.number(86.2)))
    #expect(read[.suspensionCount] == .value(.number(0)))
  }

  @Test func `a table of earlier years by term says nothing of this one`() throws {
    let form = """
      *Attendance* | *Autumn* | *Spring* | *Summer* | *Year*
      2025/26 | 95.0 | 92.1 | 93.4 | 93.5
      Attendance in the current school year | 86.2%
      """
    #expect(try fields(form)[.attendancePercentage] == .value(.number(86.2)))
  }

  @Test func `a day that is past is no next meeting`() throws {
    let read = try fields("PEP update meeting | 21 Sep 2026 | Next PEP update | 13 May 2027")
    #expect(read[.meetingDate] == .value(.date(try day(2026, 9, 21))))
    #expect(read[.nextMeetingDate] == .value(.date(try day(2027, 5, 13))))
  }

  @Test func `a review beside that of the care is the plan's`() throws {
    let form = """
      Review date (today) | 2/10/26
      Next review date | 1/3/27
      Date of CiC review | 14/12/26
      """
    let read = try fields(form)
    #expect(read[.nextMeetingDate] == .value(.date(try day(2027, 3, 1))))
    #expect(read[.nextReviewDate] == .value(.date(try day(2026, 12, 14))))
  }

  // MARK: Headings

  @Test func `what heads a table of questions asks nothing itself`() throws {
    let form = """
      *Meeting dates*
      PEP meeting held on | 21/09/2026 | Next PEP meeting | 13/05/2027
      """
    #expect(try fields(form)[.meetingDate] == .value(.date(try day(2026, 9, 21))))
  }

  @Test func `days below their labels are no rows of targets`() throws {
    let form = """
      *PEP took place on* | *Follow-up PEP on* | *Looked-after review due*
      6 October 2026 | 26 January 2027 | 9 November 2026
      """
    let read = try fields(form)
    #expect(read[.targets] == nil)
    #expect(read[.nextMeetingDate] == .value(.date(try day(2027, 1, 26))))
  }

  @Test func `notes beside the answers are none of them`() throws {
    let blank = """
      *1. Details* | *School's response* | *Notes for completion*
      Child's full name | | as on SIMS
      UPN | | 13 characters
      Date of birth | | dd/mm/yyyy
      """
    let answers = try fields(blank).values
    #expect(answers.count == 3 && answers.allSatisfy { $0 == .blank })
    let filled = try fields(
      blank.replacing("Child's full name |", with: "Child's full name | Mo Hale"))
    #expect(filled[.childName] == .value(.text("Mo Hale")))
  }

  @Test func `a bold line over plain ones in a cell is a label as a whole`() throws {
    let form = "*In my words: school, what helps, what I want* // I like maths. Please ask me. |"
    #expect(try fields(form)[.childsViews] == .value(.text("I like maths. Please ask me.")))
  }

  @Test func `what a colon stands in is one question`() throws {
    let form =
      "*1 Matters arising: what has changed since the last meeting*\nA new carer since July."
    #expect(try fields(form)[.changes] == .value(.text("A new carer since July.")))
  }

  // MARK: Branches

  @Test(arguments: [
    ("*(If yes) What have you seen?*", "*(If no) What are you doing to help?*"),
    ("*Yes - grades, feedback*", "*No - what we have done*"),
    ("*Yes, because*", "*No, therefore*"),
    ("*Where it is good enough, tell us*", "*Where it is not, tell us*"),
  ])
  func `what is asked for either answer`(yes: String, no: String) throws {
    let read = try fields("*Is progress acceptable?* | Yes\n\(yes) | Reads well\n\(no) | ")
    #expect(read[.progressEvidence] == .value(.text("Reads well")))
    #expect(read[.progressMeasures] == .blank)
  }

  @Test(arguments: [("Yes", FieldName.progressEvidence), ("No", .progressMeasures)])
  func `one box for both answers`(answer: String, field: FieldName) throws {
    let form = """
      *Is progress acceptable?* | \(answer)
      *If acceptable, summarise the evidence; if not, say what has been put in place* // Two targets met. |
      """
    #expect(try fields(form)[field] == .value(.text("Two targets met.")))
  }

  @Test func `an answer in bold opens no branch`() throws {
    let form = """
      *Is progress acceptable?* |
      *Yes – reads well* |
      *Evidence of progress* | Two targets met
      """
    let read = try fields(form)
    #expect(read[.acceptableProgress] == .value(.bool(true)))
    #expect(read[.progressEvidence] == .value(.text("Two targets met")))
  }

  @Test func `a choice by bold type opens no branch`() throws {
    let form = """
      *If yes, what is the evidence?* |
      Reads well |
      *Acceptable progress?* |
      *YES* / NO |
      *If no, what measures are in place?* |
      TBC |
      """
    #expect(try fields(form)[.acceptableProgress] == .value(.bool(true)))
  }

  @Test func `a question with its own answer is none to the question above`() throws {
    let form = "*Currently on track?* |\n*Acceptable progress?* [X] Yes   [ ] No |"
    let read = try fields(form)
    #expect(read[.onTrack] == .blank)
    #expect(read[.acceptableProgress] == .value(.bool(true)))
  }

  @Test func `figures in bold behind their labels are answers`() throws {
    let form = "*Attendance: 94%* | *Suspensions: 0*\nup since July | none at all"
    let read = try fields(form)
    #expect(read[.attendancePercentage] == .value(.number(94)))
    #expect(read[.suspensionCount] == .value(.number(0)))
  }

  // MARK: Choices

  @Test(arguments: [
    ("☐ No concerns ☐ SEN Support ☐ Has an EHCP ☒ EHCP being applied for", "assessmentUnderWay"),
    ("☐ No concerns ☐ SEN Support ☒ Has an EHCP ☐ EHCP being applied for", "ehcp"),
  ])
  func `a plan that is applied for is none yet`(choice: String, status: String) throws {
    #expect(try fields("SEND | \(choice)")[.senStatus] == .value(.text(status)))
  }

  @Test func `none of several options is no answer`() throws {
    let form =
      "SEN code (delete as appropriate) | N – none / K – support / E – EHCP / A – under assessment"
    #expect(try fields(form)[.senStatus] == .blank)
  }

  // MARK: Rows

  @Test func `tables with the same labels are rows, whatever they are called`() throws {
    let card = """
      *I want to get better at* | \("Telling the time")
      *What will help me* | Clock on desk
      *My helper* | Class teacher
      *I will do it by* | End of spring
      """
    let form = card + "\nand\n" + card.replacing("Telling the time", with: "Spelling")
    let rows = try rows(.targets, form)
    #expect(rows.map { $0.cells[.target] } == [.text("Telling the time"), .text("Spelling")])
    #expect(rows.first?.cells[.who] == .text("Class teacher"))
  }

  @Test func `targets and what they cost in one table`() throws {
    let form = """
      *Target* | *Action* | *By whom* | *By when* | *PP+ funded intervention* | *PP+ cost* | *PP+ impact*
      Finish the folder | Workshop | Ms Penrose | Easter | Technician, 6 hrs | £96 | At Merit
      Join the club | Invited | Librarian | May | | |
      """
    #expect(try rows(.targets, form).count == 2)
    let spend = try rows(.premiumSpend, form)
    #expect(spend.count == 1 && spend.first?.cells[.cost] == .number(96))
    #expect(spend.first?.cells[.target] == .text("Finish the folder"))
  }

  @Test func `the plan of spending names the targets as their table does`() throws {
    let form = """
      *Objective* | *Method* | *Key adult* | *Date due*
      Read more | Daily | TA | Easter
      and
      *Item bought with PP+* | *Spend* | *Objective* | *Result expected*
      Art materials | 88 | Portfolio | Done at Easter
      """
    #expect(try rows(.premiumSpend, form).first?.cells[.target] == .text("Portfolio"))
  }

  @Test func `what is bought and its cost alone, and their total`() throws {
    let form = """
      *Early Years Pupil Premium will be used for* | *Cost*
      Sensory toys | 45
      Makaton training | 120
      Total requested | £165
      """
    #expect(try rows(.premiumSpend, form).map { $0.cells[.cost] } == [.number(45), .number(120)])
    #expect(try fields(form)[.premiumRequested] == .value(.number(165)))
  }

  @Test func `the answer to a branch keeps its own colons`() throws {
    let form = """
      *Is progress acceptable?* | Yes
      *If acceptable, evidence: *Good progress. Phonics: now phase 5. |
      """
    #expect(
      try fields(form)[.progressEvidence] == .value(.text("Good progress. Phonics: now phase 5.")))
  }

  // MARK: Columns and marks

  @Test func `an option of SEND is marked in the row below whatever the question is called`() throws
  {
    let form = """
      *Help I get at school* | Not applicable – no additional needs | SEN support | EHCP in place
      Please mark one | | X | |
      """
    #expect(try fields(form)[.senStatus] == .value(.text("senSupport")))
  }

  @Test func `labels in the last row of a table of spending end it`() throws {
    let form = """
      *What for* | *Cost* | *Target no.* | *Impact expected*
      Bronze award | £95 | 1 | New friendships
      Counselling | £540 | 2 | Copes with strong feelings
      *Sum requested* | £635 | *Over allocation?* | ☐ Yes ☒ No
      """
    #expect(try rows(.premiumSpend, form).count == 2)
    #expect(try fields(form)[.premiumRequested] == .value(.number(635)))
    #expect(try fields(form)[.premiumAboveAllocation] == .value(.bool(false)))
  }

  @Test func `of two columns that may ask for a person the one with fewer words does`() throws {
    let form = """
      *I am learning to* | *You can help me by* | *Helper* | *Look again*
      To ask for a drink | Offer choices, wait, model the phrase | All staff | Spring meeting
      To put on a coat | Flip trick practised at home time | Carer and key person | Easter
      """
    let row = try #require(try rows(.targets, "# Targets\n" + form).first)
    #expect(row.cells[.who] == .text("All staff"))
    #expect(row.cells[.action] == .text("Offer choices, wait, model the phrase"))
  }

  @Test func `who is in charge costs nothing`() throws {
    let card = """
      *My target* | Know all tables
      *School will* | |
      *Who is in charge of this* | Class teacher
      *Target to be met by* | End of spring term
      """
    let form = (1...2).map { "*Target card \($0)*\n\(card)\n" }.joined(separator: "\n")
    #expect(try fields(form)[.premiumSpend] == nil)
    #expect(try rows(.targets, form).count == 2)
  }

  @Test func `a column that counts the rows holds nothing that is missing`() throws {
    let form = """
      *No.* | *SMART target* | *Provision / action* | *Responsible* | *Review date*
      1 | Write a story | | Mr Pell | Easter
      2 | Learn all tables | | Form tutor | Easter
      """
    let reading = FormReader(try TestOffice.policy().forms, near: CivilDay(number: 20_735))
      .read(FormText.document(form))
    #expect(!reading.unexplained.contains { $0.after == .targets })
  }

  @Test func `a rule drawn through a head parts it from nothing`() throws {
    let cells: ([(String, Int)]) -> [Cell] = { cells in
      cells.map { Cell([.paragraph(Paragraph([Run($0.0)]))], columns: $0.1) }
    }
    let table = Table(rows: [
      cells([("What the money is for", 1), ("Cost", 1), ("", 1), ("Target", 1), ("Impact", 1)]),
      cells([("Maths tutor", 1), ("£480", 2), ("Target 1", 1), ("Grade 4", 1)]),
      cells([("Revision guides", 1), ("£38", 2), ("Target 2", 1), ("Works alone", 1)]),
    ])
    let reading = FormReader(try TestOffice.policy().forms, near: CivilDay(number: 20_735))
      .read(DocumentFacts(format: .pdf, blocks: [.table(table)]))
    guard case .rows(let rows)? = reading.values[.premiumSpend] else {
      Issue.record("no rows were read")
      return
    }
    #expect(rows.map { $0.cells[.cost] } == [.number(480), .number(38)])
  }

  @Test func `a table of spending begins below the targets without a gap`() throws {
    let form = """
      Goal | Action | Who | When
      Pass functional maths | Weekly clinic | Maths lecturer | May
      Be on time | Alarm plan | Progress coach | June
      Purchase | £ | Goal | Effect
      Bus pass | 340.00 | Punctuality | 95% on time
      """
    #expect(try rows(.targets, form).count == 2)
    #expect(try rows(.premiumSpend, form).map { $0.cells[.cost] } == [.number(340)])
  }

  @Test func `the last column of spending is what it is to bring`() throws {
    let form = """
      *PPP activity* | *PPP cost* | *Supports target* | *PPP outcome*
      Refurbished laptop | £630.00 | Homework | Work handed in on time
      *Altogether* | £630.00 | | |
      """
    let rows = try rows(.premiumSpend, form)
    #expect(rows.count == 1)
    #expect(rows.first?.cells[.impact] == .text("Work handed in on time"))
  }

  @Test func `who came to the meeting is no table of targets`() throws {
    let form = """
      *Professional or carer* | *In what capacity* | *E-mail* | *Was at the meeting*
      Joanne Pell | Social worker | j.pell@somerset.example | Yes
      Stephen Oyelaran | Designated teacher | s.oyelaran@school.example | Yes
      Moira Tennant | IRO | m.tennant@somerset.example | Apologies
      """
    #expect(try fields(form)[.targets] == nil)
  }

  @Test func `a dash inside a bold label parts it from no answer`() throws {
    let labels = ["Progress OK?", "OK – proof", "Not OK – action so far", "SEND – stage"]
    let answers = ["Yes", "On a flight path to grade 5.", "", "None"]
    let form = zip(labels, answers).map { "*\($0)* | \($1)" }.joined(separator: "\n")
    #expect(
      try fields(form)[.progressEvidence] == .value(.text("On a flight path to grade 5.")))
  }

  @Test func `an example is no row`() throws {
    let form = """
      *Purchase* | *Next step supported* | *Cost* | *Benefit*
      e.g. Saxophone lessons | e.g. 2 | e.g. £120 | e.g. More settled on Fridays
      Headphones | Goal 2 | £42.50 | Stays in class
      """
    #expect(try rows(.premiumSpend, form).map { $0.cells[.cost] } == [.number(42.5)])
  }

  @Test func `an area is no target where sentences stand beside it`() throws {
    let form = """
      # Next little steps
      *Area* | *Little step* | *What adults will do* | *Adult* | *Look again*
      PSED | To put two or three words together | Comment, do not question | Key person | March
      PSED | To play next to another child | Tuff tray with one other child | Bryony | Easter
      """
    #expect(
      try rows(.targets, form).first?.cells[.target] == .text("To put two or three words together"))
  }

  @Test func `who attended is no attendance`() throws {
    let form = """
      *Who* | *Attendance*
      *Young person* | Part of meeting
      *Social worker* | Yes
      """
    #expect(try fields(form)[.attendancePercentage] == nil)
  }

  @Test func `a period may be put in several words`() throws {
    let form = """
      *Period* | *Attendance* | *Sessions missed* | *Suspensions*
      *Last year, all three terms* | *84.1%* | *58* | *3*
      This year to date | 89.6% | 4 | Nil
      """
    #expect(try fields(form)[.attendancePercentage] == .value(.number(89.6)))
    #expect(try fields(form)[.sessionsMissed] == .value(.number(4)))
  }
}
