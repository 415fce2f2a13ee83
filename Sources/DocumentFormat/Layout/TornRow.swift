import PepCore

extension Table {
  /// Adds the rows of the next page. A row that the page break cut in two is one again: what stands first on
  /// the next page would otherwise be an answer of its own, "homework on time" a second target.
  package mutating func goOn(_ more: Table) {
    guard let last = rows.last, var first = more.rows.first, first.continues(last) else {
      rows += more.rows
      return
    }
    // "7a Special | SEN stage | No" over "educational needs | How is SEND funding being used? |": only the title at the
    // side goes on, and as one row the answer of the first question would be that of the second.
    if first.asksItself(under: last) {
      rows[rows.count - 1][0].goOn(first[0])
      first[0] = Cell([], columns: first[0].columns, continuesAbove: true)
      rows += [first] + more.rows.dropFirst()
      return
    }
    rows[rows.count - 1] = zip(last, first).map { above, below in
      var cell = above
      cell.goOn(below)
      return cell
    }
    rows += more.rows.dropFirst()
  }
}

extension [Cell] {
  /// The rest of that row: nothing stands where it had nothing, a cell of it is done, and a sentence of it goes on
  /// in small letters.
  fileprivate func continues(_ row: [Cell]) -> Bool {
    guard count == row.count, count >= 2, map(\.columns) == row.map(\.columns) else { return false }
    let pairs = zip(row, self).map { (above: $0.text, below: $1.text) }
    return pairs.allSatisfy { $0.below.isEmpty || !$0.above.isEmpty }
      && pairs.contains { $0.below.isEmpty && !$0.above.isEmpty }
      && pairs.contains { $0.below.first?.isLowercase == true }
      // A sum or a day begins no second half: "maths tutor | £200 |" is a row that is not filled in yet.
      && !pairs.contains { $0.below.first.map { $0.isNumber || $0 == "£" } ?? false }
  }

  /// Below a label stands another, of a question that begins here.
  fileprivate func asksItself(under row: [Cell]) -> Bool {
    guard let title = first, title.text.first?.isLowercase == true else { return false }
    return zip(row, self).dropFirst().contains { above, below in
      let text = below.text
      guard text.first?.isUppercase == true, !above.text.isEmpty else { return false }
      return text.hasSuffix("?") || above.isBold && below.isBold
    }
  }
}

extension Cell {
  fileprivate var isBold: Bool {
    blocks.contains { block in
      guard case .paragraph(let paragraph) = block else { return false }
      return paragraph.runs.contains { !$0.text.trimmedBlanks.isEmpty && $0.marks.contains(.bold) }
    }
  }

  fileprivate var text: String {
    blocks.map { block in
      switch block {
      case .paragraph(let paragraph): paragraph.runs.map(\.text).joined()
      case .table(let table): table.rows.joined().map(\.text).joined()
      }
    }.joined(separator: " ").trimmedBlanks
  }

  fileprivate mutating func goOn(_ below: Cell) {
    guard case .paragraph(var end)? = blocks.last, case .paragraph(let start)? = below.blocks.first
    else {
      blocks += below.blocks
      return
    }
    if !below.text.isEmpty { end.runs += [Run(" ")] + start.runs }
    blocks[blocks.count - 1] = .paragraph(end)
    blocks += below.blocks.dropFirst()
  }
}
