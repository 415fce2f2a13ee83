/// A request for Pupil Premium above the child's termly allocation: "Checks are also made on the detail
/// of spend for Pupil Premium requests above the termly allocation, shared with the Virtual Head" (paper,
/// "What happens once a PEP is submitted?"). What becomes of it, people decide.
package struct FundingRequest: Codable, Hashable, Sendable {
  package enum Status: String, Codable, CaseIterable, Sendable {
    /// The detailed summary of the planned use is missing.
    case awaitingSummary
    /// Complete, and before the Advisory Teacher.
    case withAdvisoryTeacher
    /// Checked, and sent to the Virtual Head.
    case shared
    /// The outcome letter is on file.
    case answered
    /// A later form no longer asks for more than the allocation.
    case withdrawn
  }

  /// Pounds; nil where the form says that it is above the allocation and gives no figure.
  package var amount: Double?
  /// Pounds a term, on the day on which the form came.
  package var allocation: Double
  package var since: CivilDay
  package var status: Status
  package var sharedOn: CivilDay?
  /// SHA-256 of the outcome letter.
  package var outcome: String?
  package var outcomeOn: CivilDay?

  package init(amount: Double?, allocation: Double, since: CivilDay, status: Status) {
    self.amount = amount
    self.allocation = allocation
    self.since = since
    self.status = status
  }
}

/// A person's decision on a PEP's funding: "This funding is released to schools on the understanding
/// that a quality PEP document is submitted and accepted by the Virtual School"; it "may be withheld".
package struct FundingDecision: Codable, Hashable, Sendable {
  package var isReleased: Bool
  package var by: String
  package var on: CivilDay
  package var reason: String

  package init(isReleased: Bool, by: String, on: CivilDay, reason: String) {
    self.isReleased = isReleased
    self.by = by
    self.on = on
    self.reason = reason
  }
}

package enum FundingStatus: String, Codable, CaseIterable, Sendable {
  /// Not finalised.
  case notYet
  /// For a person to release.
  case releasable
  case released, withheld
}

extension PlanRecord {
  package var fundingStatus: FundingStatus {
    if let funding { return funding.isReleased ? .released : .withheld }
    return finalisedOn == nil ? .notYet : .releasable
  }
}
