import PepCore
import Testing

/// Targets, and what is bought for them, as cards: labels with an answer each, and no row of heads above.
@Suite struct FormCardTests: FormSuite {
  @Test func `a label over its answer in every cell, row by row`() throws {
    let form = """
      *PP+ intervention* // Bushcraft day x 3 | *Cost* // £180.00 | *Target* // Target 2 | *Impact* // Takes turns
      *PP+ intervention* // English tutor | *Cost* // £350.00 | *Target* // Target 1 | *Impact* // A grade more
      """
    let bought = try rows(.premiumSpend, of: form)
    #expect(
      bought.map { $0.cells[.intervention] } == [
        .text("Bushcraft day x 3"), .text("English tutor"),
      ])
    #expect(bought.map { $0.cells[.cost] } == [.number(180), .number(350)])
    #expect(bought.map { $0.cells[.target] } == [.text("Target 2"), .text("Target 1")])
  }

  @Test func `one row of what is bought is a table of its own`() throws {
    let form = """
      *PP+ SPEND LINE 1* // Drum lessons | *COST* // £160 | *TARGET* // Confidence | *INTENDED IMPACT* // Plays in a band

      *PP+ SPEND LINE 2* // Maths tuition | *COST* // £350 | *TARGET* // Maths | *INTENDED IMPACT* // A grade more
      """
    let bought = try rows(.premiumSpend, of: form)
    #expect(bought.map { $0.cells[.cost] } == [.number(160), .number(350)])
    #expect(bought.map { $0.cells[.impact] } == [.text("Plays in a band"), .text("A grade more")])
  }

  @Test func `labels and answers take turns over two rows of cells`() throws {
    let form = """
      Target | Swim 10 metres unaided | Who | PE department
      Action | Extra pool session on Wednesdays | By when | Easter

      Target | Leave with the exit card | Who | Pastoral lead
      Action | All staff briefed | By when | 18.12.26
      """
    let targets = try rows(.targets, of: form)
    #expect(
      targets.map { $0.cells[.target] } == [
        .text("Swim 10 metres unaided"), .text("Leave with the exit card"),
      ])
    #expect(
      targets.map { $0.cells[.action] } == [
        .text("Extra pool session on Wednesdays"), .text("All staff briefed"),
      ])
    #expect(targets.map { $0.cells[.who] } == [.text("PE department"), .text("Pastoral lead")])
  }

  @Test func `a whole card in one cell has each label's own answer`() throws {
    let form = """
      Target // Read nightly // Action // Carer signs // Owner // Tutor // Due // Easter | \
      Target // Know the tables // Action // Quizzes // Owner // Mr Obi // Due // 18/12/26
      """
    let targets = try rows(.targets, of: form)
    #expect(
      targets.map { $0.cells[.target] } == [.text("Read nightly"), .text("Know the tables")])
    #expect(targets.map { $0.cells[.action] } == [.text("Carer signs"), .text("Quizzes")])
    #expect(targets.map { $0.cells[.who] } == [.text("Tutor"), .text("Mr Obi")])
    #expect(targets.map { $0.cells[.byWhen] } == [.text("Easter"), .text("18/12/26")])
  }

  @Test func `questions beside each other, each over its answer, answer none of each other`() throws
  {
    let fields = try fields(
      """
      Meeting date (this PEP) // 2026-10-30 | Planned date of next PEP // 2027-02-09

      Legal status // Section 20 | Social worker // Rhona Cattermole | Holder(s) of PR // {Choose an item.}
      """)
    #expect(fields[.meetingDate] == .value(.date(try #require(CivilDay("2026-10-30")))))
    #expect(fields[.nextMeetingDate] == .value(.date(try #require(CivilDay("2027-02-09")))))
    #expect(fields[.socialWorker] == text("Rhona Cattermole"))
    #expect(fields[.parentalResponsibility] == .blank)
  }

  @Test func `heads in an order of their own over one row are no card`() throws {
    let form = """
      *Review by* | *Lead* | *SMART target* | *Strategies*
      January 2027 | Mrs Oakes | To take turns in a group of three | Board games with the key person
      """
    let targets = try rows(.targets, of: form)
    #expect(targets.map { $0.cells[.target] } == [.text("To take turns in a group of three")])
    #expect(targets.map { $0.cells[.byWhen] } == [.text("January 2027")])
  }

  @Test func `questions and their answers two a row are no card`() throws {
    let read = try fields(
      """
      *B1.1 PEP convened on* | 22/09/2026 | *B1.2 Following PEP convened for* | 12/01/2027
      *B1.3 Statutory CLA review due* | 27/10/2026 | *B1.4 Lates this term* | 2
      """)
    #expect(read[.meetingDate] == .value(.date(try #require(CivilDay("2026-09-22")))))
    #expect(read[.nextMeetingDate] == .value(.date(try #require(CivilDay("2027-01-12")))))
    #expect(read[.nextReviewDate] == .value(.date(try #require(CivilDay("2026-10-27")))))
    #expect(read[.targets] == nil)
  }

  @Test func `heads over rows of as many cells are no card`() throws {
    let form = """
      Target | Action | Who | By when
      Swim 10 metres unaided | Extra pool session | PE department | Easter
      Read nightly | Paired reading | Carer | Christmas
      """
    let targets = try rows(.targets, of: form)
    #expect(targets.map { $0.cells[.who] } == [.text("PE department"), .text("Carer")])
  }

  @Test func `each label has the number of its row`() throws {
    let form = """
      Target 1
      [Leave with the exit card]
      Action 1
      [All staff briefed]
      Who 1
      [Pastoral lead]
      By when 1
      [18.12.26]
      PP+ intervention 1
      [English tutor]
      Cost 1 (pounds)
      [350.00]
      Target supported 1
      [Target 1]
      Impact 1
      [A grade more]
      """
    let target = try #require(try rows(.targets, of: form).first)
    #expect(target.cells[.who] == .text("Pastoral lead"))
    let bought = try rows(.premiumSpend, of: form)
    #expect(bought.count == 1)
    #expect(bought.first?.cells[.target] == .text("Target 1"))
    #expect(bought.first?.cells[.impact] == .text("A grade more"))
  }

  @Test func `labels that name their row in words`() throws {
    let form = """
      *Targets agreed*
      *Target 1*
      Swim 10 metres unaided
      *Action for target 1*
      Extra pool session
      *Who will do it (target 1)*
      PE department
      *Pupil Premium Plus*
      *Intervention 1*
      Swimming lessons
      *Cost of intervention 1*
      £85.00
      *Target that intervention 1 supports*
      No. 2
      *Expected impact of intervention 1*
      Confident in deep water
      """
    let target = try #require(try rows(.targets, of: form).first)
    #expect(target.cells[.action] == .text("Extra pool session"))
    #expect(target.cells[.who] == .text("PE department"))
    let bought = try #require(try rows(.premiumSpend, of: form).first)
    #expect(bought.cells[.target] == .text("No. 2"))
    #expect(bought.cells[.impact] == .text("Confident in deep water"))
  }
}
