/// Sets of UIDs as IMAP writes them: `1:50,60,70:71`.
enum UIDSet {
  /// `uids` must be ascending, as every list of this module is.
  static func text(_ uids: some Sequence<UID>) -> String {
    var ranges: [ClosedRange<UID>] = []
    for uid in uids {
      if let last = ranges.last, last.upperBound < UID.max, last.upperBound + 1 == uid {
        ranges[ranges.count - 1] = last.lowerBound...uid
      } else {
        ranges.append(uid...uid)
      }
    }
    let parts = ranges.map { range in
      range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound):\(range.upperBound)"
    }
    return parts.joined(separator: ",")
  }

  /// As many of the first UIDs (at least one) as make a text of at most about `bytes`.
  static func prefix(of uids: ArraySlice<UID>, fitting bytes: Int) -> ArraySlice<UID> {
    var length = 0
    for (index, uid) in zip(uids.indices, uids) {
      let startsRange = index == uids.startIndex || uids[index - 1] &+ 1 != uid
      // A range costs two numbers of at most ten digits and two separators.
      if startsRange { length += 22 }
      if length > bytes, index > uids.startIndex { return uids[..<index] }
    }
    return uids
  }

  /// The ranges of a set. A range may be written backwards; what is no number is left out.
  static func ranges(in text: String) -> [ClosedRange<UID>] {
    text.split(separator: ",").compactMap { part in
      let ends = part.split(separator: ":").map { UID($0) }
      guard let first = ends.first, let last = ends.last, let first, let last else { return nil }
      return min(first, last)...max(first, last)
    }
  }

  /// The ranges counted out, or nil if they hold more than the caller can have asked for: a server
  /// that answers `1:4294967295` must not be believed into memory.
  static func uids(in ranges: [ClosedRange<UID>], atMost limit: Int) -> [UID]? {
    var count = 0
    for range in ranges {
      count += range.count
      guard count <= limit else { return nil }
    }
    return ranges.flatMap { Array($0) }
  }
}
