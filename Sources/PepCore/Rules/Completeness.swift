/// "The PEP must be fully completed" (paper, "Why do I need to complete a PEP?"): which required
/// answers are missing, by the child's phase and provision and under each answer's own condition.
struct Completeness {
  let requirements: [Requirement]
  let child: Child

  /// Required fields without an acceptable answer among `values`.
  func missing(_ values: [FieldName: FieldValue], hasPartA: Bool) -> [FieldName] {
    var values = values
    // The figure tells what the box beside it was left blank about.
    if values[.premiumAboveAllocation] == nil, child.isAboveAllocation(values[.premiumRequested]) {
      values[.premiumAboveAllocation] = .bool(true)
    }
    return missing(values, hasPartA)
  }

  private func missing(_ values: [FieldName: FieldValue], _ hasPartA: Bool) -> [FieldName] {
    requirements.filter { applies($0, values, hasPartA) && !isAnswered($0.field, values[$0.field]) }
      .map(\.field)
  }

  /// What may be required of the child, whatever else is answered.
  var owed: Set<FieldName> { Set(requirements.filter(concerns).map(\.field)) }

  private func concerns(_ requirement: Requirement) -> Bool {
    // "A child whose provision is not-in-school owes no school field": there is no school to ask.
    requirement.phases.contains(child.phase)
      && !(child.provision == .notInSchool && requirement.field.owner == .designatedTeacher)
  }

  private func applies(
    _ requirement: Requirement, _ values: [FieldName: FieldValue], _ hasPartA: Bool
  ) -> Bool {
    guard concerns(requirement) else { return false }
    switch requirement.condition {
    case .always: return true
    case .withPartA: return hasPartA
    case .answered(let field, let answers):
      guard let value = values[field] else { return false }
      return answers.contains(value.plain)
    }
  }

  /// A list counts from its first usable row ("how it is linked to the child's learning targets").
  private func isAnswered(_ field: FieldName, _ value: FieldValue?) -> Bool {
    guard let value else { return false }
    guard case .rows(let rows) = value else { return true }
    return rows.contains { row in field.neededColumns.allSatisfy { row.cells[$0] != nil } }
  }
}

extension Child {
  /// Whether a figure is above the termly allocation that the roster gives now.
  func isAboveAllocation(_ requested: FieldValue?) -> Bool {
    if case .number(let pounds)? = requested { pounds > termlyAllocation } else { false }
  }
}

extension FieldValue {
  /// The value as a condition names it.
  package var plain: String {
    switch self {
    case .text(let text): text
    case .bool(let yes): yes ? "yes" : "no"
    case .date(let day): day.description
    case .number(let number): number == number.rounded() ? String(Int(number)) : String(number)
    case .rows(let rows): String(rows.count)
    }
  }
}
