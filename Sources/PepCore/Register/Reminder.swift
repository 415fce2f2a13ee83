/// What the term's clock can ask for: one rule of `Rules/Term/` each.
package enum ReminderKind: String, Codable, CaseIterable, Sendable {
  case firstPlan, notBooked, notSubmitted, incomplete, unchecked, schoolMove
}

/// A reminder that was sent and is not yet done with.
package struct Reminder: Codable, Hashable, Sendable {
  /// 1 for the first letter; 0 where there was nobody of record to write to.
  package var round: Int
  package var lastOn: CivilDay
  /// The rounds are over, or there is nobody to write to: a person sees to it.
  package var isWithPerson: Bool

  package init(round: Int, lastOn: CivilDay, isWithPerson: Bool = false) {
    self.round = round
    self.lastOn = lastOn
    self.isWithPerson = isWithPerson
  }
}

/// The Advisory Teacher's check of a PEP, as the check document gives it.
package struct PlanCheck: Codable, Hashable, Sendable {
  package var on: CivilDay
  /// Staff ID of who checked.
  package var by: String
  /// Whether the document says that the PEP is complete to the Advisory Teacher's satisfaction.
  package var isSatisfactory: Bool
  package var message: String

  package init(on: CivilDay, by: String, isSatisfactory: Bool, message: String) {
    self.on = on
    self.by = by
    self.isSatisfactory = isSatisfactory
    self.message = message
  }
}
