import PepCore

/// A case's decision beside what was expected of it.
package struct Judgement: Sendable {
  package var name: String
  package var format: String
  package var tags: [String]
  package var decision: Decision
  /// The letters as `FORMAT` lists them: forwards and chases, with the address of record.
  package var mail: [Expected.Letter]
  package var measures: [Measure: Count] = [:]
  /// One line per difference.
  package var differences: [String] = []
  package var isWrongChild = false
  package var falseChases = 0

  package struct Count: Sendable {
    package var right = 0
    package var wrong = 0
    package var missed = 0
    /// Given where nothing was expected.
    package var spurious = 0

    package init() {}
  }

  package enum Measure: String, CaseIterable, Sendable {
    case message, outcome, reason, attachments, plans, fields, missing, mail
  }
}

extension Judgement {
  mutating func compare(with expected: Expected) {
    tally(.message, decision.message.rawValue, expected.message.rawValue)
    tally(.outcome, decision.outcome.rawValue, expected.outcome.rawValue)
    tally(.reason, decision.reason?.rawValue, expected.reason?.rawValue)
    if !differences.isEmpty { differences += decision.reasons.map { "because: \($0)" } }
    compareAttachments(expected)
    comparePlans(expected)
    compareMail(expected)
  }

  private mutating func tally(
    _ measure: Measure, _ got: String?, _ wanted: String?, _ label: String = ""
  ) {
    switch (got, wanted) {
    case (nil, nil): return
    case (let got?, let wanted?) where got == wanted: measures[measure, default: Count()].right += 1
    case (_?, _?): measures[measure, default: Count()].wrong += 1
    case (nil, _?): measures[measure, default: Count()].missed += 1
    case (_?, nil): measures[measure, default: Count()].spurious += 1
    }
    if got != wanted {
      differences.append(
        "\(measure.rawValue)\(label): \(got ?? "nothing") instead of \(wanted ?? "nothing")")
    }
  }

  private mutating func compareAttachments(_ expected: Expected) {
    func words(_ a: Expected.Attachment) -> String {
      [a.kind.rawValue, a.part?.rawValue, a.phase?.rawValue, a.child].compactMap { $0 }.joined(
        separator: " ")
    }
    let got = decision.attachments.map {
      Expected.Attachment(
        file: $0.name, kind: $0.kind, part: $0.part, phase: $0.phase, child: $0.child)
    }
    for index in 0..<max(got.count, expected.attachments.count) {
      let mine = index < got.count ? got[index] : nil
      let wanted = index < expected.attachments.count ? expected.attachments[index] : nil
      if mine?.file != wanted?.file {
        differences.append("attachment \(index + 1): another name than expected")
      }
      tally(.attachments, mine.map(words), wanted.map(words), " \(index + 1)")
      if let child = mine?.child, child != wanted?.child { isWrongChild = true }
    }
  }

  private mutating func comparePlans(_ expected: Expected) {
    for wanted in expected.peps {
      let key = PlanKey(child: wanted.child, term: wanted.term)
      let plan = decision.plans.first { $0.plan == key }
      tally(.plans, plan.map { $0.plan.description }, key.description)
      for field in FieldName.allCases {
        let got = plan?.fields[field]
        let want = wanted.fields[field]
        guard got != nil || want != nil else { continue }
        let same = got.map(\.comparable) == want.map(\.comparable)
        tally(
          .fields, got.map { same ? "=" : $0.comparable }, want.map { same ? "=" : $0.comparable },
          " \(field.rawValue)")
      }
      for field in Set((plan?.missing ?? []) + wanted.missing).sorted(by: {
        $0.rawValue < $1.rawValue
      }) {
        tally(
          .missing, plan?.missing.contains(field) == true ? field.rawValue : nil,
          wanted.missing.contains(field) ? field.rawValue : nil)
      }
    }
    for plan in decision.plans
    where !expected.peps.contains(where: {
      $0.child == plan.plan.child && $0.term == plan.plan.term
    }) {
      tally(.plans, plan.plan.description, nil)
      if !expected.peps.contains(where: { $0.child == plan.plan.child }) { isWrongChild = true }
    }
  }

  private mutating func compareMail(_ expected: Expected) {
    func key(_ letter: Expected.Letter) -> String {
      ([letter.kind, letter.to, letter.child ?? ""] + (letter.asks ?? []).map(\.rawValue).sorted())
        .joined(separator: " ")
    }
    let got = Set(mail.map(key))
    let wanted = Set(expected.mail.map(key))
    for letter in got.union(wanted).sorted() {
      tally(.mail, got.contains(letter) ? letter : nil, wanted.contains(letter) ? letter : nil)
    }
    let wantedAsks = Set(
      expected.mail.filter { $0.kind == "chase" }.flatMap { letter in
        (letter.asks ?? []).map { "\(letter.child ?? "") \(letter.to) \($0.rawValue)" }
      })
    falseChases =
      mail.filter { letter in
        letter.kind == "chase"
          && (letter.asks ?? []).contains {
            !wantedAsks.contains("\(letter.child ?? "") \(letter.to) \($0.rawValue)")
          }
      }.count
  }
}

extension FieldValue {
  /// "Text is compared after folding white space and case."
  fileprivate var comparable: String {
    switch self {
    case .text(let text): return Self.fold(text)
    case .rows(let rows):
      return rows.map { row in
        FieldKind.Column.allCases.map { column in
          switch row.cells[column] {
          case .text(let text): "\(column.rawValue)=\(Self.fold(text))"
          case .number(let number): "\(column.rawValue)=\(number)"
          case nil: ""
          }
        }.joined(separator: ";")
      }.joined(separator: " / ")
    default: return plain
    }
  }

  private static func fold(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
