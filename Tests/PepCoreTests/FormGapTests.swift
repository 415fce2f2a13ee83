import PepCore
import Testing

/// What stands on a form and looks like a gap: each of these would have been asked for again.
@Suite struct FormGapTests: FormSuite {
  @Test func `what is left when the other choices are struck out was chosen`() throws {
    let form = """
      *The extra help I get (SEND)* |
      Nothing extra / ~SEN support plan~ / ~EHC plan~ / ~Being assessed for an EHC plan~ |
      """
    #expect(try fields(form)[.senStatus] == text("none"))
  }

  @Test(
    arguments: [
      "Managed in class / ~SEN support~ / ~EHC plan~ / ~EHC assessment~",
      "^Managed in class^ / SEN support / EHC plan / EHC assessment",
    ])
  func `a choice in words that nobody knows is no blank`(choice: String) throws {
    #expect(try fields("*SEND status* | \(choice)")[.senStatus] == .doubtful)
  }

  @Test func `what there was to choose from is no choice`() throws {
    #expect(try fields("*SEND status* | Yes / No")[.senStatus] == .blank)
    #expect(try fields("*SEND status* | Yes / *No*")[.senStatus] == text("none"))
  }

  @Test func `all choices struck out leave a blank`() throws {
    #expect(
      try fields("*SEND status* | ~None~ / ~SEN support~ / ~EHC plan~")[.senStatus] == .blank)
  }

  @Test func `a blank behind a colon is not answered by the cells around it`() throws {
    let form = """
      My attendance so far this year: | Half days I have missed: 11
      Times I was sent home (suspended) since last PEP: 0 | Days I was out because of this: 0
      Class teacher: Mrs Oake | Punctuality: Usually on time
      """
    let read = try fields(form)
    #expect(read[.attendancePercentage] == .blank)
    #expect(read[.sessionsMissed] == .value(.number(11)))
    #expect(read[.suspensionCount] == .value(.number(0)))
  }

  @Test func `an answer in the words of its question is one`() throws {
    let form = """
      Parental responsibility lies with: Mother, father and the local authority | Date came into care: 23/02/2024
      """
    #expect(
      try fields(form)[.parentalResponsibility] == text("Mother, father and the local authority"))
  }

  @Test func `a question may end in a quotation`() throws {
    let form = """
      Is the child making acceptable progress? Yes
      What evidence supports “acceptable”? The November tests show expected progress.
      What steps are in hand, if not acceptable?
      """
    #expect(
      try fields(form)[.progressEvidence] == text("The November tests show expected progress."))
  }

  @Test func `a heading that asks is not answered by the question below it`() throws {
    let form = """
      *How is learning going?* |
      Are we happy with how quickly Rosa is moving on?  No |
      *If happy: what have we seen?* |
       |
      *If not: what are we doing differently?* |
      A key adult meets her at the door. |
      """
    let read = try read(form)
    #expect(
      read.fields[.acceptableProgress]?.answer == .value(.bool(false))
        || read.unexplained.contains { $0.after == .acceptableProgress })
  }

  @Test func `the child may be called by a name that nobody knows`() throws {
    let form = """
      SEN funding goes on: A shared TA in the mornings.
      Immy’s views: My teacher is funny. Fractions are hard.
      """
    let read = try fields(form)
    #expect(read[.childsViews] == text("My teacher is funny. Fractions are hard."))
    #expect(read[.senFundingUse] == text("A shared TA in the mornings."))
  }

  @Test func `no change in a box of its own is an answer`() throws {
    let form = """
      *Date of the meeting* | 12/10/2026

      *Changes to report since previous review*

      No change |

      *Views of the child*

      I like it here. |
      """
    #expect(try fields(form)[.changes] == text("No change"))
  }

  @Test func `what the child told somebody is no question`() throws {
    let form = """
      *In my own words: how school is going, and what would make it better* |
      *Bea told Mrs Adair: “I want to be trusted to walk home on my own like everyone else.”* |
      *Who helped the pupil to complete this?* | Learning mentor
      """
    #expect(
      try fields(form)[.childsViews]
        == text(
          "Bea told Mrs Adair: “I want to be trusted to walk home on my own like everyone else.”"))
  }

  @Test func `who of those invited came is no attendance`() throws {
    let form = """
      *Role* | Present (Y/N)
      *Child* | Y
      *Carer* | Y
      *Social worker* | N
      *Percentage of invitees present* | 75%

      *School attendance %* |  |
      """
    #expect(try fields(form)[.attendancePercentage] == .blank)
  }

  @Test func `a heading over a question is not answered by it`() throws {
    let form = """
      *Dates*
      *On what date did the meeting happen?*
      Wednesday 21 October 2026
      *On what date will the group meet again?*
      Friday 26 February 2027
      """
    #expect(
      try fields(form)[.meetingDate]
        == .value(.date(try #require(CivilDay(year: 2026, month: 10, day: 21)))))
  }

  @Test func `a line with a marked choice is a question of its own`() throws {
    let form = """
      *Learning*
      Likely to meet the targets for the end of this key stage:  Yes    ^No^
      Making acceptable progress now:  ^Yes^    No
      """
    let read = try fields(form)
    #expect(read[.onTrack] == .value(.bool(false)))
    #expect(read[.acceptableProgress] == .value(.bool(true)))
  }

  /// The form named the child in its first line alone, and went to a person as nobody's.
  @Test func `the title of a letter names the child`() throws {
    let form = """
      School: Marlpit Community College
      To the Virtual School
      *Personal Education Plan (statutory school age): Ezra Pollard, d.o.b. 7th February 2012, Year 10*
      *Date of our meeting*
      2nd October 2026
      """
    let read = try fields(form)
    #expect(read[.childName] == text("Ezra Pollard"))
    #expect(
      read[.childDateOfBirth]
        == .value(.date(try #require(CivilDay(year: 2012, month: 2, day: 7)))))
    #expect(read[.childYearGroup] == text("Year 10"))
  }

  @Test func `a title with a name and no birthday names nobody`() throws {
    #expect(
      try fields("*Personal Education Plan: Ezra Pollard, Year 10*\nMet on: 2 October 2026")[
        .childName] == nil)
  }

  /// The register kept the first sentence alone, and nobody would have seen it.
  @Test func `an answer goes on in sentences that sound like questions`() throws {
    let form = """
      *Is progress acceptable?* Yes |
      *Evidence and rate of progress (if acceptable)* // Lola now writes a page unaided. // Handwriting is still hard going. |
      """
    #expect(
      try fields(form)[.progressEvidence]
        == text("Lola now writes a page unaided.\nHandwriting is still hard going."))
  }

  @Test func `a year in short below its question is the answer`() throws {
    let form = """
      *Name of pupil:* Lola Pell
      *5. Which year are they in?*
      Yr 9
      """
    #expect(try fields(form)[.childYearGroup] == text("Yr 9"))
  }

  @Test(arguments: [
    "91.8% (it was 86% last year)", "91.8% – last year it was 86", "91.8 (previous year 86)",
  ])
  func `what it was last year is not the attendance`(answer: String) throws {
    #expect(
      try fields("*Attendance this year %* | \(answer)")[.attendancePercentage]
        == .value(.number(91.8)))
  }

  @Test func `two years in one answer are a doubt`() throws {
    #expect(
      try fields("*Attendance %* | 86% – last year, 91.8% this year")[.attendancePercentage]
        == .doubtful)
  }

  @Test func `the reasons for a yes are the evidence, however long`() throws {
    let form = """
      *Meeting agreed progress to be acceptable (yes/no):* yes
      *Reasons given for “yes”:* Isaac is making steady progress from a low starting point; CAT mean 84 but working in line with the cohort in six subjects. No concerns raised.
      *Steps to be taken if “no”:*
      """
    #expect(try fields(form)[.progressEvidence] != nil)
    #expect(try fields(form)[.progressEvidence] != .blank)
  }

  @Test func `letters with stops between them are a word`() throws {
    let form = """
      *U.P.N.* | B933262206576
      *Date of P.E.P.* | 15 October 2026
      *Changes in circumstances since the last P.E.P.* | None since the last P.E.P.
      *S.E.N. category* | ~Not S.E.N.~ / ~SEN Support~ / Under assessment / ~E.H.C.P.~
      """
    let read = try fields(form)
    #expect(read[.childUPN] == text("B933262206576"))
    #expect(read[.meetingDate] != nil)
    #expect(read[.changes] == text("None since the last P.E.P."))
    #expect(read[.senStatus] == text("assessmentUnderWay"))
  }

  @Test(arguments: ["Attendance goal", "My attendance goal", "Predicted attendance"])
  func `what attendance should be is not what it is`(label: String) throws {
    let form = "*Attendance this year %* |  |\n*\(label)* | 97%"
    #expect(try fields(form)[.attendancePercentage] == .blank)
  }

  @Test func `a stage stands under whatever asks for the need`() throws {
    #expect(try fields("*SEN type* | Not on the SEND register")[.senStatus] == text("none"))
  }

  /// Learned from other forms, "SEN Support" is a question, and here it was one with no answer.
  @Test func `of stages in cells of their own the last is ticked`() throws {
    let form = """
      SEN status |  | None | ☐ |  | SEN Support ☐ | EHCP |  | ☐ | Assessment | ☒
      Use of SEN funding | Keyworker
      """
    #expect(try fields(form)[.senStatus] == text("assessmentUnderWay"))
  }

  @Test func `a stage of need in a row of blank cells is the answer`() throws {
    #expect(
      try fields("*SEND / high needs* | SEN Support |  |  |")[.senStatus] == text("senSupport"))
  }

  @Test func `attendance asked beside its target is what it is`() throws {
    #expect(
      try fields("*Cumulative attendance so far (target 97%)* | 94.1")[.attendancePercentage]
        == .value(.number(94.1)))
  }

  @Test func `a figure behind a dash is an answer and no number of a row`() throws {
    let form = """
      *PEP review* |
      Date of PEP review – 13 October 2026 |
      Date of next PEP review – 2 February 2027 |
      Attendance since September – 97.5% |
      Suspensions since last review – 2 |
      Changes since last review – She moved in July. |
      SEND status – EHCP |
      How the funding in the plan is used – |
      """
    let read = try fields(form)
    #expect(read[.suspensionCount] == .value(.number(2)))
    #expect(read[.changes] == text("She moved in July."))
    #expect(read[.senFundingUse] == .blank)
  }

  @Test func `what heads a part of the form is not answered by its first question`() throws {
    let form = """
      *Care section (Part A)* |
      Legal status – Interim care order |
      Social worker – Craig Uttley |
      Who has parental responsibility – Both birth parents |
      Name – Marnie Quillfeather |
      Date of birth – 9 March 2014 |
      Care ID – C1 |
      """
    let read = try fields(form)
    #expect(read[.legalStatus] == text("Interim care order"))
    #expect(read[.socialWorker] == text("Craig Uttley"))
  }

  @Test func `a figure in bold heads nothing`() throws {
    let form = """
      *Name of child*
      *Marnie Quillfeather*
      *Attendance percentage for the year to date*
      *88%*
      *Number of sessions missed*
      *15*
      """
    #expect(try fields(form)[.attendancePercentage] == .value(.number(88)))
  }

  @Test func `the end of a question behind a dash is no answer`() throws {
    #expect(
      try fields("SEND funding – how it helps this young person |  |")[.senFundingUse] == .blank)
    #expect(
      try fields("SEND funding – how it helps this young person | A mentor twice a week.")[
        .senFundingUse] == text("A mentor twice a week."))
  }

  @Test(arguments: [
    "She has not been suspended at all.", "Never suspended", "Has not been excluded",
  ])
  func `in words, none`(answer: String) throws {
    #expect(
      try fields("*Number of suspensions* | \(answer)")[.suspensionCount] == .value(.number(0)))
  }

  @Test(arguments: [
    "Not suspended but sent home twice", "Suspended", "Not suspended in May, once in June",
  ])
  func `in words, no number`(answer: String) throws {
    #expect(try fields("*Number of suspensions* | \(answer)")[.suspensionCount] == .doubtful)
  }

  @Test func `if it isn't asks for the measures`() throws {
    let form = """
      Is my progress good enough right now? | Yes / No ☒

      *If it is, how do we know?* |
       |
      *If it isn't, what is school doing about it?* |
      A smaller maths set. |
      """
    let read = try fields(form)
    #expect(read[.progressMeasures] == text("A smaller maths set."))
    #expect(read[.progressEvidence] == .blank)
  }

  @Test func `a condition in bold ends with what is wanted`() throws {
    let form = """
      *ON TRACK? *[X] Yes   [ ] No | *ACCEPTABLE PROGRESS? *[X] Yes   [ ] No
      *IF ACCEPTABLE – EVIDENCE *Seven of nine subjects on target. | *IF NOT – MEASURES*
      """
    let read = try fields(form)
    #expect(read[.progressEvidence] == text("Seven of nine subjects on target."))
    #expect(read[.progressMeasures] == .blank)
  }

  @Test func `one question in bold does not answer the one above`() throws {
    let form = """
      *Name of child*
      Marnie Quillfeather
      *Is that more than the usual amount?*
      [ ] Yes  [x] No
      *If it is more, what is the extra for?*
      *What shall we call our plan?*
      The bridge
      """
    #expect(try fields(form)[.premiumAboveAllocationDetail] == .blank)
  }

  @Test func `a bare detail belongs to the question above`() throws {
    let form = """
      *PP+ requested* | £899.75
      *Above allocation (Y/N)* | Y
      *Detail* | The laptop goes beyond the termly sum.
      """
    #expect(
      try fields(form)[.premiumAboveAllocationDetail]
        == text("The laptop goes beyond the termly sum."))
  }

  @Test(arguments: ["To be gathered by key person", "Duty team to confirm", "TBC"])
  func `who is still to say it has not said it`(answer: String) throws {
    #expect(try fields("*Pupil's views* | \(answer)")[.childsViews] == .blank)
  }

  @Test func `a figure of last year is for a person`() throws {
    #expect(
      try fields("*Attendance to date (%)* | Y12 (2024-25): 81%")[.attendancePercentage]
        == .doubtful)
  }

  @Test func `the end of a letter is no answer`() throws {
    let form = """
      *Name of child:* Marnie Quillfeather
      *Parental responsibility:* Birth mother
      Yours sincerely,
      """
    #expect(try fields(form)[.parentalResponsibility] == text("Birth mother"))
  }

  @Test func `a second day that is still to come is the next meeting's`() throws {
    let form = """
      *Date of this PEP* | 30/09/2026 | *PEP 2 date* | 08/01/2027
      """
    let read = try fields(form)
    #expect(read[.meetingDate] == .value(.date(try #require(CivilDay("2026-09-30")))))
    #expect(read[.nextMeetingDate] == .value(.date(try #require(CivilDay("2027-01-08")))))
  }

  @Test func `not applicable below a question is no question`() throws {
    let form = """
      *Card 2: being there* |
      Attendance figure, % // N/A |
      Fixed term exclusions since last PEP // N/A |
      """
    #expect(try fields(form)[.suspensionCount] == .value(.number(0)))
  }

  @Test func `a heading that asks is answered by the table below it`() throws {
    let form = """
      *Name of child* | Marnie Quillfeather

      # When did we meet?
      *We met on* | *Next time*
      Wednesday 30 September 2026 | Tuesday 12 January 2027
      """
    #expect(
      try fields(form)[.meetingDate] == .value(.date(try #require(CivilDay("2026-09-30")))))
  }

  @Test func `names and days right behind their questions`() throws {
    let form = """
      Name of child Marnie Quillfeather | DOB 9/3/14
      Date of PEP 2026-10-06 | Date of next PEP 2027-01-12
      """
    let read = try fields(form)
    #expect(read[.childName] == text("Marnie Quillfeather"))
    #expect(read[.nextMeetingDate] == .value(.date(try #require(CivilDay("2027-01-12")))))
  }

  @Test func `headings name what is wanted behind a colon`() throws {
    let form = """
      Name of child: Marnie Quillfeather
      Making acceptable progress: no
      # If progress is acceptable: the evidence
      # If progress is not acceptable: what we have put in place
      Two tutors now come into school.
      """
    let read = try fields(form)
    #expect(read[.progressEvidence] != text("the evidence"))
    #expect(read[.progressMeasures] == text("Two tutors now come into school."))
  }

  @Test func `what asks to be told is no part of what is told`() throws {
    let form = """
      *Pupil's views* | Tell us about school in your own words: I like games.
      """
    #expect(try fields(form)[.childsViews] == text("I like games."))
  }

  @Test func `a bracket in a numbered question in bold is a part of it`() throws {
    let form = """
      *1. Name of pupil: *Marnie Quillfeather
      *11. Attendance (per cent) so far this year*
      TBC
      *12. Sessions missed*
      13
      """
    #expect(try fields(form)[.attendancePercentage] == .blank)
  }

  @Test func `a goal that begins in its label goes on beside it`() throws {
    let form = """
      Goal 1: I will… | Name four feelings
      We will help you by… | Feelings fan
      Who will help | ELSA assistant
      When | next PEP

      Goal 2: I will… | Answer two-step problems
      We will help you by… | Bar models
      Who will help | Mr Oake
      When | end of term
      """
    let rows = try rows(.targets, of: form)
    #expect(
      rows.map { $0.cells[.target] } == [
        .text("Name four feelings"), .text("Answer two-step problems"),
      ])
    #expect(rows.map { $0.cells[.action] } == [.text("Feelings fan"), .text("Bar models")])
  }

  @Test func `targets that are still to be judged are the new ones`() throws {
    let form = """
      # Section 2 – Outcomes
      *What will be achieved?* | *What needs to happen?* | *Whose job?* | *By* | *Achieved?*
      Leave with the calm card | Agree a script with all staff | Mr Lacey | Christmas |  |
      """
    let targets = try rows(.targets, of: form)
    #expect(targets.map { $0.cells[.target] } == [.text("Leave with the calm card")])
    // Judged, they were the last ones.
    let last = form.replacing("Christmas |  |", with: "Christmas | Yes")
    let judged = try rows(.targets, of: last)
    #expect(judged == [])
  }

  @Test(
    arguments: [
      (
        "Attendance YTD | Sessions missed | Vicissitudes hitherto",
        "99.1% | 30 | New social worker"
      ),
      ("Our chat was on | Then we sit down again", "8th October 2026 | 8th February 2027"),
    ])
  func `a head that nobody knows beside one that is answered below is answered as well`(
    heads: String, answers: String
  ) throws {
    let read = try read(heads + "\n" + answers)
    let isNoted = read.unexplained.contains { $0.isAnsweredQuestion }
    #expect(isNoted)
  }

  @Test func `what is wanted behind a condition is no answer, though another asks so too`() throws {
    let form = """
      Is this little one making acceptable progress?  (yes / no) |
      yes |
      If yes: what we’ve seen |
      From two words together to five since July. |
      If no: what we are doing about it |
       |
      If SEN Support or EHCP: how the inclusion funding is used |
      A sensory diet written by the OT. |
      """
    #expect(
      try fields(form)[.progressEvidence] == text("From two words together to five since July."))
  }

  @Test func `a choice whose signs a PDF has lost is doubt and no gap`() throws {
    let form = """
      *Is the child on track?*
      Yes No
      *Is progress acceptable?*
      Yes / No
      """
    let reader = FormReader(try TestOffice.policy().forms, near: CivilDay(number: 20_735))
    let pdf = reader.read(DocumentFacts(format: .pdf, blocks: FormText.document(form).blocks))
    #expect(pdf.fields[.onTrack]?.answer == .doubtful)
    #expect(pdf.fields[.acceptableProgress]?.answer == .blank)
    #expect(try fields(form)[.onTrack] == .blank)
  }

  @Test func `a head alone at the foot of a page asks for nothing that is known`() throws {
    let form = """
      *PP+ bid*

      *Strategy* | *£* | *Links to* | *Success criteria*

      Total PP+ bid | 1240
      """
    #expect(try fields(form)[.premiumSpend] == .doubtful)
  }

  @Test func `the heading of a table is no answer to the blank question above it`() throws {
    let form = """
      *How many days that was*
      1.5
      *Extra help with learning*
      I am on SEN Support
      *If there is SEN money for me, this is what it buys*
      *What I am aiming for*

      *My goal* | *What we will do* | *Who will help me* | *Done by*
      To read aloud with expression | Paired reading with the librarian | Mrs Keogh | 18 December
      """
    #expect(try fields(form)[.senFundingUse] == .blank)
  }
}
