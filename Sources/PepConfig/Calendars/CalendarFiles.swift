import PepCore

/// Reads the calendars, `config/calendars/`.
package enum CalendarFiles {
  /// The parts of the United Kingdom by which gov.uk lists bank holidays.
  package enum Division: String, CaseIterable, Hashable, Sendable {
    case englandAndWales = "england-and-wales"
    case scotland
    case northernIreland = "northern-ireland"
  }

  /// gov.uk's `bank-holidays.json` as it is published, of which one division counts. A copy
  /// that was made by hand may end within a year; it then says `"known-through": "2028-01-31"`.
  package static func bankHolidays(
    file: String, of part: Division = .englandAndWales
  ) throws(ConfigurationErrors) -> BankHolidays {
    let findings = Findings()
    guard let root = StrictFile.read(file, .calendar, findings) else { throw findings.thrown }
    let (days, through) = root.section { top in
      top.allowOtherKeys()
      let division = top.required(part.rawValue)
      return (division.map(events) ?? [], top.optional("known-through", .day))
    }
    _ = try findings.result(())
    guard let holidays = BankHolidays(days: Set(days), knownThrough: through) else {
      findings.add(
        .wrongType(
          part.rawValue,
          expected: "the holidays of whole years (eight or more "
            + "in each), without a year left out"), at: root.place)
      throw findings.thrown
    }
    return holidays
  }

  /// Others write this file and may add to it, so keys that we do not know are let be.
  private static func events(_ division: StrictValue) -> [CivilDay] {
    division.section { section in
      section.allowOtherKeys()
      let events = section.required("events")
      return events?.list("a list of holidays") { event in
        event.section { event in
          event.allowOtherKeys()
          return event.required("date").flatMap { $0.read(.day) }
        }
      } ?? []
    }
  }

  /// `terms.yaml`: `terms:`, a list of `{name, first, last}`, and `closed:`, a list of days.
  package static func termDates(file: String) throws(ConfigurationErrors) -> TermDates {
    let findings = Findings()
    guard let root = StrictFile.read(file, .calendar, findings) else { throw findings.thrown }
    let (terms, closed) = root.section { top in
      let terms = top.required("terms")?.list("a list of terms, each beginning with '- name:'") {
        $0.section(term)
      }
      let closed = top["closed"]?.list("a list of days, such as [2026-10-19]", orEmpty: true) {
        $0.read(.day)
      }
      return (terms ?? [], closed ?? [])
    }
    _ = try findings.result(())
    guard let dates = TermDates(terms: terms, closed: Set(closed)) else {
      findings.add(.wrongType("terms", expected: "terms that do not overlap"), at: root.place)
      throw findings.thrown
    }
    return dates
  }

  private static func term(_ section: Section) -> TermDates.Term? {
    let name = section.required("name", .text, placeholder: "")
    let first = section.required("first").flatMap { $0.read(.day) }
    let last = section.required("last")
    guard let first, let last, let lastDay = last.read(.day) else { return nil }
    let term = TermDates.Term(name: name, first: first, last: lastDay)
    if term == nil {
      section.findings.add(
        .wrongType(last.name, expected: "a day on or after '\(section.fullName("first"))'"),
        at: last.place)
    }
    return term
  }
}
