import Extraction
import Foundation

/// Reads all messages of a set in their sandboxes, a few at a time.
package enum ReadCases {
  package static func read(
    _ cases: [LabelledCase], by reader: any MessageReader, width: Int
  ) async throws -> [Evaluation.ReadCase] {
    try await withThrowingTaskGroup(of: (Int, Evaluation.ReadCase).self) { group in
      var results = [Evaluation.ReadCase?](repeating: nil, count: cases.count)
      var next = 0
      func add() {
        guard next < cases.count else { return }
        let index = next
        let labelled = cases[index]
        next += 1
        group.addTask {
          let read = try await reader.readToTheEnd([UInt8](labelled.message))
          return (index, Evaluation.ReadCase(labelled: labelled, facts: read.facts))
        }
      }
      for _ in 0..<max(1, width) { add() }
      while let (index, item) = try await group.next() {
        results[index] = item
        add()
      }
      return results.compactMap { $0 }
    }
  }
}
