import DocumentFormat
import PepCore
import Testing

/// winmail.dat and OLE files, made by hand and lying.
struct ContainerTests {
  private func little(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }

  private func attribute(_ id: Int, _ data: [UInt8], length: Int? = nil) -> [UInt8] {
    [2] + little(id, 4) + little(length ?? data.count, 4) + data + [0, 0]
  }

  private var head: [UInt8] { [0x78, 0x9F, 0x3E, 0x22, 1, 0] }

  @Test func `the files of winmail dat are listed with their bytes`() {
    let bytes =
      head + attribute(0x69002, [UInt8](repeating: 0, count: 14))
      + attribute(0x18010, Array("plan.rtf\0".utf8)) + attribute(0x6800F, Array("abc".utf8))
    #expect(DocumentReader.read(bytes) == .container(.tnef))
    let contents = DocumentReader.members(of: bytes, limit: 1_000)
    #expect(contents.members.map(\.name) == ["plan.rtf"])
    #expect(contents.members.map(\.bytes) == [Array("abc".utf8)])
  }

  @Test func `a lying length ends the list`() {
    let bytes =
      head + attribute(0x69002, [UInt8](repeating: 0, count: 14))
      + attribute(0x6800F, Array("abc".utf8), length: 0x7FFF_FFFF)
    #expect(DocumentReader.members(of: bytes, limit: 1_000).isCut)
  }

  @Test func `a member over the limit is told without its bytes`() {
    let bytes = head + attribute(0x69002, [0]) + attribute(0x6800F, [1, 2, 3, 4])
    let member = DocumentReader.members(of: bytes, limit: 3).members.first
    #expect(member?.verdict == .unreadable(.overLimit))
    #expect(member?.bytes == [])
  }

  /// 512 bytes of header, then sectors that all point at themselves.
  @Test func `loops in an OLE file end`() {
    var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    bytes += [UInt8](repeating: 0, count: 22) + [9, 0] + [UInt8](repeating: 0, count: 480)
    for _ in 0..<64 { bytes += [UInt8](repeating: 0, count: 512) }
    #expect(DocumentReader.read(bytes) == .unreadable(.damaged))
  }

  @Test func `any bytes behind a known beginning are survived`() {
    var seed: UInt64 = 7
    for start in [[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] as [UInt8], head] {
      for _ in 0..<200 {
        var bytes = start
        for _ in 0..<2_000 {
          seed = seed &* 6_364_136_223_846_793_005 &+ 1
          bytes.append(UInt8(truncatingIfNeeded: seed >> 40))
        }
        _ = DocumentReader.read(bytes)
        _ = DocumentReader.members(of: bytes, limit: 10_000)
      }
    }
  }
}
