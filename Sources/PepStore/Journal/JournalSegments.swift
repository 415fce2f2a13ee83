import FoundationEssentials

/// The files that the journal consists of, oldest first. The one that grows is `journal.jsonl`;
/// closed ones carry the sequence number of their first line in their name.
struct JournalSegments {
  struct Segment: Hashable {
    var path: String
    /// nil for the growing one, whose first line says it.
    var first: Int?
  }

  let segments: [Segment]

  static func growing(in folder: String) -> String { folder + "/journal.jsonl" }

  static func closed(_ first: Int, in folder: String) -> String {
    let digits = String(first)
    let padding = String(repeating: "0", count: max(0, 12 - digits.count))
    return "\(folder)/journal-\(padding)\(digits).jsonl"
  }

  init(in folder: String, _ files: any FileSystem) throws {
    var found = try files.names(in: folder).compactMap { name -> Segment? in
      guard name.hasPrefix("journal-"), name.hasSuffix(".jsonl"),
        let first = Int(name.dropFirst(8).dropLast(6))
      else { return nil }
      return Segment(path: folder + "/" + name, first: first)
    }
    found.sort { ($0.first ?? 0) < ($1.first ?? 0) }
    let growing = Self.growing(in: folder)
    if try files.size(of: growing) != nil { found.append(Segment(path: growing, first: nil)) }
    segments = found
  }

  /// The segments from the one that a position stands in; nil where that one is not there.
  func from(_ position: JournalPosition) -> [Segment]? {
    let index =
      segments.firstIndex { $0.first == position.segment }
      ?? segments.lastIndex { $0.first == nil }
    return index.map { Array(segments[$0...]) }
  }
}
