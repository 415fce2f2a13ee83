import FoundationEssentials
import Testing

@testable import PepStore

@Suite struct HandledIndexTests {
  private func digest(_ start: String) -> String {
    start + String(repeating: "0", count: 64 - start.count)
  }

  @Test func `a folder that was looked through is one range`() throws {
    var set = UIDSet()
    for uid in [5, 1, 2, 9, 3, 4, 8, 3] as [UInt32] { set.insert(uid) }
    #expect(set.ranges == [1...5, 8...9])
    #expect(set.contains(4) && set.contains(8) && !set.contains(6) && !set.contains(10))
    let bytes = try JSONEncoder().encode([set])
    #expect(String(decoding: bytes, as: UTF8.self) == "[\"1:5,8:9\"]")
    #expect(try JSONDecoder().decode([UIDSet].self, from: bytes) == [set])
    for wrong in ["[\"5:1\"]", "[\"x\"]", "[\"1:2:3\"]", "[\"4,2\"]"] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode([UIDSet].self, from: Data(wrong.utf8))
      }
    }
  }

  @Test func `a set of UIDs says the same as a plain set`() {
    var generator = SystemRandomNumberGenerator()
    var set = UIDSet()
    var plain: Set<UInt32> = []
    for _ in 0..<2_000 {
      let uid = UInt32.random(in: 1...600, using: &generator)
      set.insert(uid)
      plain.insert(uid)
    }
    #expect((0...601).allSatisfy { set.contains($0) == plain.contains($0) })
    #expect(set.ranges.map(\.count).reduce(0, +) == plain.count)
  }

  @Test func `two messages whose digests begin alike have two references`() throws {
    var index = HandledIndex()
    let (first, second) = (digest("aaaaaaaaaaaa1"), digest("aaaaaaaaaaaa2"))
    #expect(index.reference(for: first) == "M-aaaaaaaaaaaa")
    index.insert(digest: first, messageID: "x")
    #expect(index.reference(ofDigest: second) == nil)
    #expect(index.reference(for: second) == "M-aaaaaaaaaaaa2" + String(repeating: "0", count: 19))
    index.insert(digest: second, messageID: "x")
    #expect(index.reference(for: first) == "M-aaaaaaaaaaaa")
    #expect(index.reference(ofDigest: second) == index.reference(for: second))
    #expect(HandledIndex(places: index.places, lines: index.lines) == index)
    for digest in [first, second] {
      #expect(index.contains(reference: index.reference(for: digest)))
    }
    for other in ["M-bbbbbbbbbbbb", "M-aaaaaaaaaaa", "L-aaaaaaaaaaaa", "M-", "report.eml", ""] {
      #expect(!index.contains(reference: other), "\(other)")
    }
  }

  @Test func `a Message-ID that was used again finds one of its messages`() {
    var index = HandledIndex()
    index.insert(digest: digest("cc"), messageID: "again@s.example")
    index.insert(digest: digest("bb"), messageID: "again@s.example")
    #expect(index.reference(ofMessageID: "again@s.example") == "M-bb0000000000")
    #expect(index.reference(ofDigest: digest("cc")) == "M-cc0000000000")
    #expect(index.reference(ofMessageID: "other@s.example") == nil)
    #expect(HandledIndex(places: [:], lines: index.lines) == index)
  }

  @Test(arguments: [
    "", "zz", String(repeating: "a", count: 49), "é" + String(repeating: "a", count: 47),
  ])
  func `a line that is none of ours is refused`(line: String) {
    #expect(HandledIndex(places: [:], lines: [line]) == nil)
  }

  @Test func `another UIDVALIDITY makes the old places meaningless`() {
    var index = HandledIndex()
    index.insert(MessageLocation(folder: "INBOX", uidValidity: 1, uid: 4))
    index.insert(MessageLocation(folder: "INBOX", uidValidity: 2, uid: 5))
    index.forgetPlaces(in: "INBOX", except: 2)
    #expect(!index.contains(MessageLocation(folder: "INBOX", uidValidity: 1, uid: 4)))
    #expect(index.contains(MessageLocation(folder: "INBOX", uidValidity: 2, uid: 5)))
  }
}
