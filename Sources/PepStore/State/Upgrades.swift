import FoundationEssentials
import PepCore

/// Brings what an older program wrote up to today's shape. Nothing older than version 1 exists.
///
/// A field added to the register means: `Register.schemaVersion` one higher, a step here for the
/// checkpoint and one for journal lines, and the old folder kept for ever in
/// `Tests/PepStoreTests/OldRegisters`. A newer shape is refused: a program that does not know a
/// field would drop it at its first checkpoint.
enum Upgrades {
  typealias Step = @Sendable (JSONValue) throws -> JSONValue

  static let current = Register.schemaVersion

  /// The step under `n` makes version `n + 1` of version `n`.
  static let checkpointSteps: [Int: Step] = [
    1: withTermClock,
    // Version 3 knows that a person stopped all sending; before, nobody could.
    2: { versioned($0, "schemaVersion", 3) },
  ]
  static let lineSteps: [Int: Step] = [
    1: { versioned($0, "schema", 2) }, 2: { versioned($0, "schema", 3) },
  ]

  /// Version 2 keeps the term's clock: reminders sent, Advisory Teachers' queries, children whose letters a
  /// person stopped or who moved school, meetings called off, and addresses to which no letter goes for now.
  private static func withTermClock(_ checkpoint: JSONValue) -> JSONValue {
    guard case .object(var members) = checkpoint, case .object(var register)? = members["register"]
    else { return checkpoint }
    register["reminders"] = .object([:])
    for key in ["holds", "queries", "calledOff", "moves", "absences", "undeliverable", "samples"] {
      register[key] = .object([:])
    }
    register["plans"] = withMilestones(register["plans"], register["children"])
    members["register"] = .object(register)
    return versioned(.object(members), "schemaVersion", 2)
  }

  /// Version 2 also keeps from which school a form came, and since when nothing was missing; of older
  /// ones it is taken from what is known now.
  private static func withMilestones(_ plans: JSONValue?, _ children: JSONValue?) -> JSONValue? {
    guard case .object(var byChild)? = plans else { return plans }
    for (child, terms) in byChild {
      guard case .object(var byTerm) = terms else { continue }
      for (term, plan) in byTerm {
        guard case .object(var members) = plan, let received = members["receivedOn"] else {
          continue
        }
        if case .object(let people)? = children, case .object(let known)? = people[child] {
          members["schoolURN"] = known["schoolURN"]
        }
        members["held"] = meeting(members["fields"])
        if members["missing"] == .list([]) { members["completeOn"] = received }
        byTerm[term] = .object(members)
      }
      byChild[child] = .object(byTerm)
    }
    return .object(byChild)
  }

  private static func meeting(_ fields: JSONValue?) -> JSONValue? {
    guard case .object(let named)? = fields, case .object(let recorded)? = named["pep.meetingDate"],
      let day = recorded["value"], let on = recorded["recordedOn"]
    else { return nil }
    return .object(["day": day, "on": on])
  }

  private static func versioned(_ value: JSONValue, _ key: String, _ version: Int) -> JSONValue {
    guard case .object(var members) = value else { return value }
    members[key] = .integer(version)
    return .object(members)
  }

  /// Thrown by a decoder that met another version than today's.
  struct OtherVersion: Error { var found: Int }

  /// Refuses every version but today's, before anything else of the value is looked at.
  static func check(_ found: Int) throws {
    guard found == current else { throw OtherVersion(found: found) }
  }

  static func checkpoint(_ bytes: Data, file: String) throws -> Checkpoint {
    try decode(bytes, StoreJSON.decoder(), checkpointSteps, file)
  }

  static func line(_ bytes: Data, _ decoder: JSONDecoder) throws -> JournalLine {
    try decode(bytes, decoder, lineSteps, "register/journal.jsonl")
  }

  private static func decode<Value: Decodable>(
    _ bytes: Data, _ decoder: JSONDecoder, _ steps: [Int: Step], _ file: String
  ) throws -> Value {
    do {
      return try decoder.decode(Value.self, from: bytes)
    } catch let other as OtherVersion {
      guard other.found < current else {
        throw StoreError.newerSchema(file: file, found: other.found, supported: current)
      }
      var value = try decoder.decode(JSONValue.self, from: bytes)
      for version in other.found..<current {
        guard let step = steps[version] else { throw other }
        value = try step(value)
      }
      let upgraded = try StoreJSON.encoder(pretty: false).encode(value)
      return try decoder.decode(Value.self, from: upgraded)
    }
  }
}
