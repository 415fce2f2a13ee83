// Promise 8: what tells who somebody is must not reach a log or an error by way of a debugging print,
// an interpolation or `dump`, which looks inside by reflection.

/// Prints as its description and nothing else.
package protocol Reticent: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{}

extension Reticent {
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

extension Child: Reticent {
  package var description: String { "child \(id)" }
}

extension School: Reticent {
  package var description: String { "school \(urn)" }
}

extension StaffMember: Reticent {
  package var description: String { "staff \(id)" }
}

extension Roster: Reticent {
  package var description: String {
    "roster: \(children.count) children, \(schools.count) schools, \(staff.count) staff"
  }
}

extension Register: Reticent {
  package var description: String { "register: \(children.count) children, \(plans.count) PEPs" }
}

extension MessageFacts: Reticent {
  package var description: String { "message with \(attachments.count) attachments" }
}

extension MailAddress: Reticent {
  package var description: String { "address" }
}

extension AttachmentFacts: Reticent {
  package var description: String { "attachment of \(size) bytes" }
}

extension CalendarFacts: Reticent {
  package var description: String { "calendar of \(events.count) events" }
}

extension CalendarEvent: Reticent {
  package var description: String { "calendar event" }
}

extension DocumentFacts: Reticent {
  package var description: String { "\(format.rawValue) of \(blocks.count) blocks" }
}

extension ArrivedMessage: Reticent {
  package var description: String { "message \(reference)" }
}

extension PlanCheck: Reticent {
  package var description: String { "check of \(on), satisfactory: \(isSatisfactory)" }
}

extension PlanQuery: Reticent {
  package var description: String { "\(questions.count) queries about \(plan)" }
}

extension CheckReading: Reticent {
  package var description: String { "check with \(queries.count) queries" }
}

extension LetterDraft: Reticent {
  package var description: String { "\(kind.rawValue) \(reference)" }
}
