/// A set of UIDs as IMAP writes it (`1:4203,4210`): a folder that was looked through is one range,
/// however many years it holds.
package struct UIDSet: Hashable, Sendable {
  private(set) var ranges: [ClosedRange<UInt32>] = []

  package func contains(_ uid: UInt32) -> Bool {
    let index = firstRange(endingAtOrAfter: uid)
    return index < ranges.count && ranges[index].contains(uid)
  }

  package mutating func insert(_ uid: UInt32) {
    let index = firstRange(endingAtOrAfter: uid)
    if index < ranges.count && ranges[index].contains(uid) { return }
    let joinsBefore = index > 0 && ranges[index - 1].upperBound + 1 == uid
    let joinsAfter = index < ranges.count && uid + 1 == ranges[index].lowerBound
    switch (joinsBefore, joinsAfter) {
    case (true, true):
      ranges[index - 1] = ranges[index - 1].lowerBound...ranges[index].upperBound
      ranges.remove(at: index)
    case (true, false): ranges[index - 1] = ranges[index - 1].lowerBound...uid
    case (false, true): ranges[index] = uid...ranges[index].upperBound
    case (false, false): ranges.insert(uid...uid, at: index)
    }
  }

  private func firstRange(endingAtOrAfter uid: UInt32) -> Int {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < uid { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension UIDSet: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    for part in try container.decode(String.self).split(separator: ",") {
      let ends = part.split(separator: ":").compactMap { UInt32($0) }
      guard let first = ends.first, let last = ends.last, ends.count <= 2, first <= last,
        ranges.last.map({ $0.upperBound < first }) ?? true
      else {
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "not a set of UIDs")
      }
      ranges.append(first...last)
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(
      ranges.map {
        $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound):\($0.upperBound)"
      }.joined(separator: ","))
  }
}
