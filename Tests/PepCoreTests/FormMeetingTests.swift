import PepCore
import Testing

/// Which day is the meeting's, and which the next one's.
@Suite struct FormMeetingTests {
  private func fields(_ form: String) throws -> [FieldName: Answer] {
    let today = try #require(CivilDay(year: 2026, month: 11, day: 20))
    let reader = FormReader(try TestOffice.policy().forms, near: today)
    return reader.read(FormText.document(form)).fields.mapValues(\.answer)
  }

  private func day(_ year: Int, _ month: Int, _ day: Int) throws -> Answer {
    .value(.date(try #require(CivilDay(year: year, month: month, day: day))))
  }

  @Test func `a Future Plan is no plan for later`() throws {
    let form = """
      *My full name* | Yasmin Najafi
      *Date of Future Plan meeting* | 14/10/26
      *Date of next Future Plan meeting* | 21 January 2027
      """
    let read = try fields(form)
    #expect(read[.meetingDate] == (try day(2026, 10, 14)))
    #expect(read[.nextMeetingDate] == (try day(2027, 1, 21)))
  }

  /// Whichever of the two is this meeting's, its day stands on the form.
  @Test func `two days for one question leave a doubt about the other`() throws {
    let form = """
      *Pupil* | Yasmin Najafi
      *Next PEP meeting* | 21 January 2027
      *PEP review due* | 20 May 2027
      *Attendance this year (%)* | 94
      """
    let read = try fields(form)
    #expect(read[.meetingDate] == .doubtful)
  }

  @Test func `a row of days with the school beside them holds no targets`() throws {
    let form = """
      *Where you go to school* | *The day we all met* | *The day we will meet again* | *The day of your Looked After review*
      Fivehead Meadows Academy | 04/11/2026 | Wed 27 Jan 2027 | 04/01/2027
      """
    let read = try fields(form)
    #expect(read[.meetingDate] == (try day(2026, 11, 4)))
    #expect(read[.nextMeetingDate] == (try day(2027, 1, 27)))
    #expect(read[.targets] == nil)
  }

  /// What is blank behind its dash is asked, and no heading over the next question.
  @Test func `a label in bold waits behind its dash for an answer`() throws {
    let form = """
      *I am –* Sorrel Tapp
      *I was born –* Friday 25th August 2023
      *My social care number –* C5077
      *My nursery –* Larkhanger Preschool
      *Grown-ups met on –* Tuesday 10th November 2026
      *Grown-ups meet next on –*
      *My sessions each week –* four mornings
      """
    let read = try fields(form)
    #expect(read[.meetingDate] == (try day(2026, 11, 10)))
    #expect(read[.nextMeetingDate] == .blank)
  }

  @Test func `reviewed on a day and to be reviewed on another`() throws {
    let form = """
      Pupil's name | Quinn Hathersage
      Reviewed on | 11/11/2026
      Reviewed previously on | 1 July 2026
      To be reviewed next on | 25/01/2027
      """
    let read = try fields(form)
    #expect(read[.meetingDate] == (try day(2026, 11, 11)))
    #expect(read[.nextMeetingDate] == (try day(2027, 1, 25)))
  }
}
