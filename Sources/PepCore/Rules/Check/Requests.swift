/// "If funding above the termly allocation has been requested, the AT ensures that a detailed summary of
/// the planned use of this funding is provided and shares the request with the Virtual Head" (paper, "What
/// happens once a PEP is submitted?").
///
/// Recognised from the figure against the child's termly allocation on the day on which the form came. A
/// missing summary is a gap like others (`Completeness`); complete, the request is put before the Advisory
/// Teacher, with the form or by a letter of its own. Nothing here decides about it.
enum Requests {
  static func step(_ standing: inout Standing, reference: (String) -> String) -> NextStep? {
    let before = standing.plan.request
    guard let request = request(standing), request != before else { return nil }
    standing.plan.request = request
    let reason = "\(standing.child.id): request above the allocation, \(request.status.rawValue)"
    var letter: LetterDraft?
    if request.status == .withAdvisoryTeacher, !standing.isForwarded, standing.mayWrite,
      let teacher = standing.child.advisoryTeacherID, standing.day.register.staff[teacher] != nil
    {
      letter = LetterDraft(
        kind: .request, to: .staff(teacher), reference: reference("r"), plan: standing.key,
        facts: standing.facts.merging(request.facts) { $1 })
    }
    return NextStep(
      change: .requestRecorded(standing.key, request), letter: letter, reason: reason)
  }

  /// The request as the PEP's answers now have it; nil where there is none.
  private static func request(_ standing: Standing) -> FundingRequest? {
    let fields = standing.plan.fields
    let before = standing.plan.request
    if before?.status == .answered { return before }
    var amount: Double?
    if case .number(let pounds)? = fields[.premiumRequested]?.value { amount = pounds }
    let allocation =
      before?.status == .withdrawn
      ? standing.child.termlyAllocation : before?.allocation ?? standing.child.termlyAllocation
    let says = fields[.premiumAboveAllocation]?.value == .bool(true)
    guard amount.map({ $0 > allocation }) ?? says else {
      var withdrawn = before
      withdrawn?.status = .withdrawn
      return withdrawn
    }
    if before?.status == .shared, before?.amount == amount { return before }
    let isComplete = fields[.premiumAboveAllocationDetail] != nil
    return FundingRequest(
      amount: amount, allocation: allocation, since: before?.since ?? standing.day.today,
      status: isComplete ? .withAdvisoryTeacher : .awaitingSummary)
  }
}

extension FundingRequest {
  /// Neither with the Virtual Head nor done with.
  var isOpen: Bool { [.awaitingSummary, .withAdvisoryTeacher].contains(status) }

  var facts: [String: LetterFact] {
    [
      "amount": .text(amount.map(Self.pounds) ?? ""), "allocation": .text(Self.pounds(allocation)),
    ]
  }

  /// "1,250", "1,250.50".
  private static func pounds(_ amount: Double) -> String {
    let pence = Int((amount * 100).rounded())
    let (thousands, hundreds) = (pence / 100).quotientAndRemainder(dividingBy: 1000)
    let rest = pence % 100
    let whole =
      thousands == 0
      ? "\(hundreds)" : "\(thousands)," + String("00\(hundreds)".suffix(3))
    return whole + (rest == 0 ? "" : rest < 10 ? ".0\(rest)" : ".\(rest)")
  }
}
