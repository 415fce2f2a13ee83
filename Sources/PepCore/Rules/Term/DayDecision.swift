/// Everything that a day leads to. Nothing in it has been done yet.
package struct DayDecision: Codable, Hashable, Sendable {
  package var changes: [RegisterChange] = []
  package var letters: [LetterDraft] = []
  /// One sentence each, without personal data.
  package var reasons: [String] = []

  package init() {}
}

/// A day began in the authority's time zone.
package struct DayStart: Sendable {
  package var day: CivilDay
  /// Unguessable text made from a letter's occasion; the same for the same occasion, so that deciding
  /// twice gives the same letters.
  package var reference: @Sendable (String) -> String

  package init(_ day: CivilDay, reference: @escaping @Sendable (String) -> String) {
    self.day = day
    self.reference = reference
  }
}

extension OfficeCalendar.Gap {
  /// For the log: what is not computed, and what to do.
  var words: String {
    switch self {
    case .noBankHolidays:
      "no due date is computed, because no bank holidays are loaded (calendars.bank_holidays)"
    case .noTermDates:
      "no reminder is sent to schools, because no term dates are loaded (calendars.terms)"
    case .beyond(let day):
      "nothing is computed for \(day), because the loaded calendars end before it or begin after it"
    }
  }
}

extension Dictionary where Key == String, Value == Set<Recipient> {
  /// Addressees by child.
  init(_ letters: [LetterDraft]) {
    self = [:]
    for letter in letters {
      if let child = letter.plan?.child { self[child, default: []].insert(letter.to) }
    }
  }
}
