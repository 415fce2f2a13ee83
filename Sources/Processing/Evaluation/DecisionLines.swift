import Foundation
import PepCore

/// `--decisions`: one JSON object a line, in the vocabulary of the labelled sets.
package enum DecisionLines {
  private struct Line: Encodable {
    var `case`: String
    var message: MessageKind
    var outcome: Decision.Outcome
    var reason: ReasonCode?
    var attachments: [Attachment]
    var peps: [Plan]
    var mail: [Letter]
  }

  private struct Attachment: Encodable {
    var file: String
    var kind: AttachmentKind
    var part: FormPart?
    var phase: Phase?
    var child: String?
  }

  private struct Plan: Encodable {
    var child: String
    var term: SchoolTerm
    var fields: NamedFields<FieldValue>
    var missing: [FieldName]
  }

  private struct Letter: Encodable {
    var kind: String
    var to: String
    var child: String?
    var asks: [FieldName]?
  }

  package static func write(_ judgements: [Judgement], to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var bytes = Data()
    for judgement in judgements {
      bytes += try encoder.encode(line(judgement))
      bytes.append(10)
    }
    try bytes.write(to: URL(fileURLWithPath: path))
  }

  private static func line(_ judgement: Judgement) -> Line {
    let decision = judgement.decision
    return Line(
      case: judgement.name, message: decision.message, outcome: decision.outcome,
      reason: decision.reason,
      attachments: decision.attachments.map {
        Attachment(file: $0.name, kind: $0.kind, part: $0.part, phase: $0.phase, child: $0.child)
      },
      peps: decision.plans.map {
        Plan(
          child: $0.plan.child, term: $0.plan.term, fields: NamedFields(values: $0.fields),
          missing: $0.missing)
      },
      mail: judgement.mail.map { Letter(kind: $0.kind, to: $0.to, child: $0.child, asks: $0.asks) })
  }
}
