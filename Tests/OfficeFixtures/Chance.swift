/// Chance by a seed (SplitMix64), so that a fault found once is found again.
package struct Chance: Sendable {
  private var state: UInt64

  package init(_ seed: UInt64) { state = seed }

  private mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  package mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
  package mutating func of(_ percent: Int) -> Bool { below(100) < percent }
  package mutating func oneOf<Element>(_ some: [Element]) -> Element { some[below(some.count)] }
}
