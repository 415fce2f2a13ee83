/// Brings check boxes and what was set into them together: a drawn box has no letter at all, and a
/// cross typed on a printed box is no word but that box's state.
enum CheckMarks {
  /// `drawn` are boxes with whether something dark is inside them.
  static func settle(_ pieces: inout [Piece], _ drawn: [(box: Box, isMarked: Bool)]) {
    for (box, isMarked) in drawn {
      let inside = pieces.filter { box.contains($0.box) }
      // A figure or letter in a box is an answer of its own: forms ask for dates so.
      guard inside.allSatisfy(isSetMark) else { continue }
      pieces.removeAll { box.contains($0.box) }
      let sign = isMarked || !inside.isEmpty ? SymbolFont.ticked : SymbolFont.unticked
      pieces.append(Piece(String(sign), box, inside.first?.marks ?? [], size: 0))
    }
    for index in pieces.indices where pieces[index].text == String(SymbolFont.unticked) {
      let isSet = pieces.contains { isSetMark($0) && pieces[index].box.contains($0.box) }
      if isSet { pieces[index].text = String(SymbolFont.ticked) }
    }
    let ticked = pieces.filter { $0.text == String(SymbolFont.ticked) }
    pieces.removeAll { piece in isSetMark(piece) && ticked.contains { $0.box.contains(piece.box) } }
  }

  static func isMark(_ piece: Piece) -> Bool {
    let text = piece.text.trimming
    return text.count == 1 && text.allSatisfy { "xX×✕✖✗✘✓✔√☒☐☑/\\vV•●■+*".contains($0) }
  }

  /// Ticks of the file's own text next to a box are not set on it, however near they stand.
  private static func isSetMark(_ piece: Piece) -> Bool {
    isMark(piece) && piece.text != String(SymbolFont.ticked)
      && piece.text != String(SymbolFont.unticked)
  }
}

extension String {
  fileprivate var trimming: Substring {
    var rest = self[...]
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return rest.drop(while: \.isWhitespace)
  }
}
