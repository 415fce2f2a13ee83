import Foundation
import PepCore

/// The sum of an evaluation, for people and as JSON.
package struct EvaluationReport: Encodable {
  package var cases: Int
  package var casesRight: Int
  package var wrongChild: Int
  package var falseChases: Int
  package var measures: [String: Line]
  package var byFormat: [String: Group]
  package var byTag: [String: Group]
  package var differences: [String: [String]]

  package struct Line: Encodable {
    var right = 0
    var wrong = 0
    var missed = 0
    var `false` = 0
    /// Right of what was given, and right of what was expected.
    var precision: Double { ratio(right, right + wrong + self.false) }
    var recall: Double { ratio(right, right + wrong + missed) }

    private func ratio(_ a: Int, _ b: Int) -> Double { b == 0 ? 1 : Double(a) / Double(b) }

    private enum CodingKeys: String, CodingKey {
      case right, wrong, missed, `false`, precision, recall
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(right, forKey: .right)
      try container.encode(wrong, forKey: .wrong)
      try container.encode(missed, forKey: .missed)
      try container.encode(self.false, forKey: .false)
      try container.encode(precision, forKey: .precision)
      try container.encode(recall, forKey: .recall)
    }

    mutating func add(_ count: Judgement.Count) {
      right += count.right
      wrong += count.wrong
      missed += count.missed
      self.false += count.spurious
    }
  }

  package struct Group: Encodable {
    var cases = 0
    var right = 0
    var fields = Line()
  }

  package init(_ judgements: [Judgement]) {
    cases = judgements.count
    casesRight = judgements.filter(\.differences.isEmpty).count
    wrongChild = judgements.filter(\.isWrongChild).count
    falseChases = judgements.map(\.falseChases).reduce(0, +)
    measures = [:]
    byFormat = [:]
    byTag = [:]
    differences = [:]
    for judgement in judgements {
      for (measure, count) in judgement.measures {
        measures[measure.rawValue, default: Line()].add(count)
      }
      Self.add(judgement, to: &byFormat[judgement.format, default: Group()])
      for tag in judgement.tags { Self.add(judgement, to: &byTag[tag, default: Group()]) }
      if !judgement.differences.isEmpty { differences[judgement.name] = judgement.differences }
    }
  }

  private static func add(_ judgement: Judgement, to group: inout Group) {
    group.cases += 1
    if judgement.differences.isEmpty { group.right += 1 }
    if let fields = judgement.measures[.fields] { group.fields.add(fields) }
  }

  package var text: String {
    var lines: [String] = []
    for (name, all) in differences.sorted(by: { $0.key < $1.key }) {
      lines.append(name)
      lines += all.map { "    " + $0.prefix(240) }
    }
    if !lines.isEmpty { lines.append("") }
    lines.append(Self.row(["measure", "right", "wrong", "missed", "false", "precision", "recall"]))
    for measure in Judgement.Measure.allCases {
      guard let line = measures[measure.rawValue] else { continue }
      lines.append(Self.row([measure.rawValue] + Self.figures(line)))
    }
    lines.append("")
    lines.append(Self.row(["format", "cases", "right", "", "", "fields precision", "recall"]))
    for (name, group) in byFormat.sorted(by: { $0.key < $1.key }) {
      lines.append(Self.row(name, group))
    }
    for (name, group) in byTag.sorted(by: { $0.key < $1.key }) {
      lines.append(Self.row("tag " + name, group))
    }
    lines.append("")
    lines.append(
      "wrong child \(wrongChild), false chases \(falseChases), cases right \(casesRight) of \(cases)"
    )
    return lines.joined(separator: "\n")
  }

  private static func figures(_ line: Line) -> [String] {
    [
      "\(line.right)", "\(line.wrong)", "\(line.missed)", "\(line.false)", percent(line.precision),
      percent(line.recall),
    ]
  }

  private static func row(_ name: String, _ group: Group) -> String {
    row([
      name, "\(group.cases)", "\(group.right)", "", "", percent(group.fields.precision),
      percent(group.fields.recall),
    ])
  }

  private static func percent(_ ratio: Double) -> String {
    "\((ratio * 1000).rounded() / 10)%"
  }

  private static func row(_ cells: [String]) -> String {
    cells.enumerated().map { index, cell in
      let width = index == 0 ? 32 : 10
      return cell + String(repeating: " ", count: max(1, width - cell.count))
    }.joined()
  }
}
