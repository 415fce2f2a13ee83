import Foundation
import PepConfig
import PepCore

/// The settings of one authority, read and ready for use: what a reload replaces as a whole.
package struct Office: Sendable {
  package let settings: Settings
  package let policy: Policy
  package let calendar: OfficeCalendar
  package let letters: LetterRoom

  package init(settings: Settings) throws {
    self.settings = settings
    policy = settings.policy(forms: try FormFiles.read(folder: settings.formsFolder))
    calendar = OfficeCalendar(
      holidays: try settings.calendars.bankHolidays.map {
        try CalendarFiles.bankHolidays(file: $0)
      },
      terms: try settings.calendars.terms.map { try CalendarFiles.termDates(file: $0) })
    letters = try LetterRoom(settings)
  }

  /// Microsoft 365 takes 30 messages a minute from a mailbox and refuses what is above.
  var pacePerMinute: Int {
    let usual = settings.letters.pacePerMinute
    return settings.smtpLogin?.asksForTokens == true ? min(usual, 30) : usual
  }

  /// Letters wait for a person's release.
  package var holdsLetters: Bool { settings.sending == .hold }
}
