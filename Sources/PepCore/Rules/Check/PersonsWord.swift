/// What a person says about a PEP, as the change that it makes of the register: that its funding is
/// released or withheld, or that a query is settled.
package enum PersonsWord: Codable, Hashable, Sendable {
  /// Of the term, or of the child's latest PEP.
  case funding(child: String, term: SchoolTerm?, isReleased: Bool, reason: String)
  case queryClosed(reference: String)

  package enum Problem: Error, Hashable, Sendable {
    case noPlan
    /// "This funding is released to schools on the understanding that a quality PEP document is submitted
    /// and accepted by the Virtual School" (paper, "Why do I need to complete a PEP?").
    case notFinalised(PlanKey)
    case noQuery
  }

  /// - Parameter person: who says so, as the journal names them.
  package func changes(
    _ register: Register, by person: String, on day: CivilDay
  ) throws(Problem) -> [RegisterChange] {
    switch self {
    case .funding(let child, let term, let isReleased, let reason):
      let plans = register.plans.filter { key, plan in
        key.child == child && plan.receivedOn != nil && term.map { key.term == $0 } ?? true
      }
      guard let (key, plan) = plans.max(by: { $0.key < $1.key }) else { throw .noPlan }
      if isReleased, plan.finalisedOn == nil { throw .notFinalised(key) }
      let decision = FundingDecision(isReleased: isReleased, by: person, on: day, reason: reason)
      return [.fundingDecided(key, decision)]
    case .queryClosed(let reference):
      guard register.queries[reference] != nil else { throw .noQuery }
      return [.queryClosed(reference: reference)]
    }
  }

  /// For the history, without personal data.
  package var what: String {
    switch self {
    case .funding(let child, _, let isReleased, _):
      "funding \(isReleased ? "release" : "withhold") \(child)"
    case .queryClosed(let reference): "query close \(reference)"
    }
  }
}
