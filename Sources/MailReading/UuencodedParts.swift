/// Files that very old mail programs wrote into the text itself: `begin 644 name` … `end`.
struct UuencodedParts {
  struct File {
    var name: String
    var content: [UInt8]
  }

  private(set) var text: String
  private(set) var files: [File] = []

  init(_ whole: String) {
    text = whole
    // Most mail has none; a block without its end is text that happens to begin so.
    guard whole.contains("begin "), whole.contains("\nend") else { return }
    var kept: [Substring] = []
    var block: (name: String, lines: [Substring])?
    for line in whole.split(separator: "\n", omittingEmptySubsequences: false) {
      if let open = block {
        if trimmed(line) == "end" {
          files.append(File(name: open.name, content: open.lines.flatMap(Self.decoded)))
          block = nil
        } else {
          block?.lines.append(line)
        }
      } else if let name = Self.name(inBegin: line) {
        block = (name, [])
      } else {
        kept.append(line)
      }
    }
    if block == nil { text = kept.joined(separator: "\n") } else { files = [] }
  }

  private static func name(inBegin line: Substring) -> String? {
    let words = line.split(separator: " ", maxSplits: 2)
    guard words.count == 3, words[0] == "begin", (3...4).contains(words[1].utf8.count),
      words[1].allSatisfy({ ("0"..."7").contains($0) })
    else { return nil }
    return String(words[2])
  }

  private static func decoded(_ line: Substring) -> [UInt8] {
    let bytes = Array(line.utf8)
    guard let first = bytes.first, first > 32, first <= 96 else { return [] }
    let length = Int((first - 32) & 63)
    // Blanks at the end of a line get lost on the way; they stand for zero.
    func digit(_ at: Int) -> UInt8 { at < bytes.count ? (bytes[at] &- 32) & 63 : 0 }
    var result: [UInt8] = []
    var at = 1
    while result.count < length {
      result.append(digit(at) << 2 | digit(at + 1) >> 4)
      result.append(digit(at + 1) << 4 | digit(at + 2) >> 2)
      result.append(digit(at + 2) << 6 | digit(at + 3))
      at += 4
    }
    return Array(result.prefix(length))
  }
}
