import Testing

@testable import PepCore

/// Answers as people write them, and what they mean.
@Suite struct AnswerTests {
  private static let near = CivilDay(number: 20_735)  // 2026-10-09
  private let reading = AnswerReading(prompts: ["click here"], near: AnswerTests.near)

  private func answer(_ text: String) -> AnswerText {
    let document = FormText.document(text)
    let lines = FormOutline(document).lines
    return AnswerText(lines: lines)
  }

  @Test(arguments: [
    ("96.4%", 96.4), ("96.4", 96.4), ("96,4", 96.4), ("0.964", 96.4), ("364/380", 95.8),
    ("96.4 %", 96.4), ("100% since Sept", 100), ("96.4% (364/380)", 96.4), ("93", 93),
    ("94 per cent", 94), ("She is at 97.2%.", 97.2), ("0%", 0), ("365 out of 380", 96.1),
    ("96.2% (target 97%)", 96.2), ("92% – up from 88%", 92), ("88.1 down from 93", 88.1),
    ("85.5% (unauthorised 0.8%)", 85.5),
  ]) func `attendance is read in every notation`(text: String, percent: Double) {
    #expect(reading.read(answer(text), as: .percentage) == .value(.number(percent)))
  }

  @Test(arguments: [
    "Autumn 91 / Spring 88", "140%", "1", "good", "91% and 88%", "N/A – not on roll",
    "94% last year, 96% this year", "94 – 96",
    "N/A – not in school since Sept", "Not applicable, home tuition",
  ])
  func `a figure that could be another is doubt`(text: String) {
    #expect(reading.read(answer(text), as: .percentage) == .doubtful)
  }

  @Test(arguments: [
    "", "TBC", "-", "N/A", "{Click or tap here to enter text.}", "to follow", "n/a",
    "TBC at LAC review", "To be confirmed by the attendance office",
  ])
  func `these answer no question about attendance`(text: String) {
    #expect(reading.read(answer(text), as: .percentage) == .blank)
  }

  @Test(arguments: [
    ("None", 0.0), ("Nil", 0), ("N/A", 0), ("0", 0), ("no exclusions", 0),
    ("None since the last PEP", 0),
    ("2", 2), ("2 (5 days)", 2), ("one", 1), ("Twice", 2), ("1 x 2 days", 1),
    ("None this term, thankfully", 0),
  ]) func `suspensions are counted`(text: String, count: Double) {
    #expect(reading.read(answer(text), as: .count) == .value(.number(count)))
  }

  @Test(arguments: [("1.5", 1.5), ("1½", 1.5), ("½", 0.5), ("2 days", 2), ("None", 0), ("4.0", 4)])
  func `days may be halves`(text: String, days: Double) {
    #expect(reading.read(answer(text), as: .number) == .value(.number(days)))
  }

  @Test(arguments: [
    ("£1,250.00", 1250.0), ("850", 850), ("£ 850", 850), ("580.00", 580), ("Nil", 0),
    ("£500 per term", 500), ("10 x £21 = £210", 210), ("6 sessions at £40 (£240)", 240),
  ]) func `money is read`(text: String, pounds: Double) {
    #expect(reading.read(answer(text), as: .money) == .value(.number(pounds)))
  }

  @Test(arguments: [
    "£320 (3 x £100 + £20)", "£45 x 20 hours", "£45 per hour", "£45 an hour", "20 @ £45",
    "£30 a week", "£600 (last term £450)", "10 x £21 = £200",
  ]) func `sums of money and prices of one of several are for a person`(text: String) {
    #expect(reading.read(answer(text), as: .money) == .doubtful)
  }

  @Test(arguments: [
    ("03/10/2026", "2026-10-03"), ("3.10.26", "2026-10-03"), ("3rd Oct 2026", "2026-10-03"),
    ("Monday 5 October", "2026-10-05"), ("2026-10-03", "2026-10-03"),
    ("3 October 2026 at 2pm", "2026-10-03"),
    ("Thursday 14 January 2016", "2016-01-14"), ("03/04/26", "2026-04-03"),
    ("1st of March 2027", "2027-03-01"),
    ("October 3, 2026", "2026-10-03"), ("25 Jan", "2027-01-25"), ("7-10-26", "2026-10-07"),
    ("12th Feburary 2027", "2027-02-12"),
  ]) func `dates are day first`(text: String, day: String) throws {
    #expect(reading.read(answer(text), as: .date) == .value(.date(try #require(CivilDay(day)))))
  }

  @Test(arguments: ["5 or 6 October 2026 (12/10/2026)", "31/02/2026", "soon"])
  func `a day that nobody can tell is doubt`(text: String) {
    #expect(reading.read(answer(text), as: .date) == .doubtful)
  }

  @Test(arguments: [
    ("YES / ~NO~", true), ("~YES~ / NO", false), ("*YES* / NO", true), ("YES / ^NO^", false),
    ("☒ Yes   ☐ No", true), ("☐ Yes   ☒ No", false), ("Yes ☒   No ☐", true),
    ("Yes ☐   No ☒", false),
    ("[X] Yes   [  ] No", true), ("[ ] Yes  [x] No", false), ("Yes (X)  No ( )", true),
    ("Yes X   No", true),
    ("Yes", true), ("NO", false), ("Yes – see below", true), ("No, not yet", false), ("y", true),
    ("✓ Yes   No", true),
  ]) func `a choice is read by every way of marking it`(text: String, yes: Bool) {
    let marked = text.replacing("[X]", with: "(X)").replacing("[x]", with: "(x)").replacing(
      "[  ]", with: "( )"
    )
    .replacing("[ ]", with: "( )")
    #expect(reading.read(answer(marked), as: .yesNo) == .value(.bool(yes)))
  }

  @Test(arguments: ["YES / NO", "☐ Yes   ☐ No", "", "{Choose an item.}", "~YES~ / ~NO~"])
  func `no choice was made`(text: String) {
    #expect(reading.read(answer(text), as: .yesNo) == .blank)
  }

  @Test func `two ticks are doubt`() {
    #expect(reading.read(answer("☒ Yes   ☒ No"), as: .yesNo) == .doubtful)
  }

  @Test(arguments: [
    ("No SEND", "none"), ("None", "none"), ("N", "none"), ("K", "senSupport"),
    ("SEN Support (K)", "senSupport"),
    ("EHCP", "ehcp"), ("EHC plan in place", "ehcp"), ("E", "ehcp"),
    ("EHCNA requested", "assessmentUnderWay"),
    ("EHC assessment under way", "assessmentUnderWay"),
    ("☐ No SEND ☒ SEN Support ☐ EHCP", "senSupport"),
    ("No SEND / ~SEN Support~ / ~EHCP~ / ~EHC assessment under way~", "none"),
    ("Not applicable – no additional needs", "none"), ("☒ Nothing identified ☐ EHCP", "none"),
    ("Not on SEN register (  )   SEN Support (K) (X)   Has an EHCP (  )", "senSupport"),
    ("Not on SEN register (X)   SEN Support (  )   Has an EHCP (  )", "none"),
  ]) func `SEND status is read in words and codes`(text: String, status: String) {
    #expect(reading.read(answer(text), as: .senStatus) == .value(.text(status)))
  }

  @Test(arguments: [
    "See attached", "please see attached print-out", "As per attached report", "Attached",
  ])
  func `an answer may lie elsewhere`(text: String) {
    #expect(reading.read(answer(text), as: .percentage) == .elsewhere)
  }

  @Test(arguments: [
    ("☐ No SEND ☒ SEN Support ", "CL) EHC assessment under way", true),
    ("☐ No SEND SEN Support ", "☒ EHCP", false), ("No SEND SEN Support ", "EHCP", false),
    ("☐ No SEND ☒ SEN Support ☒ EHCP ", "under way", false),
  ])
  func `doubt beside a clear tick is no doubt about the choice`(
    clear: String, doubted: String, isCertain: Bool
  ) {
    var text = answer(clear)
    var doubtful = answer(doubted).lines[0].runs
    for index in doubtful.indices { doubtful[index].marks.insert(.doubtful) }
    text.lines[0].runs += doubtful
    let value = reading.read(text, as: .senStatus)
    if isCertain { #expect(value != .doubtful) } else { #expect(value == .doubtful) }
  }

  @Test(arguments: ["( Y es (x) No", "( Yes ☒ No"])
  func `half a pair of brackets is doubt`(text: String) {
    #expect(reading.read(answer(text), as: .yesNo) == .doubtful)
  }

  @Test func `a mark before words that nobody knows is not the next option's`() {
    let unknown = "(x) never looked at ( ) SEN Support ( ) EHC plan"
    #expect(reading.read(answer(unknown), as: .senStatus) == .doubtful)
    let known = "(x) not recorded ( ) on SEN Support ( ) has an EHC plan"
    #expect(reading.read(answer(known), as: .senStatus) == .value(.text("none")))
  }

  @Test func `a sentence may end in a mark of quotation`() {
    let line = Line(runs: [Run("“It’s good having a mentor. I’d change the start.”")])
    #expect(line.isSentence)
  }

  @Test(arguments: [
    ("☐ No extra help    ☒ Yes – school’s own help    ☐ Yes – I have an EHCP", "senSupport"),
    ("( ) nothing extra ( ) SEN help in class (x) a plan (EHCP) ( ) they are finding out", "ehcp"),
    ("no needs ☐   support, no plan ☒   EHC plan ☐   assessment asked for ☐", "senSupport"),
  ])
  func `boxes with a stage each are told by their difference`(text: String, stage: String) {
    #expect(reading.read(answer(text), as: .senStatus) == .value(.text(stage)))
  }

  @Test(arguments: [
    "☐ No extra help    ☒ Yes – school’s own help    ☒ Yes – I have an EHCP",
    "☐ No extra help    ☐ Yes – school’s own help    ☐ Yes – I have an EHCP   ☒ other",
  ])
  func `two boxes, or one that nobody knows, are doubt`(text: String) {
    #expect(reading.read(answer(text), as: .senStatus) == .doubtful)
  }
}
