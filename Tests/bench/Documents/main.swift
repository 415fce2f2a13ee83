import Extraction
import Foundation
import PepCore

// Reads one message over and over as the daemon does, in locked children of waiting zygotes, and
// prints the seconds that one reading took. Starting the zygotes is not counted: the daemon starts
// them once.
//
// usage: bench-documents PEP-EXTRACT MESSAGE READINGS AT-ONCE

let arguments = CommandLine.arguments
guard arguments.count == 5, let count = Int(arguments[3]), let width = Int(arguments[4]) else {
  FileHandle.standardError.write(
    Data("usage: bench-documents PEP-EXTRACT MESSAGE READINGS AT-ONCE\n".utf8))
  exit(64)
}
let message = [UInt8](try Data(contentsOf: URL(filePath: arguments[2])))
let reader = try SandboxedReader(.init(program: arguments[1], readers: width, deadline: 120))
defer { reader.close() }

/// Fails where no document was read: a refusal would be quick.
func read() async throws {
  // To the end: the daemon reads pictures of pages beside its round, and here their time is what counts.
  let facts = try await reader.readToTheEnd(message).facts
  let isRead = facts.attachments.contains { if case .document = $0.content { true } else { false } }
  guard isRead else {
    FileHandle.standardError.write(Data("bench-documents: no document was read\n".utf8))
    exit(1)
  }
}

for _ in 0..<width { try await read() }
let start = ContinuousClock.now
try await withThrowingTaskGroup(of: Void.self) { group in
  for number in 0..<count {
    if number >= width { try await group.next() }
    group.addTask { try await read() }
  }
  try await group.waitForAll()
}
print((ContinuousClock.now - start) / .seconds(1) / Double(count))
