/// The days of schools outside the county: other terms, and in Scotland or Northern Ireland other bank
/// holidays ("about a third of new placements are outside the authority").
package struct CountyCalendar: Hashable, Sendable {
  package var name: String
  /// URNs.
  package var schools: Set<String>
  /// Mail domains of its schools, or what they end in.
  package var domains: [String]
  package var terms: TermDates
  /// nil where they are those of England and Wales.
  package var holidays: BankHolidays?

  package init(
    name: String, schools: Set<String> = [], domains: [String] = [], terms: TermDates,
    holidays: BankHolidays? = nil
  ) {
    self.name = name
    self.schools = schools
    self.domains = domains
    self.terms = terms
    self.holidays = holidays
  }

  func keeps(_ school: School) -> Bool {
    schools.contains(school.urn)
      || school.domains.contains { domain in
        domains.contains { domain == $0 || domain.hasSuffix("." + $0) }
      }
  }
}

extension OfficeCalendar {
  /// The calendar by which a school is open. What is due by law is counted by the office's own.
  func ofSchool(_ school: School?) -> OfficeCalendar {
    guard let school, let county = elsewhere.first(where: { $0.keeps(school) }) else { return self }
    return OfficeCalendar(holidays: county.holidays ?? holidays, terms: county.terms)
  }
}

extension TermDay {
  func calendar(ofSchool urn: String?) -> OfficeCalendar {
    if calendar.elsewhere.isEmpty { return calendar }
    return calendar.ofSchool(urn.flatMap { register.schools[$0] })
  }
}
