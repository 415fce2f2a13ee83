import ArgumentParser
import Foundation
import PepConfig
import PepCore
import PepStore
import Processing

struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "What the register holds of a child, or of all children.",
    discussion: "Each value with the place it was read from. Without a child: one line per PEP.")

  @OptionGroup var common: Common

  @Argument(help: "The care ID, e.g. C1007.")
  var child: String?

  func run() async throws {
    try await withWords {
      let snapshot = try StoreSnapshot(folder: try common.settings().stateFolder)
      guard let child else {
        print(common.json ? JSONText.of(snapshot.register) : Self.table(snapshot.register))
        return
      }
      guard let found = snapshot.register.children[child] else {
        throw Trouble(1, "There is no child '\(child)' on the roster.")
      }
      let plans = snapshot.register.plans.filter { $0.key.child == child }
      if common.json {
        let byTerm = plans.map { ($0.key.term.description, $0.value) }
        print(JSONText.of(Dictionary(byTerm, uniquingKeysWith: { $1 })))
      } else {
        print(Self.page(found, plans, snapshot.register))
      }
    }
  }

  private static func table(_ register: Register) -> String {
    let head = [
      "PEP".padded(to: 24), "received".padded(to: 12), "meeting".padded(to: 12),
      "attendance".padded(to: 12), "missing",
    ].joined()
    let rows = register.plans.sorted { $0.key < $1.key }.map { key, plan in
      func value(_ field: FieldName) -> String { plan.fields[field]?.value.plain ?? "-" }
      return [
        key.description.padded(to: 24), (plan.receivedOn?.description ?? "-").padded(to: 12),
        value(.meetingDate).padded(to: 12), value(.attendancePercentage).padded(to: 12),
        plan.missing.isEmpty ? "nothing" : plan.missing.map(\.rawValue).joined(separator: ", "),
      ].joined()
    }
    return ([head] + rows).joined(separator: "\n")
  }

  private static func page(
    _ child: Child, _ plans: [PlanKey: PlanRecord], _ register: Register
  ) -> String {
    let school = child.schoolURN.flatMap { register.schools[$0]?.name } ?? "none"
    var lines = ["\(child.id)  \(child.initials)  year \(child.yearGroup)  school: \(school)"]
    for (key, plan) in plans.sorted(by: { $0.key < $1.key }) {
      lines.append("\n\(key.term)  received \(plan.receivedOn?.inWords ?? "-")")
      for field in FieldName.allCases {
        guard let recorded = plan.fields[field] else { continue }
        lines.append("  \(field.rawValue.padded(to: 36))\(shown(recorded.value))")
        lines.append("      \(recorded.place); \(recorded.message)")
      }
      lines.append(
        "  missing: "
          + (plan.missing.isEmpty
            ? "nothing" : plan.missing.map(\.rawValue).joined(separator: ", ")))
      lines += standing(plan, register.queries.values.filter { $0.plan == key })
      for document in plan.documents {
        lines.append("  filed: \(document.fileName)  \(document.digest.prefix(12))")
      }
    }
    return lines.joined(separator: "\n")
  }

  /// What became of it after it came: check, queries, request, circulation, funding.
  private static func standing(_ plan: PlanRecord, _ queries: [PlanQuery]) -> [String] {
    var lines: [String] = []
    if let check = plan.check {
      lines.append(
        "  checked: \(check.on) by \(check.by), \(check.isSatisfactory ? "" : "not ")satisfactory"
          + (plan.hasUncheckedForm ? "; a form has come since" : ""))
      lines += check.summary.map { "      \($0)" }
    }
    for question in queries.flatMap(\.questions) { lines.append("  query: \(question)") }
    if let request = plan.request {
      lines.append("  above the allocation: \(request.status.rawValue)")
    }
    if let day = plan.finalisedOn { lines.append("  finalised: \(day)") }
    if plan.fundingStatus != .notYet { lines.append("  funding: \(plan.fundingStatus.rawValue)") }
    return lines
  }

  private static func shown(_ value: FieldValue) -> String {
    guard case .rows(let rows) = value else { return value.plain }
    return rows.map { row in
      FieldKind.Column.allCases.compactMap { column in
        switch row.cells[column] {
        case .text(let text): "\(column.rawValue): \(text)"
        case .number(let number): "\(column.rawValue): \(number)"
        case nil: nil
        }
      }.joined(separator: "; ")
    }.joined(separator: "\n" + "".padded(to: 38))
  }
}
