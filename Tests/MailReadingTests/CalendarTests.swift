import PepCore
import Testing

@testable import MailReading

/// Invitations as Outlook, Google and others write them.
@Suite struct CalendarTests {
  private func event(_ lines: String..., method: String = "REQUEST") -> CalendarFacts? {
    let all =
      ["BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:\(method)", "BEGIN:VEVENT"] + lines
      + ["END:VEVENT", "END:VCALENDAR"]
    return CalendarPart.facts(of: all.joined(separator: "\r\n"))
  }

  private func start(_ line: String) -> CivilDay? { event(line)?.events.first?.start }

  @Test func `an invitation tells its number, its state, its day and its words`() {
    let facts = event(
      "UID:040000008200E00074C5B7101A82E008", "SEQUENCE:3", "SUMMARY:PEP meeting\\, C1",
      "DESCRIPTION:First line\\nsecond", " line", "LOCATION:Room 3", "STATUS:CONFIRMED",
      "DTSTART;TZID=GMT Standard Time:20261008T140000")
    let event = CalendarEvent(
      uid: "040000008200E00074C5B7101A82E008", sequence: 3, start: CivilDay("2026-10-08"),
      words: "PEP meeting, C1\nFirst line\nsecondline\nRoom 3")
    #expect(facts == CalendarFacts(method: .request, events: [event]))
    #expect(facts?.events.first?.words == event.words)
  }

  @Test func `a day is the day in the United Kingdom`() {
    #expect(start("DTSTART:20261008T130000Z") == CivilDay("2026-10-08"))
    // Summer time: half past eleven at night in UTC is tomorrow.
    #expect(start("DTSTART:20261008T233000Z") == CivilDay("2026-10-09"))
    #expect(start("DTSTART:20261208T233000Z") == CivilDay("2026-12-08"))
    #expect(start("DTSTART;TZID=UTC:20261008T233000") == CivilDay("2026-10-09"))
    #expect(start("DTSTART;VALUE=DATE:20261008") == CivilDay("2026-10-08"))
    #expect(start("DTSTART;TZID=Europe/London:20261008T090000") == CivilDay("2026-10-08"))
    #expect(start("DTSTART:20261308T090000Z") == nil)
    #expect(start("SUMMARY:PEP") == nil)
  }

  @Test func `a cancellation is one by its method or by its state`() {
    #expect(event("SUMMARY:PEP", method: "CANCEL")?.method == .cancel)
    #expect(event("STATUS:CANCELLED")?.events.first?.isCancelled == true)
    #expect(event("SUMMARY:PEP", method: "DECLINECOUNTER")?.method == .declineCounter)
  }

  @Test(arguments: [
    "RRULE:FREQ=WEEKLY;COUNT=9999999", "RDATE:20261009T130000Z",
    "RECURRENCE-ID:20261008T130000Z",
  ])
  func `a series is told as one, and never worked out`(_ line: String) {
    #expect(event("DTSTART:20261008T130000Z", line)?.events.first?.isRecurring == true)
  }

  @Test func `several events and several calendars are all told`() {
    let one = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nEND:VEVENT\nEND:VCALENDAR\n"
    let two = one + one.replacing("UID:a", with: "UID:b")
    #expect(CalendarPart.facts(of: two)?.events.map(\.uid) == ["a", "b"])
  }

  // MARK: Hostile

  @Test func `what is no calendar is one without events`() {
    for text in ["", "BEGIN:VCALENDAR", "BEGIN:VEVENT\nEND:VCALENDAR", "\0\0", "END:VEVENT"] {
      #expect(CalendarPart.facts(of: text)?.events.isEmpty != false)
    }
  }

  @Test func `calendars within calendars are not looked into`() {
    let deep = String(repeating: "BEGIN:VEVENT\n", count: 20_000)
    #expect(CalendarPart.facts(of: "BEGIN:VCALENDAR\n" + deep) == nil)
    let part = "Content-Type: text/calendar\n\nBEGIN:VCALENDAR\n" + deep
    let mail = read(SampleMail.mixed(SampleMail.text, part))
    #expect(mail.facts.attachments.first?.content == .unreadable(.overLimit))
  }

  @Test func `events and words are capped`() {
    let events = String(repeating: "BEGIN:VEVENT\nUID:a\nEND:VEVENT\n", count: 200)
    let facts = CalendarPart.facts(of: "BEGIN:VCALENDAR\n" + events + "END:VCALENDAR")
    #expect(facts?.events.count == Limits.calendarEvents)
    let long = event("UID:" + String(repeating: "u", count: 9_000), "SEQUENCE:99999999999999999999")
    #expect(long?.events.first?.uid.count == Limits.calendarUID)
    let words = event("SUMMARY:" + String(repeating: "w", count: 100_000))
    #expect(words?.events.first?.words.count == Limits.calendarWords)
  }
}
