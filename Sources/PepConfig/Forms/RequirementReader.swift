import PepCore

extension FormFiles {
  /// `requirements.yaml`.
  static func requirements(_ root: StrictValue) -> [Requirement] {
    root.list("a list of requirements, each beginning with '- field:'") { item in
      item.section { section in
        let field = section.required("field").flatMap { $0.read(.field) }
        let phases = section.required("phases")?
          .list("a list of phases, such as [ks1-4]") { $0.read(Reading<Phase>.choice) }
        let condition = section["when"].map(condition) ?? .always
        guard let field, let phases, let condition else { return nil }
        return Requirement(field: field, phases: Set(phases), condition: condition)
      }
    }
  }

  /// `part A`, or one field with the answers that make the other one required.
  private static func condition(_ value: StrictValue) -> Requirement.Condition? {
    if value.text != nil {
      return value.read(Reading(oneOf: [("part A", Requirement.Condition.withPartA)]))
    }
    return value.section { section in
      guard section.count == 1 else {
        let expected = "'part A' or one field with its answers, such as {sen.status: [ehcp]}"
        value.findings.add(.wrongType(value.name, expected: expected), at: value.place)
        section.allowOtherKeys()
        return nil
      }
      return section.entries(keyedBy: .field).first.map { field, answers in
        let texts = answers.list("a list of answers, such as [\"yes\"]") {
          $0.read(answer(to: field))
        }
        return .answered(field, is: texts)
      }
    }
  }

  /// An answer that can never be given would make a requirement that never applies.
  private static func answer(to field: FieldName) -> Reading<String> {
    switch field.kind {
    case .yesNo: Reading(oneOf: [("yes", "yes"), ("no", "no")])
    case .senStatus: Reading(oneOf: SENStatus.allCases.map { ($0.rawValue, $0.rawValue) })
    default: .text
    }
  }
}
