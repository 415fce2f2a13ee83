import PepCore
import Testing

/// Signs and words that a form sets around all its questions or answers, and that are none of either.
@Suite struct FormSignTests: FormSuite {
  @Test func `dots lead from each question to its answer`() throws {
    let form = """
      My name is … Marnie Quillfeather
      I was born on … 9 March 2014
      I go to … Withy Moor School
      My attendance is … 91.3%
      Times I have been suspended … N/A
      My teachers think my progress is good enough … No
      My teachers know this because …
      If it isn't good enough, this is how school is helping me catch up … A mentor meets me at the gate.
      """
    let read = try fields(form)
    #expect(read[.childName] == text("Marnie Quillfeather"))
    #expect(read[.attendancePercentage] == .value(.number(91.3)))
    #expect(read[.suspensionCount] == .value(.number(0)))
    #expect(read[.progressEvidence] == .blank)
    #expect(read[.progressMeasures] == text("A mentor meets me at the gate."))
  }

  @Test func `dots in what somebody says lead nowhere`() throws {
    let form = """
      *What I think about school*
      I like art … and PE.
      """
    #expect(try fields(form)[.childsViews] == text("I like art … and PE."))
  }

  @Test func `what was asked and said is typed with a letter before each`() throws {
    let form = """
      Q: Who is the plan for?
      A: Marnie Quillfeather
      Q: What is the attendance percentage?
      A: 94.2%
      Q: How many suspensions since the last PEP?
      A: None
      Q: Is the progress acceptable?
      A: Yes
      Q: If so, what is the evidence?
      A: She reads a book a week.
      Q: If not, what measures are in place?
      A:
      Q: What are the child's views?
      A: I like Tuesdays.
      """
    let read = try fields(form)
    #expect(read[.childName] == text("Marnie Quillfeather"))
    #expect(read[.attendancePercentage] == .value(.number(94.2)))
    #expect(read[.progressEvidence] == text("She reads a book a week."))
    #expect(read[.progressMeasures] == .blank)
    #expect(read[.childsViews] == text("I like Tuesdays."))
  }

  @Test func `how far a section is filled in is no answer`() throws {
    let form = """
      # Attendance and exclusions ☒ Complete
      Attendance (academic YTD) | 95.8%

      # Pupil voice ☒ Complete
      Pupil's views | I like Tuesdays.

      # Targets ☐ In progress
      Target | Action | Who | By when
      Read daily | Reader twice a week | Mr Oake | Easter
      """
    #expect(try fields(form)[.childsViews] == text("I like Tuesdays."))
  }

  @Test func `the codes of an office are no words of its questions`() throws {
    let form = """
      *PEP/B1 Establishment* | Withy Moor School | *PEP/B2 NC Year* | Year 10
      *PEP/B3 Date of this PEP* | 14/10/2026 | *PEP/B4 Date of subsequent PEP* | 03/02/2027
      *PEP/B7 Cumulative attendance (%)* | 97.5% | *PEP/B8 Cumulative sessions missed* | 3
      """
    let read = try fields(form)
    #expect(read[.schoolName] == text("Withy Moor School"))
    #expect(read[.sessionsMissed] == .value(.number(3)))
  }

  @Test func `lines that tell what to write are questions in whatever type`() throws {
    let form = """
      Pupil's name
      Marnie Quillfeather
      Describe any changes since the last PEP
      Moved to a new carer in August.
      State the attendance percentage for the year to date
      95.8%
      State the number of suspensions
      None
      State whether progress is acceptable
      Yes
      Where acceptable, state the evidence
      Reading has gone up by six months.
      Where not acceptable, state the measures
      State the SEND status
      No SEND
      Record the pupil's views
      I like Tuesdays.
      Plan
      Targets

      Target | Action | Who | By when
      Read daily | Reader twice a week | Mr Oake | Easter
      """
    let read = try fields(form)
    #expect(read[.changes] == text("Moved to a new carer in August."))
    #expect(read[.attendancePercentage] == .value(.number(95.8)))
    #expect(read[.suspensionCount] == .value(.number(0)))
    #expect(read[.progressEvidence] == text("Reading has gone up by six months."))
    #expect(read[.progressMeasures] == .blank)
    #expect(read[.childsViews] == text("I like Tuesdays."))
  }

  @Test func `wide gaps part labels from answers, however long the label`() throws {
    let form = """
      ☺ My name is  Marnie Quillfeather
      ☺ My birthday is  March 9th, 2014
      ☺ How they can tell (if they are happy)  I can retell a story without the pictures.
      ☺ What they are doing to help (if they are not happy yet)
      ☺ My teachers think I am on the way to my end of key stage goals  ^Yes^ / No
      ☺ My teachers are happy with the progress I am making  ^Yes^ / No
      ☺ I have been in school this much of the year (%)  83.9%
      ☺ Mornings or afternoons I missed  20
      ☺ Times I was sent home (suspended) since my last plan  none
      ☺ We will talk again on  January 15th, 2027
      """
    let read = try fields(form)
    #expect(read[.childName] == text("Marnie Quillfeather"))
    #expect(read[.progressEvidence] == text("I can retell a story without the pictures."))
    #expect(read[.onTrack] == .value(.bool(true)))
    #expect(read[.acceptableProgress] == .value(.bool(true)))
    #expect(read[.attendancePercentage] == .value(.number(83.9)))
    #expect(read[.sessionsMissed] == .value(.number(20)))
    #expect(read[.suspensionCount] == .value(.number(0)))
  }

  @Test func `a row of targets with dots in one line is no wish of the child`() throws {
    let form = """
      *★ What I am going to get better at*
      I want to … Do my homework  My school will … Ring home  Who helps me … My tutor  By when … Xmas
      I want to … Get a merit in PE  My school will … Lend me kit  Who helps me … Coach  By when … Easter
      """
    #expect(try fields(form)[.childsViews] == nil)
  }

  @Test func `arrows part the cells of a row`() throws {
    let form = """
      *Name of child*
      Marnie Quillfeather
      *Pupil Premium Plus*
      Intervention: Learning mentor → Cost: £385 → Target supported: Target 2 → Impact: Fewer exits
      """
    guard case .value(.rows(let rows))? = try fields(form)[.premiumSpend] else {
      Issue.record("nothing bought")
      return
    }
    #expect(rows.map { $0.cells[.cost] } == [.number(385)])
  }

  @Test func `the number of a question stands beside its box`() throws {
    let form = """
      *1  The child*
      1.01 | *Name* | Marnie Quillfeather

      *6  Wishes and feelings of the child*
      6.01 | I like my new teacher because she explains things twice.
      """
    #expect(
      try fields(form)[.childsViews]
        == text("I like my new teacher because she explains things twice."))
  }

  @Test func `what was filled in is in bold, and the form is not`() throws {
    let form = """
      Name of pupil *Marnie Quillfeather*
      Date of birth *09/03/2014*
      School *Withy Moor School*
      Pupil number (UPN) *H801200001001*
      Date of meeting *05/11/2026*
      Date of next meeting *08/03/2027*
      Percentage attendance *93.6%*
      """
    let read = try fields(form)
    #expect(read[.childName] == text("Marnie Quillfeather"))
    #expect(read[.schoolName] == text("Withy Moor School"))
    #expect(read[.attendancePercentage] == .value(.number(93.6)))
  }

  @Test func `all stages of SEND to choose from tell what is asked, whatever it is called`() throws
  {
    let form = """
      *Attendance* | 95%
      *Category of need* | ☐ No SEND ☒ SEN Support ☐ Education, Health and Care Plan ☐ Assessment in progress
      """
    #expect(try fields(form)[.senStatus] == text("senSupport"))
    // "SEMH" is a need, and no stage.
    let need = try fields(
      "*Attendance* | 95%\n*Category of need* | ☐ SEMH ☒ Cognition and learning")
    #expect(need[.senStatus] == nil)
  }
}
