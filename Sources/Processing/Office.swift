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
    try self.init(settings: settings, forms: try FormFiles.read(folder: settings.formsFolder))
  }

  init(settings: Settings, forms: FormCatalogue) throws {
    self.settings = settings
    policy = settings.policy(forms: forms)
    calendar = OfficeCalendar(
      holidays: try settings.calendars.bankHolidays.map {
        try CalendarFiles.bankHolidays(file: $0)
      },
      terms: try settings.calendars.terms.map { try CalendarFiles.termDates(file: $0) },
      elsewhere: try settings.calendars.elsewhere.map { try Self.county($0, settings.calendars) })
    letters = try LetterRoom(settings)
  }

  private static func county(
    _ county: Settings.Calendars.County, _ calendars: Settings.Calendars
  ) throws -> CountyCalendar {
    CountyCalendar(
      name: county.name, schools: Set(county.schools), domains: county.domains,
      terms: try CalendarFiles.termDates(file: county.terms),
      holidays: try calendars.bankHolidays.map {
        try CalendarFiles.bankHolidays(file: $0, of: county.division)
      })
  }

  /// Microsoft 365 takes 30 messages a minute from a mailbox and refuses what is above.
  var pacePerMinute: Int {
    let usual = settings.letters.pacePerMinute
    return settings.smtpLogin?.asksForTokens == true ? min(usual, 30) : usual
  }

  /// Letters wait for a person's release.
  package var holdsLetters: Bool { settings.sending == .hold }
}
