import PepCore

/// Reads what is to happen in a rehearsed term: a list of
/// `{day: 2026-09-15, child: C1007, event: booked, on: 2026-10-08}`.
package enum ScenarioFile {
  package static func read(file: String) throws(ConfigurationErrors) -> [ScenarioEvent] {
    let findings = Findings()
    guard let root = StrictFile.read(file, .scenario, findings) else { throw findings.thrown }
    let events = root.list("a list of events, each beginning with '- {day:'", orEmpty: true) {
      $0.section(event)
    }
    return try findings.result(events)
  }

  private static func event(_ section: Section) -> ScenarioEvent? {
    let day = section.required("day").flatMap { $0.read(.day) }
    let child = section.required("child", .text, placeholder: "")
    let kind = section.required("event", .choice, placeholder: ScenarioEvent.Kind.booked)
    let missing = section["missing"]?.list("a list of field names", orEmpty: true) {
      $0.read(Reading<FieldName>.choice)
    }
    return day.map {
      ScenarioEvent(
        day: $0, child: child, kind: kind, on: section.optional("on", .day),
        school: section.optional("school", .text), missing: missing ?? [])
    }
  }
}
