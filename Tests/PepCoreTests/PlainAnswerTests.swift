import Testing

@testable import PepCore

struct PlainAnswerTests {
  /// 12 October 2026.
  private let answers = PlainAnswer(near: CivilDay(number: 20_738))

  @Test(arguments: [
    ("Attendance to date is 93.7%.", 93.7), ("Attendance is ninety-three per cent.", 93),
    ("She has attended 98 out of 104 sessions.", 94.2), ("'93'", 93), ("88.9% as of today", 88.9),
    ("His attendance since 7 September is 91.2.", 91.2), ("ninety six point four", 96.4),
    ("2 suspensions and 89.4% attendance", 89.4), ("Year 9 attendance 95", 95), ("Ruby 96.3", 96.3),
    ("Sorry, missed that: attendance is 88.7%", 88.7),
    ("Apologies for the late reply - attendance is 94.6%", 94.6),
    ("Sorry this is late, 91.5%", 91.5),
    ("Iris is on 92.6% as of Friday (last year she was on 93%).", 92.6),
  ])
  func `attendance in a sentence`(text: String, figure: Double) {
    let told = answers.told(.attendancePercentage, in: text, isOnlyQuestion: true)
    #expect(told == [.value(.number(figure))])
  }

  @Test(arguments: [
    "Attendance is about 93%.", "I think her attendance is 93%", "It was 100% last year.",
    "She has missed 12 sessions.", "He missed the start: attendance was low, 12 sessions.",
    "Unauthorised absence 3%", "Is it 94?",
    "I will let you have the attendance on 20 October.", "Attendance was 91 and then 94.",
    "I am in room 12.", "See page 12", "See page 95", "I am free at 2 on Monday.",
  ])
  func `no attendance for certain`(text: String) {
    let told = answers.told(.attendancePercentage, in: text, isOnlyQuestion: true)
    #expect(told.contains(.unclear) || told.isEmpty)
  }

  @Test(arguments: [
    ("She has not been excluded since the last PEP.", 0), ("None", 0), ("No exclusions.", 0),
    ("There haven't been any suspensions.", 0), ("one suspension on 12 October", 1),
    ("3b Number of fixed term exclusions since the last PEP: none", 0),
    ("two suspensions", 2), ("Suspensions: 3", 3), ("Zero fixed term exclusions", 0),
    ("no exclusions, attendance 94%", 0), ("2 suspensions (3 days)", 2),
    ("No FTEs since September", 0), ("It is two", 2), ("There were none.", 0),
  ])
  func `suspensions in a sentence`(text: String, count: Double) {
    let told = answers.told(.suspensionCount, in: text, isOnlyQuestion: true)
    #expect(told == [.value(.number(count))])
  }

  @Test(arguments: [
    "She was suspended for two days.", "I have no idea about exclusions.",
    "I am not sure about exclusions.", "No problem.", "No figures for exclusions yet.",
    "No, there were exclusions.", "I am free at 2.",
  ])
  func `no count for certain`(text: String) {
    let told = answers.told(.suspensionCount, in: text, isOnlyQuestion: true)
    #expect(!told.contains { if case .value = $0 { true } else { false } })
  }

  @Test(arguments: [
    ("He has an EHCP.", "ehcp"), ("SEN support", "senSupport"), ("No SEN", "none"),
    ("Phoenix has no special educational needs.", "none"),
    ("He doesn't have any SEND, he has never been on our register.", "none"),
    ("She isn't on the SEN register.", "none"),
  ])
  func `SEND status in a sentence`(text: String, status: String) {
    let told = answers.told(.senStatus, in: text, isOnlyQuestion: true)
    #expect(told == [.value(.text(status))])
  }

  @Test(arguments: [
    "He does not have an EHCP.", "I do not know of any SEND plan.", "We have applied for an EHCP.",
    "No problem, I will ask.", "I have no SEND information for her.",
    "We don't have the SEN records yet.",
  ])
  func `no SEND status for certain`(text: String) {
    let told = answers.told(.senStatus, in: text, isOnlyQuestion: true)
    #expect(!told.contains { if case .value = $0 { true } else { false } })
  }

  @Test(arguments: [
    ("Next one is Thursday 11th February 2027 at 2pm.", CivilDay(number: 20_860) as CivilDay?),
    ("I am in school until 3 December.", nil), ("Our next parents evening is 3 December.", nil),
    ("We met on 5 October.", nil),
  ])
  func `the next meeting in a sentence`(text: String, day: CivilDay?) {
    let told = answers.told(.nextMeetingDate, in: text, isOnlyQuestion: true)
    #expect(told == Set(day.map { [.value(.date($0))] } ?? []))
  }

  @Test func `asking back is told from answering`() {
    #expect(PlainAnswer.asksBack("What period does this cover? It is 94%."))
    #expect(!PlainAnswer.asksBack("It is 94%. Is that all you need?"))
  }
}
