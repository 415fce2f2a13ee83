import PepCore
import Testing

/// Labels that a form words, sets or places in ways of its own.
@Suite struct FormWordingTests {
  private func read(_ form: String) throws -> FormReading {
    FormReader(try TestOffice.policy().forms, near: CivilDay(number: 20_735))
      .read(FormText.document(form))
  }

  private func text(_ field: FieldName, _ form: String) throws -> String? {
    guard case .text(let text)? = try read(form).values[field] else { return nil }
    return text
  }

  private func day(_ year: Int, _ month: Int, _ day: Int) throws -> FieldValue {
    .date(try #require(CivilDay(year: year, month: month, day: day)))
  }

  // MARK: Where a label ends

  @Test(arguments: [
    "*In the child’s words: school, hopes and worries*", "*My voice: course, home, money*",
  ])
  func `a label across the table goes on behind its colon`(label: String) throws {
    let form = "\(label) |\nI like my new teacher. |\n*Who wrote this down?* |\nMrs Pell |"
    #expect(try text(.childsViews, form) == "I like my new teacher.")
  }

  @Test func `what a label goes on with is no answer where the answer is blank`() throws {
    let form = """
      *Progress is good enough: evidence* |
      Two sub-levels since July. |
      *Not good enough: college response* |
      |
      """
    let values = try read(form).values
    #expect(values[.progressEvidence] == .text("Two sub-levels since July."))
    #expect(values[.progressMeasures] == nil)
  }

  @Test(arguments: [
    "*11. Describe any alterations in circumstances since the preceding PEP.*",
    "*4 Summarise the changes since the last PEP.*",
  ])
  func `a request in bold ends in a full stop`(request: String) throws {
    let form = "*3. UPN: *X999000000001\n\(request)\nA new carer since May."
    #expect(try text(.changes, form) == "A new carer since May.")
  }

  @Test func `a label goes on behind its bracket`() throws {
    let form = "*Times sent home (suspended) since the last meeting: *2 | *Sessions off: *4"
    #expect(try read(form).values[.suspensionCount] == .number(2))
  }

  @Test func `a wide gap parts one label and answer from the next`() throws {
    let values = try read(
      "UPN: X999000000001    Year group: Year 10\nSchool: Larch Academy    Social care ID: C3051"
    ).values
    #expect(values[.childYearGroup] == .text("Year 10"))
    #expect(values[.schoolName] == .text("Larch Academy"))
    #expect(values[.childCareID] == .text("C3051"))
  }

  @Test func `a wide gap in a sentence parts nothing`() throws {
    let form = "Changes since the last PEP:\nMoved in May:    to Taunton, with his sister."
    #expect(try text(.changes, form) == "Moved in May:    to Taunton, with his sister.")
  }

  // MARK: Who is meant

  @Test func `before the date of birth the child is the child's name`() throws {
    let form = """
      *Child or young person: *[Nancy Tollerton] | *D.O.B.: *24/11/2015
      *Role* | *Name* | *Invited*
      Child / young person | Nancy | Yes
      """
    #expect(try text(.childName, form) == "Nancy Tollerton")
  }

  @Test(arguments: ["Key worker (social work)", "Personal adviser / social worker"])
  func `a worker beside the legal status is the child's social worker`(label: String) throws {
    let form = "Legal status | Section 20\n\(label) | Zofia Banaszak\nParental responsibility | Mum"
    #expect(try text(.socialWorker, form) == "Zofia Banaszak")
  }

  // MARK: Which meeting

  @Test func `a meeting told by little is told by its day`() throws {
    let values = try read(
      "*Meeting about me* | 27 September 2026\n*Next meeting about me* | 8 March 2027"
    ).values
    #expect(values[.meetingDate] == (try day(2026, 9, 27)))
    #expect(values[.nextMeetingDate] == (try day(2027, 3, 8)))
  }

  @Test func `a label of days with its answer heads no other days`() throws {
    let form = """
      *PEP date: *02/10/2026 | *Next PEP date: *20/01/2027
      *Next statutory review date: *09/12/2026 | *Date of last PEP: *12/06/2026
      """
    let values = try read("# PEP\n" + form).values
    #expect(values[.meetingDate] == (try day(2026, 10, 2)))
    #expect(values[.nextMeetingDate] == (try day(2027, 1, 20)))
    #expect(values[.nextReviewDate] == (try day(2026, 12, 9)))
  }

  @Test func `when a record was edited is no change in the child's life`() throws {
    #expect(try text(.changes, "*Record last edited* | 17/09/2026") == nil)
  }

  // MARK: What stands below

  @Test func `a question below a blank one is no answer to it`() throws {
    let form = "On course to achieve aims?\t\nProgress acceptable?\t\nSessions missed\t3"
    let values = try read(form).values
    #expect(values[.onTrack] == nil)
    #expect(values[.sessionsMissed] == .number(3))
  }

  @Test func `print over a field is its label and ends the field above`() throws {
    let form = """
      Sessions missed: 3
      SEN funding used for
      [Top-up pays for a keyworker.]
      Words of the pupil
      [I like maths.]
      """
    let values = try read(form).values
    #expect(values[.senFundingUse] == .text("Top-up pays for a keyworker."))
    #expect(values[.childsViews] == .text("I like maths."))
  }

  @Test func `a bar across a printed record is answered by no label below it`() throws {
    let form = """
      Young person |
      Full Name | Lewis Tormey | DoB | 27/11/2015
      """
    #expect(try text(.childName, form) == "Lewis Tormey")
  }

  @Test func `what the child is asked below the heading of the views is a view`() throws {
    let form = """
      *7. Learner’s own comments* |
      *How I feel my course is going and where I want to get to* |
      College is good. I want to do nursing. |
      """
    #expect(try text(.childsViews, form) == "College is good. I want to do nursing.")
    let blank = "*In the student’s own words* | |\n*Recorded by* | Form tutor"
    #expect(try text(.childsViews, blank) == nil)
  }

  // MARK: Doubt

  @Test func `an answer of another kind under a sure label is no blank`() throws {
    let reading = try read("*What has changed since the last PEP meeting?* | 14 September 2026")
    #expect(
      reading.values[.changes] != nil || reading.unexplained.contains { $0.after == .changes })
  }

  @Test func `a question of no words of ours asks for no other answer than its own`() throws {
    // "Measures" alone asks how a target is measured; with its branch it is what the school has done.
    let branch = "*Progress acceptable (Yes/No):* No\n*Measures (No):*\nOverlays are in use."
    #expect(
      try text(.progressMeasures, "*Sessions missed: *3\n" + branch) == "Overlays are in use.")
    let bare = try read("*Progress acceptable?* No\n*Measures:*\nOverlays are in use.")
    #expect(bare.guesses.contains { $0.words.contains("measures") })
  }

  @Test func `a hint in brackets tells what words that nobody knows do not`() throws {
    let form = """
      *Why the council looks after me (legal status):* // Full Care Order, made in March |
      My view of that is kept for the review.
      *My social worker:* Louisa Tranter | *My social worker’s team:* South
      """
    #expect(try text(.legalStatus, form) == "Full Care Order, made in March")
  }

  @Test(arguments: [
    "*2. Is (s)he making the progress you would accept? (delete one)*",
    "*Part B: 1. Is progress acceptable at the moment?*",
  ])
  func `letters in brackets and the part of the form are no words of a label`(
    label: String
  ) throws {
    let values = try read("*UPN* | X999000000001\n\(label) | YES / ~NO~").values
    #expect(values[.acceptableProgress] == .bool(true))
  }

  @Test func `numbered lines over labels in bold are headings`() throws {
    let titles = ["Money", "Inclusion", "Learning", "Changes", "Views", "Diary"]
    let lines = titles.enumerated().map { index, title in
      "\(index + 1). \(title)\n*Question \(index + 1), if any, on this:*"
    }
    let form = lines.joined(separator: "\n")
      .replacing("*Question 1, if any, on this:*", with: "*If above, details of what it buys:*")
    let asked = "*Pupil Premium requested:* £500\n*Is it above the allocation?* No\n" + form
    #expect(try text(.premiumAboveAllocationDetail, asked) == nil)
  }

  @Test func `a bold label in a numbered row with a blank answer is no title`() throws {
    let form = """
      A6 | *Place of study* | No school place at present
      A7 | *Legal status today* | |
      A8 | *Social worker* | Dominic Achebe
      """
    let reading = try read(form)
    #expect(reading.asked.contains(.legalStatus))
    #expect(reading.values[.legalStatus] == nil)
  }

  @Test(arguments: [
    ("☒ Within the termly amount    ☐ More than the termly amount", false),
    ("☐ At or below my share    ☒ Above my share", true),
    ("~within the allocation~ / above the allocation", true),
  ])
  func `above the allocation or within it is a choice`(answer: String, isAbove: Bool) throws {
    let form = "*Amount asked for (£)* | £505\n*The amount asked for is* | \(answer)"
    #expect(try read(form).values[.premiumAboveAllocation] == .bool(isAbove))
  }

  @Test func `a part of the absence is not the attendance`() throws {
    let form = """
      *Attendance rate this year* | 87.2 %
      *of which authorised absence* | 3.1%
      *of which unauthorised absence* | 0.4%
      """
    #expect(try read(form).values[.attendancePercentage] == .number(87.2))
    let whole = "*Attendance this school year, unauthorised absence included* | 91.5%"
    #expect(try read(whole).values[.attendancePercentage] == .number(91.5))
    let both = "*Sessions missed (authorised and unauthorised)* | 12"
    #expect(try read(both).values[.sessionsMissed] == .number(12))
  }

  @Test func `print over a field is a label as a whole`() throws {
    let form = """
      Is progress acceptable? Yes
      If acceptable: evidence
      [Work scrutiny shows steady gains.]
      If unacceptable: interventions in place
      [ ]
      """
    let values = try read("Sessions missed: 3\n" + form).values
    #expect(values[.progressEvidence] == .text("Work scrutiny shows steady gains."))
    #expect(values[.progressMeasures] == nil)
  }

  @Test func `a stage of SEND may answer a question for yes or no`() throws {
    let form = "*Does the child have a special educational need?* | K – SEN Support"
    #expect(try text(.senStatus, form) == "senSupport")
  }

  @Test func `to press send is no special need`() throws {
    let form = "*Before you press send:* ☒ percentage of sessions attended has been entered"
    #expect(try !read("*UPN:* X999000000001\n" + form).asked.contains(.senStatus))
  }

  @Test func `an ellipsis and several numbers end no label`() throws {
    #expect(try text(.childsViews, "*“In my view…”* |\nI like maths. |") == "I like maths.")
  }

  // MARK: What an answer tells

  @Test(arguments: [
    ("*Register of need* | E – EHCP", "ehcp"), ("*SEN type* | No SEND", "none"),
    ("*Stage now* | EHCP assessment in progress", "assessmentUnderWay"),
  ])
  func `a stage of SEND by its name answers nothing else`(form: String, status: String) throws {
    #expect(try text(.senStatus, form) == status)
  }

  @Test(arguments: [
    "*Previous stage* | EHCP", "*Documents held* | EHCP", "*Brother’s needs* | EHCP",
  ])
  func `another stage is not this child's now`(form: String) throws {
    #expect(try text(.senStatus, form) == nil)
  }

  @Test(arguments: [("YES [X]   NO [ ]", true), ("YES [ ]   NO [X]", false)])
  func `one box for evidence and measures is told by the answer before it`(
    choice: String, isAcceptable: Bool
  ) throws {
    let form = """
      *Progress this term acceptable* | \(choice)
      *Give the evidence (if YES) or the measures taken by school (if NO)* |
      Two book bands since July. |
      """
    let values = try read(form).values
    let told = FieldValue.text("Two book bands since July.")
    #expect(values[.progressEvidence] == (isAcceptable ? told : nil))
    #expect(values[.progressMeasures] == (isAcceptable ? nil : told))
  }

  @Test func `nursery behind a year is the year`() throws {
    let form =
      "*Setting: *Little Wrens | *Care record: *C5104\n*Room / year: *Nursery | *Sessions: *6"
    #expect(try text(.childYearGroup, form) == "Nursery")
  }

  @Test func `an answer may begin with the last word of its label`() throws {
    let form = "*Pupil’s own comments on school* School is all right. Maths goes too fast. |"
    #expect(try text(.childsViews, form) == "School is all right. Maths goes too fast.")
  }

  @Test(arguments: [
    "*Changes since the last PEP (home, school). State none if none* A new carer in May.",
    "Changes since the last PEP (home, school). State none if none. A new carer in May.",
  ])
  func `an answer behind the instruction is not part of it`(line: String) throws {
    #expect(try text(.changes, "\(line) |\n*UPN:* X999000000001 |") == "A new carer in May.")
  }

  @Test func `action by is a person`() throws {
    let form = """
      *Section 6: targets* |
      *Objective (SMART)* | *Action required* | *Action by* | *Completion date*
      Read daily | Paired reading | Mrs Oake | Easter
      """
    guard case .rows(let rows)? = try read(form).values[.targets] else {
      Issue.record("no targets")
      return
    }
    #expect(rows.map { $0.cells[.who] } == [.text("Mrs Oake")])
    #expect(rows.map { $0.cells[.action] } == [.text("Paired reading")])
  }

  @Test func `days asked of them are the days of the suspensions`() throws {
    let form = """
      12. How many suspensions have there been since the last PEP?
      2
      13. How many days did they last in total?
      3
      14. Has the pupil been permanently excluded?
      No
      """
    let values = try read(form).values
    #expect(values[.suspensionCount] == .number(2))
    #expect(values[.suspensionDays] == .number(3))
  }

  @Test func `who was to fill a row in answers no question`() throws {
    let form = """
      *Question* | *Response* | *Completed by*
      *Status of need* | ☐ None   ☐ SEN Support   ☒ EHCP | School
      *Attendance this year (%)* | 94.5 | School
      *Suspensions since the last PEP* | - | School
      *Total days of suspension* | | School
      """
    let reading = try read(form)
    #expect(reading.values[.senStatus] == .text("ehcp"))
    #expect(reading.values[.attendancePercentage] == .number(94.5))
    #expect(reading.fields[.suspensionCount]?.answer == .blank)
    #expect(reading.fields[.suspensionDays]?.answer == .blank)
  }

  @Test func `a day by which something is done stays in its row`() throws {
    let form = """
      *Section 6: targets* |
      *Target* | *Action* | *Who* | *Completed by*
      Read daily | Paired reading | Mrs Oake | Easter
      """
    guard case .rows(let rows)? = try read(form).values[.targets] else {
      Issue.record("no targets")
      return
    }
    #expect(rows.map { $0.cells[.byWhen] } == [.text("Easter")])
  }

  @Test func `support from somebody is who does it`() throws {
    let form = """
      *Section 6: targets* |
      *Goal* | *Support from* | *Steps* | *Complete by*
      Pass maths | Maths tutor | Weekly drop-in | January
      """
    guard case .rows(let rows)? = try read(form).values[.targets] else {
      Issue.record("no targets")
      return
    }
    #expect(rows.map { $0.cells[.who] } == [.text("Maths tutor")])
    #expect(rows.map { $0.cells[.action] } == [.text("Weekly drop-in")])
  }

  @Test func `what is past is no next meeting, whatever its label`() throws {
    let form = "*PEP review date* | 05/10/2026\n*Date proposed for next PEP review* | tbc"
    let reading = try read(form)
    let held = try day(2026, 10, 5)
    #expect(reading.values[.meetingDate] == held)
    #expect(reading.fields[.nextMeetingDate]?.answer == .blank)
  }

  @Test func `who is on no roll missed no sessions`() throws {
    #expect(try read("*Sessions missed this year* | N/A").values[.sessionsMissed] == nil)
    #expect(try read("*Sessions missed this year* | None").values[.sessionsMissed] == .number(0))
  }

  @Test func `a target that sounds like a question is no end of its table`() throws {
    let form = """
      *Section 6: targets* |
      *Objective* | *Actions to be taken* | *Person responsible* | *Target date*
      To finish unit 4 of the course | Catch-up afternoons | Mrs Oakes | Next PEP
      """
    guard case .rows(let rows)? = try read(form).values[.targets] else {
      Issue.record("no targets")
      return
    }
    #expect(rows.map { $0.cells[.target] } == [.text("To finish unit 4 of the course")])
    #expect(rows.map { $0.cells[.byWhen] } == [.text("Next PEP")])
  }

  @Test func `targets in columns are targets`() throws {
    let form = """
      *Section 6: targets*

      *Objective* | Read a chapter book | Ask for help first
      *Strategy* | Paired reading | Red and green cards
      *Staff responsible* | Mrs Oake | Learning mentor
      *Review date* | Easter | June
      """
    guard case .rows(let rows)? = try read(form).values[.targets] else {
      Issue.record("no targets")
      return
    }
    #expect(
      rows.map { $0.cells[.target] } == [.text("Read a chapter book"), .text("Ask for help first")])
    #expect(rows.map { $0.cells[.who] } == [.text("Mrs Oake"), .text("Learning mentor")])
  }

  @Test func `questions under yes and no are no targets in columns`() throws {
    let form = """
      # Progress and attainment
      {} | *Yes* | *No*
      *Is the young person on track?* | x | |
      *Making expected progress? (please complete)* | x | |
      """
    let values = try read(form.replacing("{}", with: "{ }")).values
    #expect(values[.onTrack] == .bool(true))
    #expect(values[.acceptableProgress] == .bool(true))
  }

  @Test func `targets below their numbers are told by their words`() throws {
    let form = """
      # Targets
      - | Target 1 | Target 2
      We aim for | Read a chapter book | Ask for help first
      Strategy | Paired reading | Red and green cards
      Person in charge | Mrs Oake | Learning mentor
      """
    guard case .rows(let rows)? = try read(form.replacing("- |", with: "{ } |")).values[.targets]
    else {
      Issue.record("no targets")
      return
    }
    #expect(rows.map { $0.cells[.who] } == [.text("Mrs Oake"), .text("Learning mentor")])
  }

  @Test func `a cost that ran into what is bought is parted from it`() throws {
    let form = """
      *Pupil Premium* |
      *Support or resource* | *Cost* | *Target* | *Impact*
      Laptop for coursework £640 | | Coursework | All units in
      Bus pass | £90 | Attendance | On time
      """
    guard case .rows(let rows)? = try read(form).values[.premiumSpend] else {
      Issue.record("no spending")
      return
    }
    #expect(rows.map { $0.cells[.cost] } == [.number(640), .number(90)])
    #expect(rows[0].cells[.intervention] == .text("Laptop for coursework"))
  }

  @Test func `an amount within what is bought is doubt where no cost is given`() throws {
    let form = """
      *Pupil Premium* |
      *Support or resource* | *Cost* | *Target* | *Impact*
      Two lots of £50 for the bus | | Attendance | On time
      Books | £20 | Reading | Reads more
      """
    #expect(try read(form).fields[.premiumSpend]?.answer == .doubtful)
  }

  @Test func `two judgements in one row are two`() throws {
    let form = """
      Trajectory meets end of key stage expectation | YES / ~NO~ | Satisfactory progress is being made | ~YES~ / NO
      """
    let values = try read(form).values
    #expect(values[.onTrack] == .bool(true))
    #expect(values[.acceptableProgress] == .bool(false))
  }

  @Test func `a heading takes no question below it for its answer`() throws {
    let form = """
      C. Academic picture |
      Heading for the end of key stage target? ☐ Yes   ☒ No |
      Progress acceptable? ☐ Yes   ☒ No |
      """
    #expect(try read(form).values[.onTrack] == .bool(false))
  }

  @Test func `please quote is no answer`() throws {
    let form = "4 | What did the pupil tell you? Please quote. | |\n5 | UPN | X999000000001"
    #expect(try text(.childsViews, form) == nil)
  }

  @Test func `a heading of questions takes none of them for its answer`() throws {
    let form = """
      *Question* | *Highlight one*
      *Permanent exclusion in this period?* | Yes / ^No^
      *On track for the end of key stage?* | ^Yes^ / No
      """
    let values = try read(form).values
    #expect(values[.permanentlyExcluded] == .bool(false))
    #expect(values[.onTrack] == .bool(true))
  }

  @Test func `how do you know, or what has been put in place`() throws {
    let form = """
      *Progress this term acceptable* | No
      *How do you know, or, if it is not, what has been put in place?* | A mentor each day.
      """
    #expect(try text(.progressMeasures, form) == "A mentor each day.")
  }

  // MARK: On paper

  @Test func `an answer behind the end of its question's table`() throws {
    let form = """
      *SEN code:* | SEN Support
      *How is SEND funding being used?* |

      Used for a precision-teaching group. |
      """
    #expect(try text(.senFundingUse, form) == "Used for a precision-teaching group.")
  }

  @Test func `a choice in words on paper is doubt, and one of boxes is blank`() throws {
    func answer(_ form: String) throws -> Answer? {
      var document = FormText.document(form)
      document.method = .recognised
      return FormReader(try TestOffice.policy().forms, near: CivilDay(number: 20_735))
        .read(document).fields[.onTrack]?.answer
    }
    let question = "*Is the child on track to meet end of key stage targets?*"
    #expect(try answer("\(question) | Yes / No") == .doubtful)
    #expect(try answer("\(question) | Yes / ~No~") == .value(.bool(true)))
    #expect(try answer("\(question) | ☐ Yes   ☐ No") == .blank)
  }

  // MARK: What is asked and offered

  @Test func `who attended is no figure of attendance`() throws {
    let form = """
      Who attended? (attendance: 1 = in person, 2 = online) | Pupil (1), carer (1)
      Attendance from September to now (%) | 95.1
      """
    #expect(try read("# PEP\n" + form).values[.attendancePercentage] == .number(95.1))
  }

  @Test(arguments: [
    ("Grounds for a “Yes” at 2 | Moved up one set in maths", true),
    ("Remedies after a “No” at 2 | A tutor twice a week", false),
  ])
  func `a label that quotes one answer asks where it was given`(row: String, isYes: Bool) throws {
    let form = "Child’s name | Nancy Tollerton\nProgress is acceptable | \(isYes ? "Yes" : "No")\n"
    let values = try read(form + row).values
    #expect((values[.progressEvidence] != nil) == isYes)
    #expect((values[.progressMeasures] != nil) == !isYes)
  }

  @Test func `what there is to choose from before a choice is not chosen`() throws {
    let form = "*Is current progress satisfactory? YES/NO: *YES / ~NO~"
    #expect(try read("# PEP\n" + form + " |").values[.acceptableProgress] == .bool(true))
  }

  @Test(arguments: [("A", "assessmentUnderWay"), ("E", "ehcp"), ("n", "none")])
  func `a stage may be a letter that its question explains`(letter: String, stage: String) throws {
    let form =
      "SEN code (N = none, K = support, E = plan, A = assessment under way) | \(letter)"
    #expect(try text(.senStatus, form) == stage)
  }

  @Test func `a heading below a title is nobody's name`() throws {
    let form = """
      *Looked-after child – education file*
      PART A: information kept by children’s social care
      Child | Leanne Lampard
      """
    #expect(try text(.childName, form) == "Leanne Lampard")
  }

  @Test(arguments: [
    ("SEND status: SEN Support", FieldName.senStatus, "senSupport"),
    ("Care status: Interim care order", .legalStatus, "Interim care order"),
    ("Changes since the last PEP: change of placement", .changes, "change of placement"),
  ])
  func `an answer in the words of its question is one`(
    cell: String, field: FieldName, value: String
  ) throws {
    #expect(try text(field, "# PEP\n" + cell + " |") == value)
  }

  @Test func `a label and the day that ran into it are two`() throws {
    let form = "*PEP*\nDATE OF MEETING 25/09/2026 | NEXT MEETING // 11/03/2027"
    #expect(try read(form).values[.meetingDate] == (try day(2026, 9, 25)))
  }

  @Test(arguments: [
    "IF ACCEPTABLE: EVIDENCE // Moved up one set in maths |",
    "If acceptable: evidence | Moved up one set in maths",
  ])
  func `a label in capitals is one to its end`(row: String) throws {
    let form =
      "Name | Nancy Tollerton\nPROGRESS ACCEPTABLE? // Yes | PP REQUEST ABOVE ALLOCATION? // No\n"
    #expect(try text(.progressEvidence, form + "# Then\n" + row) == "Moved up one set in maths")
  }

  @Test func `what is wanted behind a condition is no answer beside a blank cell`() throws {
    let form = """
      Child | Nancy Tollerton
      If progress is acceptable: evidence | Moved up one set in maths
      If asking for more: details | |
      SEND funding: what it provides | |
      Attendance (%) this year | 86.8
      What has changed since the last meeting? | New carers
      """
    let values = try read(form).values
    #expect(values[.premiumAboveAllocationDetail] == nil)
    #expect(values[.senFundingUse] == nil)
    #expect(values[.attendancePercentage] == .number(86.8))
  }

  @Test func `a question in the cell below a bar is asked there`() throws {
    let form = "*CHANGES* |\nWhat is new since the last PEP? // Moved to set 2 in maths |"
    #expect(try text(.changes, "# PEP\n" + form) == "Moved to set 2 in maths")
  }

  // MARK: Too sure

  @Test func `options in a question that goes on to its mark are no answer`() throws {
    let form = """
      *Q18. Which describes the pupil: no SEND, SEN Support, EHCP or under assessment?*
      SEN Support
      """
    #expect(try text(.senStatus, "# About SEND\n" + form) == "senSupport")
  }

  @Test func `a choice behind a dash is no part of a long label`() throws {
    let form = "*On track for the end of the key stage – *No\n*Progress acceptable – *No"
    let values = try read("Child: Nancy Tollerton\n# Progress\n" + form).values
    #expect(values[.onTrack] == .bool(false))
    #expect(values[.acceptableProgress] == .bool(false))
  }

  @Test func `attendance told in a comment keeps it from being asked for`() throws {
    let form = """
      *Attendance %: *
      *Comments: *His attendance this academic year is 94.6%. Two days of illness.
      """
    let reading = try read("# Attendance\n" + form)
    #expect(reading.unexplained.contains { $0.after == .attendancePercentage })
  }

  @Test func `why a child was absent is no number of sessions`() throws {
    let form = "*Why has the child been absent?*\nTwo days’ illness and a dental appointment."
    #expect(try read("# Attendance\n" + form).values[.sessionsMissed] == nil)
  }

  @Test(arguments: ["Form completed on 26th Sep 2026", "Printed from ePEP – page 1"])
  func `what is said of the paper answers nothing`(line: String) throws {
    let form = "*Exceeds Allocation: *No\n*Additional Funding Rationale:*\n" + line
    #expect(try text(.premiumAboveAllocationDetail, "# Funding\n" + form) == nil)
  }

  @Test func `what a child is called holds no responsibility`() throws {
    let form = "*My name is* | Liberty Coombe | *Grown-ups call me* | Libby"
    #expect(try text(.parentalResponsibility, form) == nil)
  }

  @Test func `a plain line that is a known label is one`() throws {
    let form = """
      Evidence of progress
      Two sub-levels since July.
      Measures to address progress
      Tutoring twice a week.
      """
    let values = try read(form).values
    #expect(values[.progressEvidence] == .text("Two sub-levels since July."))
    #expect(values[.progressMeasures] == .text("Tutoring twice a week."))
  }

  @Test func `a known label with a colon in it is one to its end`() throws {
    let form = "If 40 = K or E: use of SEN funding | \nSuspensions | 0"
    let fields = try read(form).fields.mapValues(\.answer)
    #expect(fields[.senFundingUse] == .blank)
  }

  @Test func `the stages of need in a bracket may end in a question mark`() throws {
    let form = "Do you get extra help (none / SEN support / EHCP / being assessed)? | SEN support"
    #expect(try read(form).values[.senStatus] == .text("senSupport"))
  }

  @Test func `whoever is named before a birthday is the child`() throws {
    let form = "Young person: Kobi Asante\nDate of birth: 14 Jun 2012"
    #expect(try text(.childName, form) == "Kobi Asante")
  }

  @Test(arguments: [
    "SEND Funding: Purpose And Use: Ten hours of a teaching assistant.",
    "*SEND funding: purpose and use* Ten hours of a teaching assistant.",
  ])
  func `a known label with a colon in it ends where it is known to end`(form: String) throws {
    #expect(try text(.senFundingUse, form) == "Ten hours of a teaching assistant.")
  }

  @Test func `a stage of need in words of its own question answers it`() throws {
    let form =
      "*Does the pupil have special educational needs?* Education, Health and Care Plan"
    #expect(try read(form).values[.senStatus] == .text("ehcp"))
  }
}
