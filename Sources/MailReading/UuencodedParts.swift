/// Files that very old mail programs wrote into the text itself: `begin 644 name` … `end`.
struct UuencodedParts {
  struct File {
    var name: [UInt8]
    var content: [UInt8]
  }

  /// The text without the files.
  private(set) var text: [UInt8]
  private(set) var files: [File] = []

  init(_ whole: [UInt8]) {
    text = whole
    guard Self.mayHoldFile(whole) else { return }
    var kept: [UInt8] = []
    var open: File?
    for line in whole.split(separator: 10, omittingEmptySubsequences: false) {
      if open == nil, files.count <= Limits.parts, let name = Self.name(inBegin: line) {
        open = File(name: name, content: [])
      } else if let file = open {
        if Self.isEnd(line) {
          files.append(file)
          open = nil
        } else {
          Self.decode(line, into: &open)
        }
      } else {
        kept += line
        kept.append(10)
      }
    }
    // A block without its end is text that happens to begin so: leave everything as it was.
    if open == nil { text = kept } else { files = [] }
  }

  /// Most mail holds none; this looks at the first bytes of each line only.
  private static func mayHoldFile(_ whole: [UInt8]) -> Bool {
    var atLineStart = true
    for (index, byte) in whole.enumerated() {
      if atLineStart, byte == UInt8(ascii: "b"), name(inBegin: line(of: whole, at: index)) != nil {
        return true
      }
      atLineStart = byte == 10
    }
    return false
  }

  private static func line(of whole: [UInt8], at start: Int) -> ArraySlice<UInt8> {
    whole[start...].prefix(200).prefix { $0 != 10 }
  }

  private static func isEnd(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: "end".utf8) && line.dropFirst(3).allSatisfy { $0 == 13 || $0 == 32 }
  }

  private static func name(inBegin line: ArraySlice<UInt8>) -> [UInt8]? {
    guard line.starts(with: "begin ".utf8) else { return nil }
    let mode = line.dropFirst(6).prefix { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }
    let rest = line[mode.endIndex...]
    guard (3...4).contains(mode.count), rest.first == 32 else { return nil }
    let name = rest.dropFirst().filter { $0 != 13 }
    return name.isEmpty ? nil : name
  }

  private static func decode(_ line: ArraySlice<UInt8>, into file: inout File?) {
    guard let first = line.first, first > 32, first < 96 else { return }
    let length = Int(first - 32)
    let start = line.startIndex + 1
    // Blanks at the end of a line get lost on the way; they stand for zero.
    func digit(_ at: Int) -> UInt8 { at < line.endIndex ? (line[at] &- 32) & 63 : 0 }
    for index in 0..<length {
      let at = start + index / 3 * 4
      let byte: UInt8 =
        switch index % 3 {
        case 0: digit(at) << 2 | digit(at + 1) >> 4
        case 1: digit(at + 1) << 4 | digit(at + 2) >> 2
        default: digit(at + 2) << 6 | digit(at + 3)
        }
      file?.content.append(byte)
    }
  }
}
