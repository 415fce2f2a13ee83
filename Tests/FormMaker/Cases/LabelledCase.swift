import Foundation

/// One case of a set: the message and what is expected of it.
struct LabelledCase {
  var name: String
  var message: Message
  var expected: Expected
}

/// `expected.json`, as FORMAT describes it.
struct Expected {
  var summary: String
  var message = "submission"
  var outcome = "registered"
  var reason: String?
  var attachments: [Attachment] = []
  var plans: [Plan] = []
  var mail: [Letter] = []
  var tags: Set<String> = []

  struct Attachment {
    var file: String
    var kind: String
    var part: String?
    var phase: Phase?
    var child: String?
  }

  struct Plan {
    var child: String
    var term: String
    var fields: [Field: Value]
    var missing: [Field]
  }

  struct Letter {
    var kind: String
    var to: String
    var child: String?
    var asks: [Field]?
  }

  func json() throws -> Data {
    var top: [String: Any] = [
      "summary": summary, "message": message, "outcome": outcome, "tags": tags.sorted(),
      "attachments": attachments.map(\.object), "peps": plans.map(\.object),
      "mail": mail.map(\.object),
    ]
    top["reason"] = reason
    return try JSONSerialization.data(
      withJSONObject: top, options: [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes])
  }
}

extension Expected.Attachment {
  fileprivate var object: [String: Any] {
    var object: [String: Any] = ["file": file, "kind": kind]
    object["part"] = part
    // "Part A has no phase."
    object["phase"] = part == "A" ? nil : phase?.rawValue
    object["child"] = child
    return object
  }
}

extension Expected.Plan {
  fileprivate var object: [String: Any] {
    [
      "child": child, "term": term, "missing": missing.map(\.rawValue),
      "fields": Dictionary(uniqueKeysWithValues: fields.map { ($0.key.rawValue, $0.value.object) }),
    ]
  }
}

extension Expected.Letter {
  fileprivate var object: [String: Any] {
    var object: [String: Any] = ["kind": kind, "to": to]
    object["child"] = child
    object["asks"] = asks?.map(\.rawValue)
    return object
  }
}

extension Value {
  fileprivate var object: Any {
    switch self {
    case .text(let text): text
    case .number(let number): number == number.rounded() ? Int(number) as Any : number as Any
    case .flag(let yes): yes
    case .day(let day): day.iso
    case .rows(let rows):
      // A row with nothing left in it is no row.
      rows.filter { !$0.isEmpty }.map { row in
        Dictionary(uniqueKeysWithValues: row.map { ($0.key.rawValue, $0.value.object) })
      }
    }
  }
}

extension Value.Cell {
  fileprivate var object: Any {
    switch self {
    case .text(let text): text
    case .number(let number): number == number.rounded() ? Int(number) as Any : number as Any
    }
  }
}
