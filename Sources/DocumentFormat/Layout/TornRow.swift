import PepCore

extension Table {
  /// Adds the rows of the next page. A row that the page break cut in two is one again: what stands first on
  /// the next page would otherwise be an answer of its own, "homework on time" a second target.
  package mutating func goOn(_ more: Table) {
    guard let last = rows.last, let first = more.rows.first, first.continues(last) else {
      rows += more.rows
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
}

extension Cell {
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
