import Foundation
import PepCore
import PepStore

// What a commit costs with few and with many PEPs in the register. Prints the ratio.
//
// usage: bench-commit FOLDER

guard CommandLine.arguments.count == 2 else {
  FileHandle.standardError.write(Data("usage: bench-commit FOLDER\n".utf8))
  exit(64)
}
let folder = CommandLine.arguments[1]
let day = CivilDay(number: 20_700)
let now = Date(timeIntervalSince1970: 1_790_000_000)

func message(_ number: Int, _ changes: [RegisterChange]) -> JournalEntry {
  let digest = ContentDigest.hex(of: Data("message \(number)".utf8))
  return .message(
    HandledMessage(
      reference: "M-\(digest.prefix(12))",
      location: MessageLocation(folder: "INBOX", uidValidity: 1, uid: UInt32(number)),
      messageID: "m\(number)@school.example", digest: digest, again: false, kind: .submission,
      outcome: .registered, reason: nil, filing: .registered, changes: changes, letters: [],
      reasons: ["a form was read"]))
}

/// What a form changes: some fifteen values.
func changes(_ number: Int) -> [RegisterChange] {
  let key = PlanKey(
    child: "C\(number)", term: SchoolTerm(startYear: 2026, season: .autumn))
  let fields = FieldName.allCases.prefix(15).map { field in
    RegisterChange.fieldRecorded(
      key, field,
      RecordedValue(
        value: .text("what the form says of it"), origin: .form,
        document: String(repeating: "ab", count: 32), place: "table 3, row 2",
        message: "M-000000000000", recordedOn: day))
  }
  return [.planReceived(key, on: day)] + fields + [.gapsFound(key, [.changes], on: day)]
}

/// The median of the times of single commits, each with its sync, in a register of `size` PEPs.
func cost(_ size: Int) async throws -> Duration {
  let place = "\(folder)/\(size)"
  let store = try RegisterStore(folder: place, at: now)
  var next = 1
  while next <= size {
    let last = min(size, next + 499)
    var entries: [JournalEntry] = []
    for number in next...last {
      _ = try await store.keep(received: Data("message \(number)".utf8))
      entries.append(message(number, changes(number)))
    }
    try await store.commit(entries, at: now)
    next = last + 1
  }
  try await store.checkpoint()
  var times: [Duration] = []
  for number in size + 1...size + 200 {
    let start = ContinuousClock.now
    _ = try await store.keep(received: Data("message \(number)".utf8))
    try await store.commit([message(number, changes(number))], at: now)
    times.append(ContinuousClock.now - start)
  }
  return times.sorted()[100]
}

let few = try await cost(10)
let many = try await cost(100_000)
print(
  "commit with 10 PEPs: \(few), with 100,000: \(many), ratio \(String(format: "%.2f", many / few))")
