import PepCore
import Testing

/// How tables of forms that many offices made for themselves are read.
@Suite struct FormTableTests: FormSuite {
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

  @Test func `a narrow blank cell between the heads of spending is no head`() throws {
    let form = """
      Goal | Action |  | Who | When
      Pass functional maths | Weekly clinic |  | Maths lecturer | May
      Purchase | £ |  | Goal | Effect
      Bus pass | 340.00 |  | Punctuality | 95% on time
      """
    #expect(try rows(.targets, form).count == 1)
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

  @Test func `the whole year stands beside its terms`() throws {
    let form = """
      | *Autumn* | *Spring* | *Summer* | *Academic year to date*
      *Attendance %* | 95.2% | | | 93.6%
      """
    #expect(try fields(form)[.attendancePercentage] == .value(.number(93.6)))
  }

  @Test func `another's figure answers nothing for a child with none`() throws {
    let form = """
      | This pupil | Year-group average
      Attendance % (cumulative) | 97.1% | 94.0%
      Suspensions (count) | | 0
      """
    #expect(try fields(form)[.attendancePercentage] == .value(.number(97.1)))
    #expect(try fields(form)[.suspensionCount] == .blank)
  }

  // MARK: Titles and cards

  @Test func `a title over blank cells stands beside its questions`() throws {
    let form = """
      Meeting | Date of progression meeting | 21.10.26
      | Next progression meeting | 03.03.27
      Student | Full name of student | Yonas Haile
      | Date of birth | 30.10.09
      Change | What has changed for the student | Moved to new carers in September
      """
    let read = try fields(form)
    #expect(read[.meetingDate] == .value(.date(try day(2026, 10, 21))))
    #expect(read[.nextMeetingDate] == .value(.date(try day(2027, 3, 3))))
    #expect(read[.childName] == .value(.text("Yonas Haile")))
    #expect(read[.changes] == .value(.text("Moved to new carers in September")))
  }

  @Test func `a card holds its labels and answers in the same cells`() throws {
    let cards = DocumentFacts(
      format: .docx,
      blocks: [card("Target card 1", "Read aloud"), card("Target card 2", "Arrive on time")])
    let reader = FormReader(try TestOffice.policy().forms, near: CivilDay(number: 20_735))
    guard case .value(.rows(let rows))? = reader.read(cards).fields[.targets]?.answer else {
      Issue.record("no targets")
      return
    }
    #expect(rows.map { $0.cells[.target] } == [.text("Read aloud"), .text("Arrive on time")])
    #expect(rows.map { $0.cells[.who] } == [.text("Mrs Antrobus"), .text("Mrs Antrobus")])
    #expect(rows.map { $0.cells[.byWhen] } == [.text("29 January 2027"), .text("29 January 2027")])
  }

  private func card(_ title: String, _ target: String) -> Block {
    let rows = [
      [title], ["SMART target: \(target)"], ["Provision / action: Ten minutes a day"],
      ["Person: Mrs Antrobus", "Date: 29 January 2027"],
    ]
    return .table(
      Table(rows: rows.map { $0.map { Cell([.paragraph(Paragraph([Run($0)]))]) } }))
  }

  @Test func `targets may stand one below the other, each below its label`() throws {
    let form = """
      *Target 1:* // Read aloud |
      *Action:* // Ten minutes a day |
      *Target 2:* // Arrive on time |
      *Action:* // Breakfast club |
      """
    #expect(
      try rows(.targets, form).map { $0.cells[.target] } == [
        .text("Read aloud"), .text("Arrive on time"),
      ])
  }

  @Test func `rows that a table torn by fields goes on with are its own`() throws {
    let form = """
      *Target* | *Action* | *Who* | *By when*
      Recall doubles | Counting games | Carer | Spring
      """
    guard case .table(let above)? = FormText.document(form).blocks.first else {
      Issue.record("no table")
      return
    }
    let below = Table(
      rows: [
        ["Ask for help", "", "A help card", "", "ELSA", "", "Next PEP"],
        ["", "", "", "", "", "", ""],
      ].map { $0.map { cell($0) } })
    let reader = FormReader(try TestOffice.policy().forms, near: CivilDay(number: 20_735))
    let read = reader.read(DocumentFacts(format: .pdf, blocks: [.table(above), .table(below)]))
    guard case .value(.rows(let rows))? = read.fields[.targets]?.answer else {
      Issue.record("no targets")
      return
    }
    #expect(rows.map { $0.cells[.who] } == [.text("Carer"), .text("ELSA")])
  }

  @Test func `a step with its number in a bracket is a row`() throws {
    let form = """
      My next small step (1) | Ask for a toy
      My grown-ups will | Model the phrase
      Who | Key person
      # And then
      My next small step (2) | Wait for a turn
      My grown-ups will | Play sand-timer games
      Who | All adults
      """
    #expect(
      try rows(.targets, form).map { $0.cells[.action] } == [
        .text("Model the phrase"), .text("Play sand-timer games"),
      ])
  }

  @Test(arguments: [
    "Area | Below | As expected | Above\nPhysical development | | x | |",
    "*Area* | *Band* | *Above / On / Below*\nPhysical development | 30-50 months | On",
  ])
  func `what stands of a child's development is no target`(form: String) throws {
    #expect(try rows(.targets, form).isEmpty)
  }

  @Test func `the last column says by when, beside who does it`() throws {
    let form = """
      My aim | What will happen | Who will do it | Done by
      Pass maths | Two hours a week with the coach | Numeracy coach | March 2027
      Open an account | Money skills with the adviser | PA | Ongoing
      """
    let read = try rows(.targets, form)
    #expect(read.map { $0.cells[.who] } == [.text("Numeracy coach"), .text("PA")])
    #expect(read.map { $0.cells[.byWhen] } == [.text("March 2027"), .text("Ongoing")])
  }

  @Test func `costs added up are no request`() throws {
    let form = """
      *EYPP spending* | *£* | *Next step supported* | *Result hoped for*
      Makaton training | 70.00 | Target 2 | Signs used in every room
      Total | 70.00 | | |
      """
    #expect(try rows(.premiumSpend, form).count == 1)
    #expect(try fields(form)[.premiumRequested] == nil)
  }

  @Test func `where progress was not both, the words behind the colons are no answer`() throws {
    let blocks: [Block] = [
      .table(
        Table(rows: [[cell("Satisfactory progress is being made"), cell("Yes")]])),
      .paragraph(Paragraph([])),
      .table(
        Table(rows: [
          [cell("Where satisfactory: data and commentary")], [cell("Up one set in maths")],
          [cell("Where not satisfactory: interventions begun")], [cell("")],
        ])),
    ]
    let reader = FormReader(try TestOffice.policy().forms, near: CivilDay(number: 20_735))
    let read = reader.read(DocumentFacts(format: .docx, blocks: blocks)).fields
    #expect(read[.progressEvidence]?.answer == .value(.text("Up one set in maths")))
    #expect(read[.progressMeasures]?.answer == .blank)
  }

  private func cell(_ text: String) -> Cell { Cell([.paragraph(Paragraph([Run(text)]))]) }

  @Test func `labels known word by word stand over their answers`() throws {
    let form = """
      Name | Date of birth | Year | UPN | School
      Keira Thirlwell | 26 March 2016 | Year 6 | G999443559626 | Cinder Hill Primary School
      """
    let read = try fields(form)
    #expect(read[.childYearGroup] == .value(.text("Year 6")))
    #expect(read[.childUPN] == .value(.text("G999443559626")))
  }

  // MARK: What a set of two dozen offices' own forms showed

  @Test func `titles beside labels that hold their answers are none themselves`() throws {
    let form = """
      *CARE* | Care status: Interim care order
      | Date accommodated: see chronology
      | Allocated social worker: Ravi Chaudhuri
      *DATES* | Meeting: 1 October 2026
      | Next meeting: 15 January 2027
      """
    let read = try fields(form)
    #expect(read[.legalStatus] == .value(.text("Interim care order")))
    #expect(read[.socialWorker] == .value(.text("Ravi Chaudhuri")))
    #expect(read[.meetingDate] == .value(.date(try day(2026, 10, 1))))
  }

  @Test func `a title may stand beside the heads of columns`() throws {
    let form = """
      *TARGETS* | *SMART target* | *Action* | *By whom* | *By when*
      | Attend the practice | Kit bought | DT and carer | 20 March 2027
      | Reach a secure grade 4 | Small-group tuition | Ms Pargeter | 30 June 2027
      """
    #expect(
      try rows(.targets, form).map { $0.cells[.who] } == [
        .text("DT and carer"), .text("Ms Pargeter"),
      ])
  }

  @Test func `what the premium is used for heads a column, and no section`() throws {
    let form = """
      Use of PP+ | Amount | Need / target | Intended result
      Art materials pack | £60.00 | GCSE Art | Portfolio finished at home
      English tuition | £420.00 | Target one | Half a grade of progress
      """
    #expect(
      try rows(.premiumSpend, form).map { $0.cells[.intervention] } == [
        .text("Art materials pack"), .text("English tuition"),
      ])
  }

  @Test func `a row may be folded in the middle`() throws {
    let form = """
      # Pupil Premium Plus entry 1
      Intervention funded | Cost
      English tuition, 10 hours | £420.00
      Linked to | Impact measure
      Target one | Half a grade of progress
      # Pupil Premium Plus entry 2
      Intervention funded | Cost
      Bicycle maintenance course | £150.00
      Linked to | Impact measure
      Engagement | Improved attendance on Fridays
      """
    let read = try rows(.premiumSpend, form)
    #expect(read.map { $0.cells[.cost] } == [.number(420), .number(150)])
    #expect(read.map { $0.cells[.target] } == [.text("Target one"), .text("Engagement")])
  }

  @Test func `labels in words stand over answers in words`() throws {
    let form = """
      Current legal status | Social worker
      Interim care order | Janine Purkiss
      Parental responsibility | Placement type
      The council and birth mother | Foster placement
      """
    let read = try fields(form)
    #expect(read[.legalStatus] == .value(.text("Interim care order")))
    #expect(read[.socialWorker] == .value(.text("Janine Purkiss")))
    #expect(read[.parentalResponsibility] == .value(.text("The council and birth mother")))
  }

  @Test func `a day beside another is no term`() throws {
    let form = """
      1. Pupil and meeting
      Pupil’s name | Freya Gallimore | Date of birth | 04/11/2012
      Meeting date | 17/09/2026 | Next meeting date | 02/02/2027
      CLA review date | 12/01/2027 | Chair of meeting | Maeve Rafferty
      """
    let read = try fields(form)
    #expect(read[.meetingDate] == .value(.date(try day(2026, 9, 17))))
    #expect(read[.nextMeetingDate] == .value(.date(try day(2027, 2, 2))))
  }

  @Test func `a remark beside two years' figures is no figure`() throws {
    let form = """
      | *2025-26* | *2026-27 to date* | *Comment*
      Suspensions | 2 | 1 | None before May
      """
    #expect(try fields(form)[.suspensionCount] == .value(.number(1)))
  }

  @Test func `codes of rows are no text of the form, however many are taken out`() throws {
    let questions = [
      "Pupil’s name | Sienna Dockery", "Pupil’s date of birth | 04/09/2011",
      "Pupil’s UPN | L999570245387", "Pupil’s year group | Y10", "Attendance % | 88.9%",
      "How many sessions missed? | 12", "Number of suspensions | ", "On track? | Yes",
      "SEND status | EHCP", "Changes since the last PEP | None",
    ]
    let lines = questions.enumerated().map { "0\($0 + 1) | \($1) | " + " |" }
    let reader = FormReader(try TestOffice.policy().forms, near: CivilDay(number: 20_735))
    let reading = reader.read(
      FormText.document(
        "*Ref* | *Question* | *Answer* | *Office use*\n" + lines.joined(separator: "\n")))
    #expect(reading.fields[.suspensionCount]?.answer == .blank)
    #expect(!reading.unexplained.contains { $0.after == .suspensionCount })
  }

  @Test(arguments: [
    "| *Autumn* | *Spring* | *Summer* | *Year*\nAttendance % | 95.2% | 93.1% | | 94.2%",
    "| Autumn | Spring | Summer\nAttendance % | 94.2% | | |",
  ])
  func `the whole year counts, and so does a term that is all of it yet`(form: String) throws {
    #expect(try fields("# Attendance\n" + form)[.attendancePercentage] == .value(.number(94.2)))
  }

  @Test(arguments: [
    "| *Autumn* | *Spring* | *Summer*\n*Attendance %* | 95.2% | 93.1% | |",
    "| *Autumn term* | *Spring term*\nAttendance | 95.2 | 93.1",
    "*Term* | *Attendance %* | *Sessions missed*\nAutumn | 95.2 | 3\nSpring | 93.1 | 5",
  ])
  func `of two terms neither is the year to date`(form: String) throws {
    let read = try fields("# Attendance\n" + form)
    if case .value(let value)? = read[.attendancePercentage] {
      Issue.record("one term was taken for the year: \(value)")
    }
  }

  @Test func `a bar over the question itself asks nothing`() throws {
    let form = """
      5. STUDENT’S SAY |
      Student comment | The course is better than I thought.
      """
    #expect(
      try fields("# PEP\n" + form)[.childsViews]
        == .value(.text("The course is better than I thought.")))
  }

  @Test func `an academic year that names a year group is one`() throws {
    let form = """
      *UPN* | *ULN* | *Academic year* | *College / provider*
      D999536387715 | 7712340098 | Year 12 | Parrow Vale College
      """
    let read = try fields(form)
    #expect(read[.childYearGroup] == .value(.text("Year 12")))
    #expect(read[.attendancePercentage] == nil)
  }

  @Test func `what was bought last term is no plan`() throws {
    let form = """
      Last term's PP+ spend | Cost | Impact
      Phonics tutor, summer term | £410 | Passed the screening
      Residential trip | £155 | Slept well away from home
      """
    #expect(try rows(.premiumSpend, form).isEmpty)
  }

  @Test func `rows of questions in bold and rows of answers take turns, the last cells empty`()
    throws
  {
    let form = """
      *Legal name* | *DoB (dd/mm/yyyy)* | *Year of study*
      Marnie Quillfeather | 09/03/2014 | Year 8
      *Educational setting* | *Care ID* |  |
      Withy Moor School | C1 |  |
      *Number of suspensions* | *Number of days suspended* |  |
      2 | 3.5 |  |
      *Measures in place where progress is not acceptable* |  |  |
       |  |  |
      """
    let read = try fields(form)
    #expect(read[.schoolName] == text("Withy Moor School"))
    #expect(read[.childCareID] == text("C1"))
    #expect(read[.suspensionDays] == .value(.number(3.5)))
    #expect(read[.progressMeasures] == .blank)
  }

  @Test func `numbered fields of a target and of what is bought follow each other`() throws {
    let form = """
      Target 1 | [Read daily]
      Action 1 | [Reader twice a week]
      Who 1 | [Maths tutor]
      By when 1 | [Easter]
      PP+ intervention 1 | [Maths tuition]
      PP+ cost 1 | [400.00]
      PP+ target supported 1 | [Target 1]
      PP+ impact 1 | [Grade 4]
      PP+ intervention 2 | [Laptop]
      PP+ cost 2 | [325.00]
      PP+ target supported 2 | [Target 1]
      PP+ impact 2 | [Homework handed in]
      """
    let targets = try rows(.targets, of: form)
    let bought = try rows(.premiumSpend, of: form)
    #expect(targets.map { $0.cells[.who] } == [.text("Maths tutor")])
    #expect(bought.map { $0.cells[.intervention] } == [.text("Maths tuition"), .text("Laptop")])
  }

  @Test func `a day below its question in plain type is the answer`() throws {
    let form = """
      Child's full name | Birthday
      Nadia Haidari | 25.2.23
      """
    let read = try fields(form)
    #expect(read[.childName] == text("Nadia Haidari"))
    #expect(
      read[.childDateOfBirth]
        == .value(.date(try #require(CivilDay(year: 2023, month: 2, day: 25)))))
  }

  @Test func `an answer beside its question is not looked for below`() throws {
    let form = """
      SEND status | No SEND
      SEND funding | None
      """
    let read = try fields(form)
    #expect(read[.senStatus] == text("none"))
    #expect(read[.senFundingUse] == text("None"))
  }

  @Test func `the heads of questions and responses pair no rows`() throws {
    let form = """
      *Question* | *Response*
      Total requested (£) | 362
      """
    #expect(try fields(form)[.premiumRequested] == .value(.number(362)))
  }

  @Test func `a name across the top of a table is its title`() throws {
    let title = Cell([.paragraph(Paragraph([Run("Engagement")]))], columns: 2)
    let cells = ["Attendance (%)", "94.6"].map { Cell([.paragraph(Paragraph([Run($0)]))]) }
    let form = DocumentFacts(format: .docx, blocks: [.table(Table(rows: [[title], cells]))])
    let reader = FormReader(try TestOffice.policy().forms, near: CivilDay(number: 20_735))
    let read = reader.read(form).fields.mapValues(\.answer)
    #expect(read == [.attendancePercentage: .value(.number(94.6))])
  }

  @Test func `a question with a blank cell over the heads of a table is left blank`() throws {
    let form = """
      *Is this more than the term's money?* | Yes
      *Tell us why more is needed* |  |
      *We will buy* | *Price* | *For goal* | *So that*
      Reading books | £146 | Target 1 | Reads every night
      """
    let read = try fields(form)
    #expect(read[.premiumAboveAllocation] == .value(.bool(true)))
    #expect(read[.premiumAboveAllocationDetail] == .blank)
  }

  @Test func `what the child is asked to tell of stands above the answer`() throws {
    let form = """
      In your words: school, what is good, what you hope for |
      I like the hens. I hope to see my brother. |
      """
    #expect(try fields(form)[.childsViews] == text("I like the hens. I hope to see my brother."))
  }

  @Test func `labels and answers that take turns in a row head no columns`() throws {
    let form = """
      *Social worker responsible* | Rhona Cattermole | *Venue of meeting* | School hall
      *People invited* | Three | *Form tutor* | Mr Dunn
      """
    let read = try fields(form)
    #expect(read[.targets] == nil)
    #expect(read[.socialWorker] == text("Rhona Cattermole"))
  }
}
