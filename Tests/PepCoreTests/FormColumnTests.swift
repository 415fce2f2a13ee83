import PepCore
import Testing

/// Which column of a table asks, which explains and which answers.
@Suite struct FormColumnTests: FormSuite {
  @Test func `guidance has its column in the next table as well`() throws {
    let form = """
      *Ref* | *Question* | *Guidance* | *Your answer*
      B1 | Name of pupil | First name and surname | Jodie Sparkes
      B2 | Attendance percentage | From your MIS | 94.1

      B20 | More than the allocation? | Yes or No | No
      B21 | If more, the detail | If B20 is Yes |  |
      """
    let read = try fields(form)
    #expect(read[.premiumAboveAllocation] == .value(.bool(false)))
    #expect(read[.premiumAboveAllocationDetail] == .blank)
  }

  @Test func `a note behind the answer is none`() throws {
    let form = """
      *Ref* | *Data item* | *Return* | *Source / note*
      P1 | Pupil full name | Kacper Nowicki | MIS
      A1 | Attendance % year to date |  | codes B, P, W count as present
      A4 | Sessions missed | 2 | auth + unauth
      """
    let read = try fields(form)
    #expect(read[.attendancePercentage] == .blank)
    #expect(read[.sessionsMissed] == .value(.number(2)))
  }

  @Test func `the subject of each question may stand before it`() throws {
    let form = """
      *Heading* | *What we need from you* | *Your entry*
      Pupil | Name of pupil | Keira Haughton
      Pupil | UPN | Z933657375167
      Pupil | Date of birth | 02/03/12
      Attendance | Percentage attendance this year | 94%
       | Sessions missed | 4
      Behaviour | Suspensions since the last PEP | 0
      """
    let read = try fields(form)
    #expect(read[.childName] == text("Keira Haughton"))
    #expect(read[.attendancePercentage] == .value(.number(94)))
    #expect(read[.suspensionCount] == .value(.number(0)))
  }

  @Test func `the subjects of a table without heads leave its first row`() throws {
    let form = """
      PUPIL | Full name | Jacob Swindlehurst
       | Born on | 5 February 2017
       | UPN | K999428787055
      PRESENCE | Attendance % | 83.0
       | Sessions missed | 23
       | Suspensions | Nil
      """
    #expect(try fields(form)[.childName] == text("Jacob Swindlehurst"))
  }

  @Test func `earlier schools are not the school`() throws {
    let form = """
      *On roll at* | Quillbridge Primary Academy

      *Schools attended* | *From* | *To*
      Marsh Infants | 2019 | 2022
      Quillbridge Primary Academy | 2022 |  |
      """
    #expect(try fields(form)[.schoolName] != text("Marsh Infants"))
  }

  @Test func `targets that cost nothing are targets, with who sees to them`() throws {
    let form = """
      *Objective* | *Action to be taken* | *Key worker* | *Timescale* | *Cost to school*
      Make one steady friendship | Buddy bench rota | Play leader | half term | -
      Learn the 4 times table | Ten minutes daily | Class teacher | 12/02/2027 | -
      """
    let read = try fields(form)
    #expect(read[.premiumSpend] == nil)
    guard case .value(.rows(let rows))? = read[.targets] else {
      Issue.record("no targets")
      return
    }
    #expect(rows.map { $0.cells[.who] } == [.text("Play leader"), .text("Class teacher")])
  }

  @Test func `a sum and whether it is more than due head no purchases`() throws {
    let form = """
      *Total PP+ bid* | *Over termly allocation (Y/N)*
      £649.00 | N
      """
    let read = try fields(form)
    #expect(read[.premiumRequested] == .value(.number(649)))
    #expect(read[.premiumAboveAllocation] == .value(.bool(false)))
  }

  /// The first column is in bold from top to bottom, heads and answers.
  @Test func `heads over their answers, of which only the first are in bold`() throws {
    let form = """
      *On track (Y/N)* | Acceptable progress (Y/N)
      *N* | Y

      *If Y, evidence* | If N, measures
      *Longer sentences and far fewer spelling errors.* |  |

      *Type of additional need* | Funding for additional needs: use
      *Under assessment for an EHC Plan* |  |
      """
    let read = try fields(form)
    #expect(read[.onTrack] == .value(.bool(false)))
    #expect(read[.acceptableProgress] == .value(.bool(true)))
    #expect(read[.progressEvidence] == text("Longer sentences and far fewer spelling errors."))
    #expect(read[.progressMeasures] == .blank)
    #expect(read[.senStatus] == text("assessmentUnderWay"))
  }

  @Test func `two pairs in bold cells side by side each hold their answer`() throws {
    let form = """
      *Amount applied for: £230* | Above the allocation? ☐ Yes   ☒ No
      """
    let read = try fields(form)
    #expect(read[.premiumRequested] == .value(.number(230)))
    #expect(read[.premiumAboveAllocation] == .value(.bool(false)))
  }

  @Test func `the evidence may be asked behind the judgement`() throws {
    let form = """
      *Is progress acceptable?* | Yes

      *Acceptable progress: describe the evidence*

      Five of eight subjects on or above the flight path. |
      """
    let read = try fields(form)
    #expect(read[.acceptableProgress] == .value(.bool(true)))
    #expect(
      read[.progressEvidence] == text("Five of eight subjects on or above the flight path."))
  }

  @Test func `a letter before a branch of a question is no word of it`() throws {
    let form = """
      *Is the progress made acceptable?* | Yes
      *(a) Where it is: how do you know?* | Nine standardised points more in maths.
      *(b) Where it is not: what is being done about it?* |  |
      """
    let read = try fields(form)
    #expect(read[.progressEvidence] == text("Nine standardised points more in maths."))
    #expect(read[.progressMeasures] == .blank)
  }

  @Test func `the parts of a row may each have its name and number`() throws {
    let form = """
      *Date of the meeting* | 12/10/2026

      *Target 1*
      [Raise reading age to 12 years]
      *Target 1 – action*
      [Reading Plus, 3 x 30 min]
      *Target 1 – who*
      [Librarian]
      *Pupil Premium item 1*
      [Revision guides, six subjects]
      *Item 1 – cost (£)*
      [41.50]
      *Item 1 – target supported*
      [Algebra and science]
      """
    let read = try fields(form)
    guard case .value(.rows(let targets))? = read[.targets],
      case .value(.rows(let bought))? = read[.premiumSpend]
    else {
      Issue.record(
        "no rows: \(String(describing: read[.targets])) \(String(describing: read[.premiumSpend]))")
      return
    }
    #expect(targets.map { $0.cells[.action] } == [.text("Reading Plus, 3 x 30 min")])
    #expect(bought.map { $0.cells[.cost] } == [.number(41.5)])
    #expect(bought.map { $0.cells[.target] } == [.text("Algebra and science")])
  }

  @Test func `the number of the row is not what it is to bring`() throws {
    let form = """
      *No.* | *What will the money be spent on?* | *Cost* | *Target it supports*
      1 | Sensory play kit | £65 | Target 1
      """
    let bought = try rows(.premiumSpend, of: form)
    #expect(bought.map { $0.cells[.intervention] } == [.text("Sensory play kit")])
    #expect(bought.map { $0.cells[.impact] } == [nil])
  }

  @Test func `what is bought is named behind the last target`() throws {
    let form = """
      *Target 1 - target*
      [Read a chapter book to the end]
      *Target 1 - action*
      [Paired reading]
      *Target 1 - who*
      [Mrs Lamb]
      *Post-16 PP+ item 1 - intervention*
      [Play therapy]
      *Post-16 PP+ item 1 - cost (GBP)*
      [270.00]
      *Post-16 PP+ item 1 - target*
      [Friendship target]
      """
    let targets = try rows(.targets, of: form)
    let bought = try rows(.premiumSpend, of: form)
    #expect(targets.map { $0.cells[.action] } == [.text("Paired reading")])
    #expect(bought.map { $0.cells[.intervention] } == [.text("Play therapy")])
    #expect(bought.map { $0.cells[.cost] } == [.number(270)])
    #expect(bought.map { $0.cells[.target] } == [.text("Friendship target")])
  }

  @Test func `a branch with its wish behind a colon is left blank`() throws {
    let form = """
      *Is progress acceptable at this point?* | Yes
      *If it is: data and examples* | Nine points more in maths.
      *If it is not: the school’s response so far* |  |
      """
    #expect(try fields(form)[.progressMeasures] == .blank)
  }

  @Test func `the heads of targets may say how many there are`() throws {
    let form = """
      *Target 1-3* | *Actions to meet the target* | *Person responsible* | *Review by*
      Visit two local colleges | Taster day booked | Ms Kerr | by end of Jan
      """
    guard case .value(.rows(let rows))? = try fields(form)[.targets] else {
      Issue.record("no targets")
      return
    }
    #expect(rows.map { $0.cells[.action] } == [.text("Taster day booked")])
  }

  @Test func `what it supports and what is hoped for are told apart`() throws {
    let form = """
      *EYPP will pay for* | *Cost* | *To support* | *Hoped for*
      Makaton training | £85 | Three-word phrases | Uses 15 signs
      """
    guard case .value(.rows(let rows))? = try fields(form)[.premiumSpend] else {
      Issue.record("nothing bought")
      return
    }
    #expect(rows.map { $0.cells[.target] } == [.text("Three-word phrases")])
  }

  @Test func `the targets of six purchases are no subjects`() throws {
    let form = """
      *Target supported* | *Intervention* | *Cost*
      Reading | Tutor | £45
      Reading | Books | £20
      Maths | Workbooks | £15
      Maths | Tutor | £60
      Reading | Audio books | £12
      """
    guard case .value(.rows(let rows))? = try fields(form)[.premiumSpend] else {
      Issue.record("nothing bought")
      return
    }
    #expect(rows.map { $0.cells[.target] }.first == .text("Reading"))
    #expect(rows.count == 5)
  }

  @Test func `whoever an answer is from has not given it`() throws {
    let form = """
      *PP+ total requested* | £470 | DT
      *Over termly allocation* | Yes / *No* | DT
      *If so, the case for extra* |  | DT
      """
    let read = try fields(form)
    #expect(read[.premiumRequested] == .value(.number(470)))
    #expect(read[.premiumAboveAllocationDetail] != text("DT"))
  }

  @Test func `each target is a column, of which the corner names the table`() throws {
    let form = """
      *Targets* |

       | *Target 1* | *Target 2*
      What | Answer two-step problems | Name four feelings
      How | Small-group teaching | Feelings fan
      Who | Mr Oake | ELSA assistant
      When | end of term | next PEP

      PP+ bid | Item 1 | Item 2
      Intervention | Laptop bag | Drumming lessons
      Cost (£) | 85.00 | 160.00
      Links to | Writing target | Confidence target
      Expected impact | Longer pieces | Joins the band
      """
    let targets = try rows(.targets, of: form)
    let bought = try rows(.premiumSpend, of: form)
    #expect(
      targets.map { $0.cells[.target] } == [
        .text("Answer two-step problems"), .text("Name four feelings"),
      ])
    #expect(targets.map { $0.cells[.who] } == [.text("Mr Oake"), .text("ELSA assistant")])
    #expect(bought.map { $0.cells[.cost] } == [.number(85), .number(160)])
  }
}
