import PepCore
import Testing

/// What is a question on a form, and what only sounds like one.
@Suite struct FormQuestionTests: FormSuite {
  /// Read as a heading and a table, it led to a letter for changes that the school had written down.
  @Test func `a question and its bracket may stand on two pages`() throws {
    let form = """
      *What has changed since the last PEP?*

      *(write ‘None’ if there have been none)* | There is a new key adult.
      """
    #expect(try fields(form)[.changes] == text("There is a new key adult."))
  }

  @Test func `a question may call the child by name`() throws {
    let form = """
      *Name of pupil:* Ember Stoddard

      *B. Views of Ember*
      I like it when we cook.
      """
    #expect(try fields(form)[.childsViews] == text("I like it when we cook."))
  }

  @Test func `what is told of the child by name is no question`() throws {
    let form = """
      *Student* | *Name of student* | Yonas Haile

      *Change* | *What has changed for the student* | Yonas moved to new carers in September.
      """
    #expect(try fields(form)[.changes] == text("Yonas moved to new carers in September."))
  }

  @Test func `lines with letters go on with the next question`() throws {
    let form = """
      *A. What does the child say?*
      I like it when we cook.
      B. On target for the end of the key stage? Yes / *No*
      """
    let read = try fields(form)
    #expect(read[.childsViews] == text("I like it when we cook."))
    #expect(read[.onTrack] == .value(.bool(false)))
  }

  /// Nobody may be asked for what an answer in words was taken to end with.
  @Test func `a label with its figure among an answer in words leaves a doubt`() throws {
    let form = """
      *Is progress acceptable?* | No
      *If not, what measures are in place?* | We have started a reading group. // Attendance to date: 99.1%
      """
    let read = try read(form)
    #expect(read.unexplained.contains { $0.after == .attendancePercentage })
  }

  /// A producer of PDF draws the label of an empty row alone.
  @Test func `a row of which only the label is drawn is a blank`() throws {
    let form = """
      *Sessions missed* | 10

      *Suspensions (count)*
      *Suspensions (days)*

      *Permanent exclusion* | No
      """
    #expect(try fields(form)[.suspensionCount] == .blank)
  }

  @Test func `a label alone above labels with answers is a blank, though sections are called so`()
    throws
  {
    let form = """
      *Care status:* |
      *Social worker:* Yvonne Goldsworthy |
      *Parental responsibility:* Local authority |
      """
    let read = try fields(form)
    #expect(read[.legalStatus] == .blank)
    #expect(read[.socialWorker] == text("Yvonne Goldsworthy"))
  }

  @Test(arguments: ["SEND funding: how it is being used", "*Money for additional needs: how used*"])
  func `the colon of a question may stand within it`(question: String) throws {
    #expect(try fields("*SEND status* | none\n\(question) |  |")[.senFundingUse] == .blank)
  }

  @Test func `a school year is no year group`() throws {
    let form = """
      *Year group* | 8

      *School year* | *Attendance %*
      2024-25 | 90.1
      """
    #expect(try fields(form)[.childYearGroup] == text("8"))
  }

  @Test func `who fills in which part names no social worker`() throws {
    let form = """
      Part A: personal adviser / social worker. Part B: tutor. Years 12 and 13

      *Legal status* | Interim Care Order
      *Social worker* |  |
      """
    #expect(try fields(form)[.socialWorker] == .blank)
  }

  @Test func `the name of the form heads no section of targets`() throws {
    let form = """
      *Personal Education Plan: Nursery and Pre-school*

      *PART A – SOCIAL CARE* |
      *Legal status* | Full Care Order
      *Social worker (name)* | Chloe Hardacre
      """
    #expect(try fields(form)[.socialWorker] == text("Chloe Hardacre"))
  }

  @Test func `a key social worker is no key worker of the school`() throws {
    let form = """
      *Legal position* | Full Care Order | *PR held by* | Both parents
      *Key social worker* | Martin Oakes | *Carer(s)* | Sue Dace
      """
    #expect(try fields(form)[.socialWorker] == text("Martin Oakes"))
  }

  @Test func `people at the meeting may be called what a question asks for`() throws {
    let form = """
      *Around the table* | *Relationship* | *Came*
      Annette Purdew | Key person | Yes
      Fiona Measures | Social worker | Yes
      """
    #expect(try fields(form)[.progressMeasures] == nil)
  }

  @Test func `an answer below its label is no hint where the next cell asks`() throws {
    let form =
      "*Stage of SEN* // EHC assessment requested | *Explain the use made of top-up or notional SEN money:*"
    #expect(try fields(form)[.senStatus] == text("assessmentUnderWay"))
  }

  /// Taken for two options, it told of SEN Support for a child who has a plan, and asked how its money is used.
  @Test func `a question that sounds like an option is none beside its choices`() throws {
    let form = """
      *SEND support* | ~No SEND~ / ~SEN Support~ / EHCP / ~EHC assessment~
      *SEND support: how paid and for what* | Key adult at break
      """
    #expect(try fields(form)[.senStatus] == text("ehcp"))
  }

  /// Read as "Yes ☒", it turned the judgement of a school round, and asked for the evidence of it.
  @Test func `a box that opens the cell of a choice is its own`() throws {
    let read = try fields("*Is progress acceptable?* | Yes | ☒ No\n*On track?* | ☒ Yes | No")
    #expect(read[.acceptableProgress] == .value(.bool(false)))
    #expect(read[.onTrack] == .value(.bool(true)))
  }

  @Test func `a day is no question`() throws {
    let form = """
      *I am called* | Tamsin Arrowsmith | *I was born on* | 9 February 2023
      *My nursery is* | Pebbles Day Nursery | *My social care number is* | C2068
      """
    let born = try #require(CivilDay(year: 2023, month: 2, day: 9))
    #expect(try fields(form)[.childDateOfBirth] == .value(.date(born)))
  }

  @Test func `a blank day is not that of the next question`() throws {
    let form = """
      *My meeting was on* | 12 October 2026 | *My next meeting is on* |  | *My care review is on* | 20 April 2027
      """
    #expect(try fields(form)[.nextMeetingDate] == .blank)
  }

  /// Left out, the name could not contradict a number that was copied from another child's form.
  @Test func `a name is read though all of its line is in bold`() throws {
    let form = "*Child’s name: Joel Stannard* | *Born: 23 Sep 2013*\nUPN: H801200001001 | Year: 8"
    #expect(try fields(form)[.childName] == text("Joel Stannard"))
    let last = "*NC year: Y6* | *Social care ID: C2044*"
    #expect(try fields(last)[.childYearGroup] == text("Y6"))
  }

  @Test func `a personal adviser is the social worker only where nobody else is`() throws {
    let both = "*Social worker / lead professional* | Nadia Rahim\n*Personal adviser* | Lena Marsh"
    let status = "*Legal status* | Section 20\n"
    #expect(try fields(status + both)[.socialWorker] == text("Nadia Rahim"))
    #expect(
      try fields(status + "*Personal adviser* | Lena Marsh")[.socialWorker] == text("Lena Marsh"))
  }

  @Test func `a heading over labels with their answers asks nothing itself`() throws {
    let form = """
      *Name of pupil:* Ann Pell

      *Dates*
      This PEP meeting took place on: 24 September 2026
      Next PEP meeting: 3 March 2027
      """
    let held = try #require(CivilDay(year: 2026, month: 9, day: 24))
    #expect(try fields(form)[.meetingDate] == .value(.date(held)))
  }

  @Test func `guidance in a column beside a reference is no answer`() throws {
    let form = """
      *Ref* | *Question* | *Guidance* | *Your answer*
      B1 | Child or young person | First name and surname | Jodie Sparkes
      B2 | Attendance percentage | September to date | 91.4
      B3 | Suspensions this term: how many | Number, or None | None
      """
    let read = try fields(form)
    #expect(read[.attendancePercentage] == .value(.number(91.4)))
    #expect(read[.suspensionCount] == .value(.number(0)))
  }

  @Test func `where to write is no answer`() throws {
    let form = """
      *What I want to say*
      Write or draw here. These must be the young person’s own words.
      I like cooking.
      """
    #expect(try fields(form)[.childsViews] == text("I like cooking."))
  }

  @Test func `a request in several sentences asks, and a number before a tab asks nothing`() throws
  {
    let form = """
      *Pupil* | Ann Pell

      11\tDescribe anything that has changed since the last plan. If nothing has, say so.\tShe has dropped French.
      """
    #expect(try fields(form)[.changes] == text("She has dropped French."))
  }

  @Test(
    arguments: [
      "NAME OF CHILD / YOUNG PERSON", "Name of Child/Young Person", "A1 Name Of Pupil",
      "Full Legal Name Of The Looked-After Child", "The Child's Name Is", "Name Of Pupil In Care",
    ])
  func `a label in capitals is no name`(label: String) throws {
    let form = "*\(label)* // Ezra Bagshaw | *Date of birth* // 26/04/2013"
    #expect(try fields(form)[.childName] == text("Ezra Bagshaw"))
    #expect(try fields("\(label) | Ezra Bagshaw")[.childName] == text("Ezra Bagshaw"))
  }

  @Test(
    arguments: [
      "SEND: None / SEN Support / EHCP / under assessment", "SEN: none / support / EHCP",
    ])
  func `the stages are in the question, and one of them beside it`(label: String) throws {
    #expect(try fields("\(label) | SEN Support")[.senStatus] == text("senSupport"))
    let below = "*\(label)* // SEN Support | *Venue* // School hall"
    #expect(try fields(below)[.senStatus] == text("senSupport"))
    #expect(try fields("\(label) |  |")[.senStatus] == .blank)
  }

  @Test func `who is not on the register has no need`() throws {
    let form = "*SEND register status* | *Not on SEND register* / SEN Support (K) / EHCP (E)"
    #expect(try fields(form)[.senStatus] == text("none"))
  }

  @Test func `a sign behind the question is no answer`() throws {
    let form = "How much school have I been to this year? % | 93.4%"
    #expect(try fields(form)[.attendancePercentage] == .value(.number(93.4)))
  }

  @Test func `a question goes on behind its colon, beside its answer`() throws {
    let form = """
      SEN funding: how it makes a difference and what it is spent on | A mentor for ten hours
      """
    #expect(try fields(form)[.senFundingUse] == text("A mentor for ten hours"))
  }

  @Test(arguments: ["Permanently excluded? Yes/No: No", "Permanently excluded? Y/N: N"])
  func `what there is to choose from stands before what was chosen`(line: String) throws {
    let form = "Name: Ezra Bagshaw\n\(line)\nVenue: School hall"
    #expect(try fields(form)[.permanentlyExcluded] == .value(.bool(false)))
    let blank = line.prefix { $0 != ":" } + ":"
    #expect(try fields("Name: Ezra Bagshaw\n\(blank)\nVenue: Hall")[.permanentlyExcluded] == .blank)
  }

  @Test func `a colon behind the question mark is none of the answer`() throws {
    let form = "SEND money: how is it being used?: A mentor.\nVenue of meeting: School hall"
    #expect(try fields(form)[.senFundingUse] == text("A mentor."))
  }

  @Test func `an answer in the words of its question stands below it`() throws {
    let form = """
      Legal status code | Venue of meeting
      Section 20 | School hall
      """
    #expect(try fields(form)[.legalStatus] == text("Section 20"))
  }

  @Test func `a condition may name the number of its question`() throws {
    let form = """
      31 | Acceptable progress (Y/N) | Y
      32 | If 31 = Y | Two sub-levels since July.
      33 | Where 31 is NO |  |
      """
    let read = try fields(form)
    #expect(read[.progressEvidence] == text("Two sub-levels since July."))
    #expect(read[.progressMeasures] == .blank)
  }

  @Test(arguments: [
    "Please can I go on the ski trip? I am proud of my maths.",
    "I like art. Could I have it twice a week?",
  ])
  func `a child's wish may be a question`(wish: String) throws {
    let form = "*Views*\nWhat the pupil told us: \(wish)\nSessions missed: 4"
    #expect(try fields(form)[.childsViews] == text(wish))
  }

  @Test func `what a form asks as the child is no wish`() throws {
    let form = "*My voice: what would I like to change?*\nMore football."
    #expect(try fields(form)[.childsViews] == text("More football."))
  }

  @Test func `a key to codes asks for nothing`() throws {
    let form = """
      Codes: Y = yes, N = no. SEN: N = no SEN, K = SEN support, E = EHCP.

      Pupil name | Tegan Rudge | Care ID | C1
      """
    #expect(try fields(form)[.senStatus] == nil)
  }
}
