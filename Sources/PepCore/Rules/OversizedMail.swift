/// A message over the size limit is not fetched: a person is told instead, so that "it was too big"
/// never means "it was never noticed".
package enum OversizedMail {
  package static func decide(
    _ message: ArrivedMessage, _ register: Register, today: CivilDay, policy: Policy
  ) -> Decision {
    Mail(message, register, calendar: OfficeCalendar(), today: today, policy: policy).review(
      .unreadable, "larger than the size limit", kind: .submission)
  }
}
