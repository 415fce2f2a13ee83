import Testing

@testable import PepCore

/// Forms that were typed into the message.
@Suite struct TypedFormTests {
  private func values(_ text: String) throws -> [FieldName: FieldValue] {
    FormReader(try TestOffice.policy().forms, near: CivilDay(number: 20_735))
      .read(MessageText.document(text)).values
  }

  @Test func `questions at the margin and answers indented below them`() throws {
    let values = try values(
      """
      Attendance figure for the pupil (%)
        92.8 %

      Fixed-period exclusions, how many
        \n
      Making acceptable progress?
        Yes

      Where progress is acceptable, reasons for saying so
        Assessment point 1 shows 7 of 9 subjects at or above target.
        Homework is handed in.

      What the pupil said
        Lunch is too loud.
      """)
    #expect(values[.attendancePercentage] == .number(92.8))
    #expect(values[.suspensionCount] == nil)
    #expect(
      values[.progressEvidence]
        == .text(
          "Assessment point 1 shows 7 of 9 subjects at or above target.\nHomework is handed in."))
    #expect(values[.childsViews] == .text("Lunch is too loud."))
  }

  @Test func `an indented address is no answer`() {
    let text = "Ruby Fenn\n\nWithy Moor School\n  1 Long Lane\n  Taunton\n"
    let isPlain = MessageText.document(text).blocks.allSatisfy {
      if case .paragraph = $0 { true } else { false }
    }
    #expect(isPlain)
  }

  @Test func `targets and spending under numbers are rows`() throws {
    let values = try values(
      """
      What targets have you set?
      1.
         Target is: Read 90 words a minute
         Action is: Repeated reading
         Done by: Mrs Oake
         Finish by: Easter
      2.
         Target is: Arrive by 8.40
         Action is: Breakfast club
         Done by: Mr Pell

      How will you spend Pupil Premium Plus?
      1.
         Activity: Tablet for homework
         Cost: £210.00
         For target: Writing
      """)
    guard case .rows(let targets)? = values[.targets] else {
      Issue.record("no targets: \(values)")
      return
    }
    #expect(
      targets.map { $0.cells[.target] } == [
        .text("Read 90 words a minute"), .text("Arrive by 8.40"),
      ])
    #expect(targets.map { $0.cells[.who] } == [.text("Mrs Oake"), .text("Mr Pell")])
    guard case .rows(let spend)? = values[.premiumSpend] else {
      Issue.record("no spending: \(values)")
      return
    }
    #expect(spend.map { $0.cells[.cost] } == [.number(210)])
  }

  @Test func `a number and one line below it are no block`() {
    #expect(NumberedBlocks(["1.", "Target: read"]).found(at: 0) == nil)
    #expect(NumberedBlocks(["Target: read", "How: daily"]).found(at: 0) == nil)
  }
}
