// What forms print beside their questions for those who answer them: it stands where an answer would
// and is none.

extension Line {
  /// "(write 'None' if there have been none)", "[within six months]": all of it is a hint.
  var isBracketedHint: Bool { !isBlank && behindHint.isBlank }

  /// The line without a hint at its beginning, in small print or in brackets. A hint is in words:
  /// "(3 days)" and "(none)" are answers, and so is whatever was typed into a control.
  var behindHint: Line {
    let small = runs.prefix {
      $0.marks.contains(.italic) && !$0.marks.contains(.entered)
        || $0.text.utf8.allSatisfy { $0 <= 0x20 }
    }
    if !small.isEmpty, small.count < runs.count,
      small.contains(where: { $0.text.utf8.contains { $0 > 0x20 } })
    {
      return from(small.reduce(0) { $0 + $1.text.utf8.count })
    }
    guard !isEntered, let open = bytes.firstIndex(where: { $0 > 0x20 }),
      let close = Self.brackets[bytes[open]].flatMap({ bytes[open...].firstIndex(of: $0) })
    else { return self }
    let inside = words.filter { $0.start > open && $0.end <= close }
    let hasFigure = inside.contains { $0.folded.utf8.contains { (0x30...0x39).contains($0) } }
    guard inside.count >= 4 || inside.count >= 2 && !hasFigure else { return self }
    return from(close + 1)
  }

  /// "YES/NO: YES", "Y/N: N" without what there is to choose from; struck through, a part of it is the answer.
  var behindOffer: Line {
    guard let offer = text.prefixMatch(of: /\s*\(?[Yy](?:[Ee][Ss])? ?\/ ?[Nn][Oo]?\)? ?:/) else {
      return self
    }
    let end = text.utf8.distance(from: text.startIndex, to: offer.range.upperBound)
    let isChosen = prefix(end).runs.contains { $0.marks.contains(.struck) }
    return isChosen || from(end).isBlank ? self : from(end)
  }

  private static let brackets: [UInt8: UInt8] = [
    UInt8(ascii: "("): UInt8(ascii: ")"), UInt8(ascii: "["): UInt8(ascii: "]"),
  ]

  var isItalic: Bool {
    !isBlank
      && runs.allSatisfy { $0.marks.contains(.italic) || $0.text.utf8.allSatisfy { $0 <= 0x20 } }
  }
}

extension Line {
  /// A line below the label that is set as small print, or all in brackets.
  func isHint(below label: Line) -> Bool {
    isBracketedHint || isItalic && !label.isItalic && !isEntered
  }
}

extension Grid {
  /// Label and guidance in one cell, the answer in the next, in most rows: where the answer is blank, the
  /// guidance is none.
  fileprivate var guidesInLabels: Bool {
    let pairs = rows.filter { $0.count == 2 && !$0[1].isBlank }
    let guided = pairs.filter { cells in cells[0].lines.filter { !$0.isBlank }.count >= 2 }
    return guided.count >= 2 && 3 * guided.count >= 2 * pairs.count
  }
}

extension Segment {
  /// Without the small print between the label and the answer.
  var withoutHint: Segment {
    var rest = Array(answer.lines.drop { $0.isBlank || $0.isHint(below: label) })
    guard rest.contains(where: { !$0.isBlank }) else { return self }
    rest[0] = rest[0].behindOffer
    var segment = self
    segment.answer.lines = rest
    return segment
  }
}

extension Pass {
  /// The lines under a label in its own cell are a hint, because the answer's place is another cell: the
  /// one to the right is filled, or the lines look like print and there is a cell beside or below.
  func isHintInside(_ grid: Grid, _ row: Int, _ index: Int, _ pieces: [Segment]) -> Bool {
    guard pieces.count == 1, let piece = pieces.first else { return false }
    // "Child's name: Joel Stannard | Born: 23 Sep 2013", all of it in bold: whose form it is must be read.
    if meaning(piece.match) == .field(.childName), piece.label.holdsPair,
      !piece.answer.isBlank(prompts: reading.prompts), hasShape(piece.answer, of: .childName)
    {
      return false
    }
    // "NC year: Y6 | Social care identifier: C2044": each cell holds its own.
    if piece.label.holdsPair, index + 1 < grid.rows[row].count,
      let next = grid.rows[row][index + 1].headLine, next.holdsPair,
      label(next).map({ meaning($0).field != nil }) == true
    {
      return false
    }
    // "Amount applied for: £230 | Above the usual amount? ☐ Yes ☒ No", all of it in bold.
    if let kind = kind(piece.match), kind != .text, piece.label.holdsPair,
      isSettled(reading.read(piece.answer, as: kind)), index + 1 < grid.rows[row].count,
      !isSettled(reading.read(AnswerText(lines: grid.rows[row][index + 1].lines), as: kind)),
      !grid.rows[row][index + 1].isBlank
    {
      return false
    }
    let lines = piece.answer.lines.filter { !$0.isBlank }
    let isPrint = lines.allSatisfy { $0.isHint(below: piece.label) }
    let isLabelGoingOn = piece.label.startsBold && lines.allSatisfy(\.isBold)
    guard let right = cellToTheRight(grid, row, index, piece) else {
      return isPrint && cellBelow(grid, row, index) != nil
    }
    let isFilled =
      !right.isBlank(prompts: [])
      || right.lines.contains { line in
        line.runs.contains { $0.marks.contains(.prompt) || $0.marks.contains(.entered) }
      }
    if isPrint || isLabelGoingOn { return true }
    return (isFilled || grid.guidesInLabels) && piece.label.from(piece.match.answerStart).isBlank
  }
}
