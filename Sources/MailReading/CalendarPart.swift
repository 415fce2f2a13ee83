import CICal
internal import PepCore

/// Reads a text/calendar part with libical.
///
/// Time zones of the part are not worked out: theirs are recurrence rules, and a rule of a stranger's
/// making can run for ever. A time in UTC is brought to ours; any other is the sender's clock, which for
/// a meeting in school hours shows our day wherever in Europe it hangs.
enum CalendarPart {
  /// nil where it is larger than any invitation.
  static func facts(of text: String) -> CalendarFacts? {
    // libical keeps a stack and frees in recursion, one level for each component within another.
    let begun = text.uppercased().split(separator: "BEGIN:").count
    guard begun <= Limits.calendarComponents else { return nil }
    // It would abort on what it cannot read.
    icalerror_set_errors_are_fatal(0)
    guard let root = icalparser_parse_string(text.replacing("\0", with: "")) else {
      return CalendarFacts()
    }
    defer { icalcomponent_free(root) }
    var facts = CalendarFacts()
    for calendar in calendars(root) {
      facts.method = facts.method ?? method(of: calendar)
      for event in components(calendar, ICAL_VEVENT_COMPONENT)
      where facts.events.count < Limits.calendarEvents {
        facts.events.append(self.event(event))
      }
    }
    return facts
  }

  /// libical puts several calendars of one text into a root of its own.
  private static func calendars(_ root: OpaquePointer) -> [OpaquePointer] {
    icalcomponent_isa(root) == ICAL_VCALENDAR_COMPONENT
      ? [root] : components(root, ICAL_VCALENDAR_COMPONENT)
  }

  private static func components(
    _ outer: OpaquePointer, _ kind: icalcomponent_kind
  ) -> [OpaquePointer] {
    var found: [OpaquePointer] = []
    var next = icalcomponent_get_first_component(outer, kind)
    while let component = next {
      found.append(component)
      next = icalcomponent_get_next_component(outer, kind)
    }
    return found
  }

  private static func method(of calendar: OpaquePointer) -> CalendarFacts.Method? {
    text(calendar, ICAL_METHOD_PROPERTY).flatMap { .init(rawValue: $0.lowercased()) }
  }

  private static func event(_ event: OpaquePointer) -> CalendarEvent {
    let words = [ICAL_SUMMARY_PROPERTY, ICAL_DESCRIPTION_PROPERTY, ICAL_LOCATION_PROPERTY]
      .compactMap { text(event, $0) }.joined(separator: "\n")
    let series = [ICAL_RRULE_PROPERTY, ICAL_RDATE_PROPERTY, ICAL_RECURRENCEID_PROPERTY]
    return CalendarEvent(
      uid: String((text(event, ICAL_UID_PROPERTY) ?? "").prefix(Limits.calendarUID)),
      sequence: text(event, ICAL_SEQUENCE_PROPERTY).flatMap { Int($0) } ?? 0,
      start: start(of: event),
      isRecurring: series.contains { icalcomponent_get_first_property(event, $0) != nil },
      isCancelled: text(event, ICAL_STATUS_PROPERTY)?.uppercased() == "CANCELLED",
      words: String(words.prefix(Limits.calendarWords)))
  }

  private static func start(of event: OpaquePointer) -> CivilDay? {
    guard let property = icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY) else {
      return nil
    }
    let time = icalproperty_get_dtstart(property)
    guard let day = CivilDay(year: Int(time.year), month: Int(time.month), day: Int(time.day))
    else { return nil }
    let zone = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER)
      .flatMap { icalparameter_get_tzid($0) }.map { String(cString: $0).uppercased() }
    let isUTC = icaltime_is_utc(time) != 0 || ["UTC", "ETC/UTC"].contains(zone)
    guard time.is_date == 0, isUTC else { return day }
    let second = Int64(time.hour) * 3_600 + Int64(time.minute) * 60 + Int64(time.second)
    return LocalDay.of(seconds: Int64(day.number) * 86_400 + second)
  }

  /// The value with its escapes (`\n`, `\,`) undone.
  private static func text(_ component: OpaquePointer, _ kind: icalproperty_kind) -> String? {
    guard let property = icalcomponent_get_first_property(component, kind),
      let value = icalproperty_get_value(property)
    else { return nil }
    if let text = icalvalue_get_text(value), icalvalue_isa(value) == ICAL_TEXT_VALUE {
      return String(cString: text)
    }
    guard let plain = icalvalue_as_ical_string_r(value) else { return nil }
    defer { icalmemory_free_buffer(plain) }
    return String(cString: plain)
  }
}
