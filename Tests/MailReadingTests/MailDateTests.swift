import PepCore
import Testing

@testable import MailReading

struct MailDateTests {
  @Test(arguments: [
    ("Mon, 5 Oct 2026 10:00:00 +0100", 60), ("5 Oct 2026 10:00:00 +0100", 60),
    ("Mon, 05 Oct 26 09:00 GMT", 0), ("Mon, 5 Oct 2026 10:00:00 BST", 60),
    ("Mon,5 Oct 2026 10:00:00 +0100 (GMT Daylight Time)", 60),
    ("Monday, 5-October-2026 10:00:00 +01:00", 60), ("Mon Oct  5 09:00:00 2026", 0),
    ("Mon (a ; (nested)) , 5 Oct 2026 04:00:00 -0500", -300), ("Oct 5, 2026 9:00:00 UTC", 0),
    ("Mon, 5 Oct 2026 09:00:00 WHAT", 0), ("Mon, 5 Oct 2026 09:00:00", 0),
  ])
  func `a date is read as mail programs write it`(text: String, offset: Int) {
    #expect(MailDate.read(text) == MessageDate(seconds: 1_791_190_800, offsetMinutes: offset))
  }

  @Test(arguments: [
    "", "yesterday", "Mon, 31 Jun 2026 10:00:00 +0100", "Mon, 5 Oct 2026 25:00:00 +0100",
    "Mon, 5 Oct 2026", "10:00:00", "5 Oct 99999999999999999999 10:00:00 +0100", "Oct Oct 10:00",
  ])
  func `what is no date is none`(text: String) {
    #expect(MailDate.read(text) == nil)
  }
}
