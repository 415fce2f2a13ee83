// What forms print beside their questions for those who answer them: it stands where an answer would
// and is none.

extension Line {
  /// "(write 'None' if there have been none)", "[within six months]": all of it in brackets, and in
  /// words. "(3 days)" and "(none)" are answers.
  var isBracketedHint: Bool {
    let text = text.trimmedBlanks
    guard words.count >= 2, !isEntered,
      text.hasPrefix("(") && text.hasSuffix(")") || text.hasPrefix("[") && text.hasSuffix("]")
    else { return false }
    return words.count >= 4 || !words.contains { $0.folded.utf8.contains { (0x30...0x39).contains($0) } }
  }

  var isItalic: Bool {
    !isBlank
      && runs.allSatisfy { $0.marks.contains(.italic) || $0.text.utf8.allSatisfy { $0 <= 0x20 } }
  }
}

extension Pass {
  /// The lines under a label in its own cell are a hint, because the answer's place is the cell to the
  /// right: that one is filled, or the lines look like print.
  func isHintInside(_ grid: Grid, _ row: Int, _ index: Int, _ pieces: [Segment]) -> Bool {
    guard pieces.count == 1, let piece = pieces.first,
      piece.label.from(piece.match.answerStart).isBlank,
      let right = cellToTheRight(grid, row, index, piece)
    else { return false }
    let isFilled = !right.isBlank(prompts: []) || right.lines.contains { line in
      line.runs.contains { $0.marks.contains(.prompt) || $0.marks.contains(.entered) }
    }
    if isFilled { return true }
    let lines = piece.answer.lines.filter { !$0.isBlank }
    return lines.allSatisfy { $0.isItalic || $0.isBold } && piece.label.startsBold
      || lines.allSatisfy { $0.isItalic } && !piece.label.isItalic
  }
}
