/// What the term's clock can ask for: one rule of `Rules/Term/` each.
package enum ReminderKind: String, Codable, CaseIterable, Sendable {
  case firstPlan, notBooked, notSubmitted, incomplete, unchecked, query, uncirculated, unshared,
    schoolMove, stalled
}

/// A reminder that was sent and is not yet done with.
package struct Reminder: Codable, Hashable, Sendable {
  /// 1 for the first letter; 0 where there was nobody of record to write to.
  package var round: Int
  package var lastOn: CivilDay
  /// Of the first letter; those of the later ones begin with it, so that an answer to any is known.
  package var reference: String
  /// The rounds are over, or there is nobody to write to: a person sees to it.
  package var isWithPerson: Bool

  package init(round: Int, lastOn: CivilDay, reference: String, isWithPerson: Bool = false) {
    self.round = round
    self.lastOn = lastOn
    self.reference = reference
    self.isWithPerson = isWithPerson
  }
}
