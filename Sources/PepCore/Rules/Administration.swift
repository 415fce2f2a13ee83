/// What a person decides by a command: letters about a child stopped or let go on, a message or a query
/// settled, a value corrected, the funding of a PEP released or withheld.
package enum AdministratorRequest: Codable, Hashable, Sendable {
  case hold(child: String, reason: String)
  case resume(child: String)
  /// Message reference.
  case dismiss(review: String)
  /// The person vouches for the sender; the next round reads the message anew.
  case accept(review: String)
  /// The person says which child it is about; the next round reads the message anew.
  case assign(review: String, child: String)
  /// Letters go to an address again from which one came back.
  case clearAddress(String)
  /// `term` is nil for the child's latest PEP.
  case correct(child: String, field: String, value: String, term: String?)
  /// The value stays until a document brings another.
  case clearCorrection(child: String, field: String, term: String?)
  case closeQuery(String)
  /// `term` is nil for the child's latest PEP.
  case funding(child: String, term: String?, isReleased: Bool, reason: String)
}

/// Why a request cannot be done, without personal data.
package enum AdministratorRefusal: Error, Hashable, Sendable {
  case noChild(String)
  case noHold(String)
  case noReview(String)
  /// Too large to be fetched, so there is nothing to read anew.
  case notRead(String)
  case noAddress
  case noField(String)
  case noTerm(String)
  case noPlan(child: String, term: String?)
  case noCorrection(FieldName)
  /// The value is none of the field's kind.
  case noValue(FieldName)
  case noQuery
  case notFinalised(PlanKey)
}

/// What a person's decision changes. It is journalled under the person's name.
package func decide(
  _ request: AdministratorRequest, by person: String, _ register: Register, today: CivilDay,
  policy: Policy
) throws(AdministratorRefusal) -> [RegisterChange] {
  switch request {
  case .hold(let child, let reason):
    guard register.children[child] != nil else { throw .noChild(child) }
    return [.childHeld(child, Hold(by: person, since: today, reason: reason))]
  case .resume(let child):
    guard register.holds[child] != nil else { throw .noHold(child) }
    return [.childResumed(child)]
  case .dismiss(let message):
    guard register.reviews[message] != nil else { throw .noReview(message) }
    return [.reviewClosed(message: message)]
  case .accept(let message):
    var review = try open(message, register)
    review.isAccepted = true
    return [.reviewOpened(message: message, review)]
  case .assign(let message, let child):
    guard register.children[child] != nil else { throw .noChild(child) }
    var review = try open(message, register)
    review.assignedTo = child
    return [.reviewOpened(message: message, review)]
  case .clearAddress(let text):
    guard let address = EmailAddress(text)?.folded, register.undeliverable[address] != nil else {
      throw .noAddress
    }
    return [.addressCleared(address)]
  case .correct(let child, let field, let value, let term):
    let correction = try Correction(child, field, term, register)
    return try correction.changes(value, by: person, on: today, policy)
  case .clearCorrection(let child, let field, let term):
    return try Correction(child, field, term, register).cleared()
  case .closeQuery(let reference):
    guard register.queries[reference] != nil else { throw .noQuery }
    return [.queryClosed(reference: reference)]
  case .funding(let child, let term, let isReleased, let reason):
    let (key, plan) = try latest(child, term, register) { $0.receivedOn != nil }
    // "This funding is released to schools on the understanding that a quality PEP document is submitted
    // and accepted by the Virtual School" (paper, "Why do I need to complete a PEP?").
    if isReleased, plan.finalisedOn == nil { throw .notFinalised(key) }
    let decision = FundingDecision(isReleased: isReleased, by: person, on: today, reason: reason)
    return [.fundingDecided(key, decision)]
  }
}

/// The child's PEP of the term, or the latest.
private func latest(
  _ child: String, _ term: String?, _ register: Register, where counts: (PlanRecord) -> Bool
) throws(AdministratorRefusal) -> (key: PlanKey, value: PlanRecord) {
  let wanted = term.flatMap { SchoolTerm($0) }
  if let term, wanted == nil { throw .noTerm(term) }
  let plans = register.plans.filter { key, plan in
    key.child == child && (wanted == nil || key.term == wanted) && counts(plan)
  }
  guard let plan = plans.max(by: { $0.key < $1.key }) else {
    throw .noPlan(child: child, term: term)
  }
  return plan
}

private func open(
  _ message: String, _ register: Register
) throws(AdministratorRefusal) -> Review {
  guard let review = register.reviews[message] else { throw .noReview(message) }
  guard !message.hasPrefix("L-") else { throw .notRead(message) }
  return review
}

/// One field of one PEP, corrected by hand: "hand-entered beats extracted until cleared".
private struct Correction {
  let key: PlanKey
  let field: FieldName
  let child: Child
  let record: PlanRecord

  init(
    _ id: String, _ name: String, _ term: String?, _ register: Register
  ) throws(AdministratorRefusal) {
    guard let child = register.children[id] else { throw .noChild(id) }
    guard let field = FieldName(rawValue: name) else { throw .noField(name) }
    self.child = child
    self.field = field
    (key, record) = try latest(id, term, register) { _ in true }
  }

  func changes(
    _ text: String, by person: String, on day: CivilDay, _ policy: Policy
  ) throws(AdministratorRefusal) -> [RegisterChange] {
    guard let value = EnteredValue.read(text, for: field, near: day) else { throw .noValue(field) }
    var known = record.fields.mapValues(\.value)
    known[field] = value
    let hasPartA = record.documents.contains { $0.part == .a || $0.part == .both }
    let missing = Completeness(requirements: policy.forms.requirements, child: child)
      .missing(known, hasPartA: hasPartA)
    return [
      .fieldRecorded(
        key, field,
        RecordedValue(
          value: value, origin: .person, document: nil, place: "entered by \(person)",
          message: "", recordedOn: day)),
      .gapsFound(key, missing, on: day),
    ]
  }

  func cleared() throws(AdministratorRefusal) -> [RegisterChange] {
    guard var value = record.fields[field], value.origin == .person else {
      throw .noCorrection(field)
    }
    value.origin = .released
    return [.fieldRecorded(key, field, value)]
  }
}
