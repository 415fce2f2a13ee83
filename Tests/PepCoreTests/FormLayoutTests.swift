import PepCore
import Testing

/// Layouts that few offices have: answers before their questions, codes with a key, one form for the whole year.
@Suite struct FormLayoutTests {
  private func fields(_ form: String, on day: Int = 20_735) throws -> [FieldName: Answer] {
    let reader = FormReader(try TestOffice.policy().forms, near: CivilDay(number: day))
    return reader.read(FormText.document(form)).fields.mapValues(\.answer)
  }

  private func day(_ year: Int, _ month: Int, _ day: Int) throws -> CivilDay {
    try #require(CivilDay(year: year, month: month, day: day))
  }

  private func text(_ value: String) -> Answer { .value(.text(value)) }

  // MARK: Where the answer stands

  @Test func `answers before their questions`() throws {
    let form = """
      *What you told us* | *Prompt*
      Orla Fennimore | Name of child
      22/05/17 | Date of birth
      Penhallow Bridge Primary School | School
      Y5 | Year group
      T.B.C. | Attendance this year (%)
      No | Is progress acceptable?
      SEN Support | SEND status

      No | Is the request above the termly allocation?
      What the money is for | Details of the request above allocation
      """
    let read = try fields(form)
    #expect(read[.childName] == text("Orla Fennimore"))
    #expect(read[.childYearGroup] == text("Y5"))
    #expect(read[.attendancePercentage] == .blank)
    #expect(read[.acceptableProgress] == .value(.bool(false)))
    #expect(read[.senStatus] == text("senSupport"))
    #expect(read[.premiumAboveAllocation] == .value(.bool(false)))
  }

  @Test func `of a form for the year the column of the last meeting counts`() throws {
    let form = """
       | *Autumn* | *Spring* | *Summer*
      *Date of PEP* | 08/10/2026 | 28/01/2027 |  |
      *Date of next PEP* | 21/01/2027 | 29/04/2027 |  |
      *Attendance (cumulative)* | 97.2% |  |  |
      *Is progress acceptable?* | Yes | No |  |
      *Pupil's views* | Fine. | I want to do art. |  |
      """
    let autumn = try fields(form, on: day(2026, 10, 12).number)
    #expect(autumn[.attendancePercentage] == .value(.number(97.2)))
    #expect(autumn[.nextMeetingDate] == .value(.date(try day(2027, 1, 21))))
    let spring = try fields(form, on: day(2027, 2, 1).number)
    #expect(spring[.attendancePercentage] == .blank)
    #expect(spring[.acceptableProgress] == .value(.bool(false)))
    #expect(spring[.childsViews] == text("I want to do art."))
  }

  @Test func `a remark beside the marks is told by its head and the judgement`() throws {
    let form = """
      *Judgement* | *Yes* | *No* | *Comments: if Yes, what shows it; if No, what is being done*
      Progress is acceptable now |  | X | A reading mentor comes twice a week.
      """
    let read = try fields(form)
    #expect(read[.acceptableProgress] == .value(.bool(false)))
    #expect(read[.progressMeasures] == text("A reading mentor comes twice a week."))
    #expect(
      try fields(form.replacing(" |  | X |", with: " | X |  |"))[.progressEvidence]
        == text("A reading mentor comes twice a week."))
  }

  @Test func `topics behind a colon are no answer while one stands below or beside`() throws {
    let below = "In my own words: school, what helps, what I want to do // I like science."
    #expect(try fields(below + " |")[.childsViews] == text("I like science."))
    let beside = """
      In the student's words: course, home, plans after 18 | I like science.
      Attendance this year (%) | 94
      """
    #expect(try fields(beside)[.childsViews] == text("I like science."))
  }

  @Test func `the name of a section over its question asks nothing`() throws {
    let form = """
      *Things in my life that are new since the last PEP* |
      *My news (home, school, people who help me)* |
      A new carer since September. |
      """
    #expect(try fields(form)[.changes] == text("A new carer since September."))
    #expect(
      try fields("PUPIL'S VIEWS\nPupil's views:\n# Targets\n*Target* | *Action* | *Who*")[
        .childsViews] == .blank)
  }

  @Test func `an answer with a colon in it is no question`() throws {
    let form = """
      *Attendance this year:* 94%
      *What the child told us*
      Martha drew a picture of the pond and said: “That is where I go.”
      """
    #expect(
      try fields(form)[.childsViews]
        == text("Martha drew a picture of the pond and said: “That is where I go.”"))
    let beside = """
      *Satisfied with progress* | Yes
      *Because* | Lucas is meeting the targets in most subjects: art 6. Nine months up since the last test.
      """
    #expect(
      try fields(beside)[.progressEvidence]
        == text(
          "Lucas is meeting the targets in most subjects: art 6. Nine months up since the last test."
        ))
  }

  @Test func `the answer beside a label that nobody knows is no label`() throws {
    let form = """
      *Quorum* | Yr 5
      *Date of PEP meeting* | 12/10/2026
      """
    #expect(try fields(form)[.meetingDate] == .value(.date(try day(2026, 10, 12))))
  }

  // MARK: Codes

  @Test(arguments: [
    ("Progress acceptable (1 yes, 2 no)", "2", false), ("On track? (a) yes (b) no", "a", true),
    ("Is progress acceptable? (Y: yes / N: no)", "N", false),
  ])
  func `a code that its question explains`(question: String, code: String, value: Bool) throws {
    let read = try fields("\(question) | \(code)\nAttendance this year (%) | 94")
    #expect(read[.acceptableProgress] ?? read[.onTrack] == .value(.bool(value)))
  }

  @Test func `a code that the key of the form explains`() throws {
    let form = """
      Key: 1 = yes, 2 = no. SEN status code: 0 = no SEN, 1 = SEN Support, 2 = EHC assessment under way, 3 = EHC plan.
      SEN status code | 2
      SEN funding use |  |
      """
    #expect(try fields(form)[.senStatus] == text("assessmentUnderWay"))
    #expect(try fields(form.replacing("| 2", with: "| 7"))[.senStatus] == .doubtful)
  }

  @Test func `a condition that names another question by its letter is part of the label`() throws {
    let form = """
      *(b) Is progress acceptable?* Yes / ~No~ |
      *(c) If (b) is yes, evidence:* Spelling is up. |
      *If (b) or (c), what does the SEN funding pay for?* A mentor. |
      """
    let read = try fields(form)
    #expect(read[.progressEvidence] == text("Spelling is up."))
    #expect(read[.senFundingUse] == text("A mentor."))
  }

  @Test func `an offer before the answer is none`() throws {
    #expect(
      try fields("*Is progress acceptable? Y/N*\tY")[.acceptableProgress] == .value(.bool(true)))
  }

  @Test func `options with a mark in a column of their own, one in words nobody knows`() throws {
    let form = """
      *SEND category* | *Applies (X)*
      No identified need |  |
      SEN Support |  |
      Statutory something started | X
      Education, Health and Care Plan |  |
      """
    #expect(try fields(form)[.senStatus] != .blank)
    #expect(
      try fields(form.replacing("X\n", with: " |\n").replacing("Plan |  |", with: "Plan | X"))[
        .senStatus] == text("ehcp"))
  }

  @Test func `boxes in cells of their own before their options`() throws {
    let form = """
      *SEND status*
      ☐ | No SEND
      ☒ | SEN Support
      ☐ | EHCP
      """
    #expect(try fields(form)[.senStatus] == text("senSupport"))
    #expect(try fields(form.replacing("☒", with: "☐"))[.senStatus] == .blank)
  }

  // MARK: Times

  @Test func `what is since the last PEP is now`() throws {
    let form = """
      *Suspensions* | *Number of suspensions* | *Days*
      Since last PEP | Nil | 0
      Whole of last year | 2 | 3.5
      """
    let read = try fields(form)
    #expect(read[.suspensionCount] == .value(.number(0)))
    #expect(read[.suspensionDays] == .value(.number(0)))
  }

  @Test func `rows of other years ask for nothing, and their figures are not this year's`() throws {
    let form = """
      *School year* | *Attendance %* | *Sessions missed*
      2025-26 | 94.0% | 31
      2026-27 to date |  | 9
      """
    let read = try fields(form)
    #expect(read[.attendancePercentage] == .blank)
  }

  @Test func `the next review of a form that calls the meeting a review is the next meeting`()
    throws
  {
    let form = """
      Date of this review: 4th December 2026
      Date of next review: 08/02/27
      Any changes since last review: none
      """
    let read = try fields(form, on: day(2026, 12, 7).number)
    #expect(read[.nextMeetingDate] == .value(.date(try day(2027, 2, 8))))
    #expect(read[.nextReviewDate] == nil)
    let beside = try fields(
      """
      Review date (today) | 4 December 2026
      Next review date | 8/2/27
      Date of CiC review | 11/1/27
      """, on: day(2026, 12, 7).number)
    #expect(beside[.nextMeetingDate] == .value(.date(try day(2027, 2, 8))))
    let both = try fields(form + "\nNext CLA review: 11/01/27", on: day(2026, 12, 7).number)
    #expect(both[.nextReviewDate] == .value(.date(try day(2027, 1, 11))))
  }

  @Test func `heads that ask themselves are no times of the title above`() throws {
    let form = """
      # School section
      *This PEP* | *Next PEP* | *Next review*
      13 October 2026 | 18 February 2027 | 10 December 2026
      """
    #expect(try fields(form)[.nextMeetingDate] == .value(.date(try day(2027, 2, 18))))
  }

  // MARK: Rows

  @Test func `a sum and a question below what is to be bought are none of its rows`() throws {
    let form = """
      *Provision to be bought* | *Linked target* | *Price* | *Expected impact*
      Drum lessons | Target 1 | £150.00 | Joins in
      Revision licence | Target 2 | £62.50 | Works alone
      Total bid for this term | £212.50 |  |  |
      Is the request above the termly allocation? | No | If more, detail |  |
      """
    let read = try fields(form)
    #expect(read[.premiumRequested] == .value(.number(212.5)))
    #expect(read[.premiumAboveAllocation] == .value(.bool(false)))
    guard case .value(.rows(let rows))? = read[.premiumSpend] else {
      Issue.record("no rows")
      return
    }
    #expect(rows.map { $0.cells[.cost] } == [.number(150), .number(62.5)])
  }

  @Test func `the child's own names head no columns`() throws {
    let form = """
      *Legal name of child* | Alfie Brannigan | *Likes to be called* | Alfie
      *Born on* | 12/09/2016 | *Year group* | Year 5
      """
    #expect(try fields(form)[.childName] == text("Alfie Brannigan"))
  }

  @Test func `heads of a list of questions are passed by`() throws {
    let form = """
      *No* | *Question* | *Answer*
      1 | Surname and first name of pupil, in full | Bradley Munslow
      2 | Pupil's date of birth | 9th October 2012
      3 | UPN | G999469277038
      """
    #expect(try fields(form)[.childName] == text("Bradley Munslow"))
  }

  @Test func `a title with the child in it names nobody`() throws {
    let form = """
      *Looked After Child – Education Plan and Review*
      Main school (YR–Y11)
      *Name* | Ellie-Mae Stockwin
      *Date of birth* | 27 May 2017
      """
    #expect(try fields(form)[.childName] == text("Ellie-Mae Stockwin"))
  }

  @Test func `all labels of a block belong to it, though one sounds like a heading`() throws {
    let form = """
      # Funding plan
      *Spend 1* | Swimming lessons
      *Cost* | £95
      *Target helped* | Confidence
      *Expected impact* | Swims ten metres
      """
    guard case .value(.rows(let rows))? = try fields(form)[.premiumSpend] else {
      Issue.record("no rows")
      return
    }
    #expect(rows.map { $0.cells[.target] } == [.text("Confidence")])
    #expect(rows.map { $0.cells[.impact] } == [.text("Swims ten metres")])
  }

  @Test func `a blank question ends where the next label stands in bold`() throws {
    let form = """
      *Is progress acceptable?:* No
      *Evidence for a yes:*
      *Plan for a no:* Small-group maths three mornings a week from November, and a weekly check-in.
      # SEND
      """
    let read = try fields(form)
    #expect(read[.progressEvidence] == .blank)
    #expect(
      read[.progressMeasures]
        == text("Small-group maths three mornings a week from November, and a weekly check-in."))
  }

  @Test func `a question on two lines is one`() throws {
    let form = "*Suspensions since the previous PEP* // *– how many?* | 1"
    #expect(try fields(form)[.suspensionCount] == .value(.number(1)))
  }

  @Test func `a label that a PDF broke before its bracket`() throws {
    let line = """
      *Date of next PEP meeting:*
      *(within six months)* | 10/12/2026
      """
    #expect(try fields(line)[.nextMeetingDate] == .value(.date(try day(2026, 12, 10))))
    let row = """
      *Attendance %* | 90 | *Attendance %* | 90.9
      *(current year)* |  | *(previous year)* |  |
      """
    #expect(try fields(row)[.attendancePercentage] == .value(.number(90)))
  }

  @Test func `what tells how to answer is no answer`() throws {
    let form = """
      *Question* | *Help* | *School answer*
      Forename and surname | As on SIMS | Amelie Inskip
      Date of birth | dd/mm/yyyy | 11/04/2014
      Fixed-term suspensions this term | Write 'none' if none | N/A
      """
    let read = try fields(form)
    #expect(read[.childName] == text("Amelie Inskip"))
    #expect(read[.suspensionCount] == .value(.number(0)))
  }

  @Test func `points behind a colon in bold are the question's`() throws {
    let form = """
      *Attendance this year*
      94%
      *SEND funding: purpose and use*
      # Dates
      *Next PEP meeting*
      12 January 2027
      """
    let funding = try fields(form)[.senFundingUse] ?? .blank
    #expect(funding == .blank)
    #expect(
      try fields("*Progress acceptable* | No\n*Not acceptable: remedy* |  |\n*Attendance* | 94")[
        .progressMeasures] == .blank)
  }

  @Test func `a verdict under success criteria judges no target of the last term`() throws {
    let form = """
      *SMART target* | *Steps to get there* | *By whom* | *By what date* | *Success criteria*
      Read at 90 words a minute | Paired reading with the TA each day | Miss Orme | 18/12/2026 |  |
      Stay in maths lessons | Exit card and a seat near the door | Head of Year | Easter | Not yet started
      """
    guard case .value(.rows(let rows))? = try fields(form)[.targets] else {
      Issue.record("no rows")
      return
    }
    #expect(
      rows.map { $0.cells[.action] } == [
        .text("Paired reading with the TA each day"), .text("Exit card and a seat near the door"),
      ])
  }

  @Test func `who was there, and how, is no attendance at school`() throws {
    let form = """
      *Who was there* | *Role* | *Attendance*
      Ottilie | Child | Part of the meeting
      Keith Lambourne | Designated Teacher | Present
      *Present, this school year so far* | *Half-day sessions lost* | *School target*
      91.7% | 4 | 97%
      """
    let parted = form.replacing("Present\n*Present", with: "Present\n# B1\n*Present")
    #expect(try fields(parted)[.attendancePercentage] == .value(.number(91.7)))
  }

  @Test func `SEND stages to choose from in a bracket make the question`() throws {
    let form = """
      Extra needs I have (SEN none / support / EHCP / being assessed) | E
      Attendance this year (%) | 94
      """
    #expect(try fields(form)[.senStatus] == text("ehcp"))
  }

  @Test func `a table pasted into plain text keeps its tabs`() throws {
    let form = """
      Targets
      Target\tSteps\tPerson\tDeadline
      To read aloud each day\tReading buddies\tLibrarian\tEaster
      To raise the mark in maths\tRevision club
      """
    guard case .value(.rows(let rows))? = try fields(form)[.targets] else {
      Issue.record("no rows")
      return
    }
    #expect(
      rows.map { $0.cells[.action] } == [.text("Reading buddies"), .text("Revision club")])
    #expect(rows.map { $0.cells[.byWhen] } == [.text("Easter"), nil])
  }

  // MARK: Suspensions

  @Test(arguments: [
    "Suspensions: how many this term | 2\nSuspensions: total days | 3.5",
    "*Fixed-term suspensions – number* | 2 | *Fixed-term suspensions – days* | 3.5",
    "*Suspensions since last PEP (no.)* | 2 | *Suspensions since last PEP (days)* | 3.5 | *Suspensions ever (no.)* | 5",
    "Suspensions: how many, and days in all | 2 suspensions, 3.5 days in all",
    "*Suspensions: number this period* | 2 | *Suspensions: days this period* | 3.5\n*PEX on record* | No | *Suspensions: number last academic year* | 7",
  ]) func `the number of suspensions and their days are two figures`(_ form: String) throws {
    let read = try fields("*Pupil* | Orla Fennimore\n" + form)
    #expect(read[.suspensionCount] == .value(.number(2)))
    #expect(read[.suspensionDays] == .value(.number(3.5)))
  }

  // MARK: Labels

  @Test func `heads in bold over questions in plain type are no question`() throws {
    let form = """
      2 Attendance |
      *Attendance* | *Figure* |
      This academic year to date | 95.3 % |
      Last academic year (whole year) | 86.4% |
      """
    #expect(try fields(form)[.attendancePercentage] == .value(.number(95.3)))
  }

  @Test func `a column that every row fills is no answer`() throws {
    let form = """
      *Ref* | *Item* | *Entry* | *Completed by*
      1 | Name in full |  | SW
      2 | Birthdate |  | SW
      3 | Planning meeting took place | 19/11/2026 | DT
      4 | SEND budget: purpose |  | DT
      """
    let read = try fields(form)
    #expect(read[.childName] == .blank)
    #expect(read[.childDateOfBirth] == .blank)
    #expect(read[.senFundingUse] == .blank)
  }

  @Test func `a plural in brackets is part of its word`() throws {
    let form = "*Surname and forename(s) of child:* Mason Vickers | *DoB:* 13/02/2011"
    #expect(try fields(form)[.childName] == text("Mason Vickers"))
  }

  @Test(arguments: ["highlighted", "ticked", "you answered"])
  func `a condition may name how the choice was made`(_ how: String) throws {
    let form = """
      *Pupil is making acceptable progress* | ^Yes^ / No
      *If \(how) yes, rationale* | Reads two levels above.
      *If \(how) no, plan to improve* |  |
      """
    #expect(try fields(form)[.progressEvidence] == text("Reads two levels above."))
  }

  @Test func `the question ends where its bold does`() throws {
    let form = """
      *Is the young person's progress acceptable?* Yes
      *Where yes: what tells you so:* Reading age is now 12 years.
      """
    #expect(try fields(form)[.progressEvidence] == text("Reading age is now 12 years."))
  }

  @Test func `both answers in brackets name neither`() throws {
    let form = """
      *Person* | *Position* | *E-mail* | *Attended (Y/N)*
      Ben Attwater | Designated Teacher | battwater@quarrylane.example | Y
      """
    #expect(try fields(form)[.progressMeasures] == nil)
  }

  @Test func `a request may be set against the allocation in words`() throws {
    let form = "*Premium requested* | £1,145\n*Request against allocation* | Above allocation"
    #expect(try fields(form)[.premiumAboveAllocation] == .value(.bool(true)))
    #expect(
      try fields(form.replacing("Above alloc", with: "Within alloc"))[.premiumAboveAllocation]
        == .value(.bool(false)))
  }

  @Test(arguments: ["91.3% (as of 15/10/26)", "91.3% – at 15 October", "91.3 as at 15/10/26"])
  func `the day of a figure is no second figure`(_ answer: String) throws {
    #expect(
      try fields("Attendance % (Sept–now) | \(answer)")[.attendancePercentage]
        == .value(.number(91.3)))
  }

  @Test func `a hint how to fill in does not turn what is asked`() throws {
    let form = "*Pupil voice (to be completed with a trusted adult)* |\nSchool is alright. |"
    #expect(try fields(form)[.childsViews] == text("School is alright."))
  }

  // MARK: Statements and choices

  @Test func `a statement about the last targets heads no table`() throws {
    let form = """
      *Please put an X* | *Yes* | *No*
      The targets set last time were realistic | X |  |
      The child is on track for the end of the key stage | X |  |
      Progress this term is acceptable |  | X |
      """
    let read = try fields(form)
    #expect(read[.onTrack] == .value(.bool(true)))
    #expect(read[.acceptableProgress] == .value(.bool(false)))
  }

  @Test(arguments: [
    ("N [X]   K (SEN support) [ ]   E (EHCP) [ ]   EHC assessment requested [ ]", "none"),
    ("N [ ]   K [X]   E [ ]   EHC assessment requested [ ]", "senSupport"),
  ]) func `letters of the code of practice`(_ options: String, _ status: String) throws {
    let plain = options.replacing("[X]", with: "☒").replacing("[ ]", with: "☐")
    #expect(try fields("SEND status | \(plain)")[.senStatus] == text(status))
  }

  @Test func `what follows from a yes and from a no`() throws {
    let form = """
      *Is development since the last PEP satisfactory?*
      No
      *Observations that support a yes*

      *Plans that follow from a no*
      A daily catch-up session before registration.
      """
    let read = try fields(form)
    #expect(read[.acceptableProgress] == .value(.bool(false)))
    #expect(read[.progressMeasures] == text("A daily catch-up session before registration."))
  }

  @Test func `a heading over its own question asks nothing`() throws {
    let form = """
      *SEN*
      *SEN provision level:* SEN support
      *Use made of SEN funding:* Eleven hours of support.
      """
    let read = try fields(form)
    #expect(read[.senStatus] == text("senSupport"))
    #expect(read[.senFundingUse] == text("Eleven hours of support."))
  }

  /// The state of the paper is none of the child's.
  @Test func `a bare status tells of the paper`() throws {
    let form = "Status: Submitted by school\n*SEND record* | Not SEN |\n*UPN* | H801200001001 |"
    #expect(try fields(form)[.senStatus] == text("none"))
  }

  @Test func `a place for the answer below it makes a label of a title`() throws {
    let form = """
      *Legal status today* // |
      *Name of key social worker* | Rufus Achebe
      *Persons with parental responsibility* |  |
      """
    #expect(try fields("*Child* | Seren Stanbridge\n\n" + form)[.legalStatus] == .blank)
  }

  /// Whatever its place was taken for: a school that answered may not be asked for it.
  @Test func `a known question under which nothing was read is no question that was not asked`()
    throws
  {
    let form = """
      *Pupil* | Orla Fennimore
      *UPN* | H801200001001

      *Area* | *On track / below / above*
      Communication and language | Below
      Physical development | On track
      """
    let reader = FormReader(try TestOffice.policy().forms, near: CivilDay(number: 20_735))
    let read = reader.read(FormText.document(form))
    #expect(read.fields[.onTrack] == nil)
    #expect(read.headings.contains(.onTrack))
  }

  /// Read by its first row, it told of a child on track whose school says of mathematics that he is not.
  @Test(arguments: [("No", false), ("Yes", true)])
  func `a column over a row for each subject is answered by all of them`(
    maths: String, agrees: Bool
  ) throws {
    let read = try fields(
      """
      *Attainment now* | *On track for the end of the key stage?* | *Comment*
      Reading: working at | Yes | Reads for pleasure
      Writing: working at | Yes | Neat
      Mathematics: working towards | \(maths) | Needs his tables
      """)
    #expect(read[.onTrack] == (agrees ? .value(.bool(true)) : .doubtful))
  }
}
