import Testing

@testable import PepCore

/// Tables of rows, and blocks of labels that are such rows, under headings in words that nobody has seen;
/// and answers that stand where the layout of the labels does not say.
@Suite struct RowTests: FormSuite {
  private func rows(_ field: FieldName, _ form: String) throws -> [FieldValue.Row] {
    guard case .value(.rows(let rows))? = try fields(form)[field] else { return [] }
    return rows
  }

  @Test(arguments: [
    "# Grant\n*Bought in* | *Outlay* | *Towards* | *Gain*\nPhonics club | £240 | Target 1 | Reads alone",
    "# Money\n*Bought in 1* | Phonics club\n*Outlay* | £240\n*Towards* | Target 1\n*Gain* | Reads alone",
    "# Money\n | *Towards* | *Use of PP+* | *£*\n1 | No. 1 | Phonics club | 240.00\n2 | No. 2 | Cello | 95.00",
  ]) func `sums and target numbers tell a plan for Pupil Premium`(form: String) throws {
    let cells = try #require(try rows(.premiumSpend, form).first).cells
    #expect(cells[.intervention] == .text("Phonics club"))
    #expect(cells[.cost] == .number(240))
    #expect(cells[.target] != nil)
  }

  @Test func `what was spent last term is no plan`() throws {
    let form =
      "# Looking back\n*Bought* | *Paid* | *Effect*\nSwimming | £96 | Calmer\n# Grant\n*Resource* | *Cost* | *For target*\nCello | £95 | 2"
    let found = try rows(.premiumSpend, form)
    #expect(found.map { $0.cells[.intervention] } == [.text("Cello")])
  }

  @Test func `a figure table of attendance is no plan for money`() throws {
    let form =
      "*Attendance %* | *Sessions missed* | *Suspensions*\n85.5 | 23 | 3"
    #expect(try fields(form)[.premiumSpend] == nil)
  }

  @Test(arguments: [
    "# Goals\n*Main thing* | *Way there* | *Led by* | *Finish by*\nSpell ten words | Daily cards | Ms Oake | Easter",
    "# Goals\n*Aim 1* | Spell ten words\n*Tasks* | Daily cards\n*Led by* | Ms Oake\n*Finish by* | Easter",
  ]) func `an aim and a way are told by who and when beside them`(form: String) throws {
    let cells = try #require(try rows(.targets, form).first).cells
    #expect(cells[.target] == .text("Spell ten words"))
    #expect(cells[.action] == .text("Daily cards"))
  }

  @Test func `people who came are not asked for`() throws {
    let form =
      "*Pupil name* | Una Quill\n# Round the table\n*Person* | *Name* | *Asked to come*\nChild | Una | Y\nTutor | Jo Oake | Y"
    #expect(try fields(form)[.childName] == .value(.text("Una Quill")))
  }

  @Test(arguments: [
    "Our meeting: date | 12/11/2026", "Our meeting: date |\n12/11/2026 |",
    "Our meeting: date\n12/11/2026",
  ]) func `a subject before the colon is no answer`(form: String) throws {
    #expect(
      try fields(form)[.meetingDate] == .value(.date(try #require(CivilDay("2026-11-12")))))
  }

  @Test(arguments: [
    " | *On target* | *Below target*\n*Is the child on track?* | | ☒",
    "Is the child on track? ☐ Yes ☒ No", "*Is the child on track?* | ( ) Yes  (☒) No",
  ]) func `a mark is read by where it stands`(form: String) throws {
    #expect(try fields(form)[.onTrack] == .value(.bool(false)))
  }

  @Test func `a label in the next cell is no answer`() throws {
    let form = "Is the child on track? (x) Yes ( ) No | Is progress acceptable? ( ) Yes (x) No"
    #expect(try fields(form)[.onTrack] == .value(.bool(true)))
  }

  @Test func `what lies on an attached sheet is elsewhere`() throws {
    #expect(try fields("*Child's views* | On the attached print-out")[.childsViews] == .elsewhere)
  }

  // MARK: Heads that say little

  @Test func `of two ways with no target the first is the target`() throws {
    let form = """
      *Your new targets* |
      *You will…* | *We will help by…* | *Who helps* | *When by*
      Spell 45 of the 50 words | Precision teaching | Miss Amory | Easter
      """
    let cells = try #require(try rows(.targets, form).first).cells
    #expect(cells[.target] == .text("Spell 45 of the 50 words"))
    #expect(cells[.action] == .text("Precision teaching"))
    #expect(cells[.who] == .text("Miss Amory"))
    #expect(cells[.byWhen] == .text("Easter"))
  }

  @Test func `beside a day before which it is done, by is a person`() throws {
    let form = """
      # Action plan
      Goal 1 | Hand in all coursework
      To be done | Supervised study on Thursdays
      By | Mr Jellicoe
      Before | 26/02/2027
      """
    let cells = try #require(try rows(.targets, form).first).cells
    #expect(cells[.who] == .text("Mr Jellicoe"))
    #expect(cells[.byWhen] == .text("26/02/2027"))
  }

  @Test func `what support is for is the target it serves`() throws {
    let form = """
      # Pupil Premium Plus
      *PP+ funded support* | *PP+ cost (£)* | *PP+ support is for* | *Difference expected*
      Horse riding block | £260.00 | Confidence / wellbeing | Arrives calmer
      """
    let cells = try #require(try rows(.premiumSpend, form).first).cells
    #expect(cells[.intervention] == .text("Horse riding block"))
    #expect(cells[.target] == .text("Confidence / wellbeing"))
    #expect(cells[.impact] == .text("Arrives calmer"))
  }

  @Test func `a table goes on over the foot of the page`() throws {
    let form = """
      Trust Inclusion Team
      *Finance* |
      *PP+ intervention* | *Cost to PP+* | *Target supported* | *Intended outcome*
      Maths tutor | £380 | Target 2 | Half a grade
      Mentoring with Rise | £270.00 | Behaviour | Fewer removals
      Trust Inclusion Team
      Up, 6 weeks |  |  |  |
      Guitar lessons | £95 | Attendance | In on Thursdays
      """
    let found = try rows(.premiumSpend, form).map { $0.cells[.intervention] }
    #expect(
      found == [
        .text("Maths tutor"), .text("Mentoring with Rise Up, 6 weeks"), .text("Guitar lessons"),
      ])
  }

  /// They were taken for what is bought, and the school was asked for its attendance.
  @Test func `figures in a row are no spending`() throws {
    let form = """
      *Att. % YTD* | *Sessions out* | *Susp. (no.)* | *Susp. (days)* | *Perm. ex. (Y/N)* | *Lates*
      78.9% | 20 | 0 | 0 | N | 1
      """
    #expect(try rows(.premiumSpend, form).isEmpty)
    let read = try fields(form)
    #expect(read[.attendancePercentage] == .value(.number(78.9)))
    #expect(read[.suspensionCount] == .value(.number(0)))
  }

  @Test func `rows led in bold are rows`() throws {
    let form = """
      *Target description* | *Action description* | *Assigned to* | *Due*
      *Spell 40 common words* | Look, cover, write | Class TA | next PEP
      *Read 90 words a minute* | Paired reading | Miss Inglis | 12 February
      """
    let read = try fields(form)
    #expect(read[.nextMeetingDate] == nil)
    #expect(
      try rows(.targets, form).map { $0.cells[.target] }
        == [.text("Spell 40 common words"), .text("Read 90 words a minute")])
  }

  @Test func `a column of names beside what is to be done tells who does it`() throws {
    let form = """
      *Target agreed* | *What needs to happen* | *Name* | *Time limit*
      To visit two providers | Careers adviser to arrange | Careers adviser | Easter
      To ask for help | Visual cards in every class | ELSA | 11/12/2026
      """
    let found = try rows(.targets, form)
    #expect(found.map { $0.cells[.who] } == [.text("Careers adviser"), .text("ELSA")])
  }

  @Test(arguments: ["Current grade", "Working at"])
  func `grades that are aimed at are no targets`(present: String) throws {
    let form = """
      *Subject* | *Target grade* | *\(present)* | *Teacher comment*
      Psychology | C | D | Improving
      Sociology | B | C |
      """
    #expect(try fields(form)[.targets] == nil)
  }

  /// As two columns of a page that run into each other; one of them would else be asked of a school that filled it in.
  @Test func `a cell under two heads is doubt`() throws {
    let heads = ["I will", "Grown-ups will", "Who", "When"]
    let row = ["Put on own coat", "Practise it at home", "Ms Achebe", "January 2027"]
    let torn = ["Use three words", "Repeat them back", "Ms Achebe half-term"]
    var table = Table(rows: [
      heads.map { Cell([.paragraph(Paragraph([Run($0, .bold)]))]) },
      row.map { Cell([.paragraph(Paragraph([Run($0)]))]) },
      torn.map { Cell([.paragraph(Paragraph([Run($0)]))]) },
    ])
    table.rows[2][2].columns = 2
    let reader = FormReader(try TestOffice.policy().forms, near: CivilDay(number: 20_735))
    let form = DocumentFacts(format: .pdf, blocks: [.table(table)])
    #expect(reader.read(form).fields[.targets]?.answer == .doubtful)
  }

  @Test func `what is bought may be called what it is for`() throws {
    let form = """
      *We will use it for* | *Cost* | *Next step it helps*
      Story sacks | £48.00 | Step 1
      """
    let found = try rows(.premiumSpend, form)
    #expect(found.map { $0.cells[.intervention] } == [.text("Story sacks")])
  }
}
