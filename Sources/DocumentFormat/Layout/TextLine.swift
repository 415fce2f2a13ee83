import PepCore

/// A stretch of words that belong together on one line: no gap in it is wide.
struct Chunk {
  var pieces: [Piece]
  var box: Box

  var isField: Bool { pieces.count == 1 && pieces[0].isField }
  var startsBold: Bool { pieces.first?.isBold ?? false }
  var endsBold: Bool { pieces.last?.isBold ?? false }
  var text: String { pieces.map(\.text).joined(separator: " ") }
  /// A sentence that begins so began on the line before.
  var startsLowercase: Bool { text.unicodeScalars.first?.properties.isLowercase ?? false }
  /// Ends in the middle of a sentence or label.
  var isOpenEnded: Bool { text.last.map { !".:?!;☒☐".contains($0) } ?? false }
  var hasOpenBracket: Bool { text.count(where: { $0 == "(" }) > text.count(where: { $0 == ")" }) }
  /// A line of its own in brackets; the answer may stand on the next.
  var isHint: Bool { text.hasPrefix("(") && text.hasSuffix(")") }
  /// Height of the letters.
  var size: Double { pieces.map(\.size).max() ?? 0 }
}

extension Chunk {
  private static let sameStart = 0.75
  /// In heights of the letters.
  private static let widerThanBlank = 0.45

  fileprivate func parted(at starts: [Double]) -> [Chunk] {
    var parts: [Chunk] = []
    for piece in pieces {
      let gap = parts.last.map { piece.box.left - $0.box.right } ?? 0
      if parts.isEmpty
        || gap > Self.widerThanBlank * piece.size
          && starts.contains(where: { abs($0 - piece.box.left) <= Self.sameStart })
      {
        parts.append(Chunk(pieces: [piece], box: piece.box))
      } else {
        parts[parts.count - 1].pieces.append(piece)
        parts[parts.count - 1].box = parts[parts.count - 1].box.union(piece.box)
      }
    }
    return parts
  }
}

/// Words on one level, from left to right.
struct TextLine {
  var chunks: [Chunk]
  var box: Box

  var size: Double { chunks.map(\.size).max() ?? 0 }

  /// Behind each gap comes a box and the words of a choice, as "☐ Yes    ☒ No".
  var isChoice: Bool {
    chunks.count > 1
      && chunks.dropFirst().allSatisfy { chunk in
        chunk.pieces.count > 1
          && ["☐", "☒", "✓", "[ ]", "[x]"].contains(chunk.pieces[0].text.lowercased())
      }
  }

  /// Cuts words into lines. Words of one line share most of their height; their order in the file
  /// says nothing.
  static func lines(of pieces: [Piece]) -> [TextLine] {
    var rows: [(pieces: [Piece], box: Box)] = []
    for piece in pieces.sorted(by: { $0.box.middle < $1.box.middle }) {
      // Only the last few lines can be on the same level.
      let near = rows.indices.suffix(4).filter { rows[$0].box.sharedHeight(piece.box) > 0.5 }
      let best = near.max {
        rows[$0].box.sharedHeight(piece.box) < rows[$1].box.sharedHeight(piece.box)
      }
      if let best {
        rows[best].pieces.append(piece)
        // A tall box would swallow the lines above and below it.
        if piece.box.height <= rows[best].box.height * 1.6 {
          rows[best].box = rows[best].box.union(piece.box)
        } else {
          rows[best].box.left = min(rows[best].box.left, piece.box.left)
          rows[best].box.right = max(rows[best].box.right, piece.box.right)
        }
      } else {
        rows.append(([piece], piece.box))
      }
    }
    return rows.sorted { $0.box.middle < $1.box.middle }.map { row in
      TextLine(
        chunks: chunks(of: row.pieces.sorted { $0.box.left < $1.box.left }), box: row.box)
    }
  }

  /// A gap wider than this many heights of the letters parts two places on a form; words of a
  /// justified line stand nearer.
  private static let gap = 1.15

  /// Cut where a column begins, though its neighbour's words come nearer to it than to each other on other lines: a
  /// word stands just there, and further from the one before it than words do.
  func parted(at starts: [Double]) -> TextLine {
    var line = self
    line.chunks = chunks.flatMap { $0.parted(at: starts) }
    return line
  }

  private static func chunks(of pieces: [Piece]) -> [Chunk] {
    var chunks: [Chunk] = []
    for piece in pieces {
      if let last = chunks.last, let before = last.pieces.last, !before.isField, !piece.isField,
        piece.box.left - last.box.right <= gap * max(before.size, piece.size)
      {
        chunks[chunks.count - 1].pieces.append(piece)
        chunks[chunks.count - 1].box = last.box.union(piece.box)
      } else {
        chunks.append(Chunk(pieces: [piece], box: piece.box))
      }
    }
    return chunks
  }
}
