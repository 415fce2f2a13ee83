import PepCore

/// Pages into the blocks of a document.
enum PageLayout {
  static func blocks(_ pages: [PageContent]) -> [Block] {
    var laid: [LaidBlock] = []
    let margins = PageMargins(pages)
    for page in pages {
      let parted = margins.parted(page)
      laid += parted.header.map { LaidBlock(block: .paragraph($0)) }
      append(blocks(page, parted.body), to: &laid)
      laid += parted.footer.map { LaidBlock(block: .paragraph($0)) }
    }
    return laid.map(\.block)
  }

  private static func blocks(_ page: PageContent, _ pieces: [Piece]) -> [LaidBlock] {
    let look = PageLook(number: page.number, bodySize: bodySize(pieces))
    return RegionLayout.blocks(
      pieces, RuledGrid.all(in: page.rules), page: look, area: page.size, isCell: false)
  }

  /// The height that most letters have.
  private static func bodySize(_ pieces: [Piece]) -> Double {
    var letters: [Int: Int] = [:]
    for piece in pieces where piece.size > 0 {
      letters[Int((piece.size * 2).rounded()), default: 0] += piece.text.utf8.count
    }
    let most = letters.max { ($0.value, $1.key) < ($1.value, $0.key) }
    return Double(most?.key ?? 20) / 2
  }

  /// A table that a page break cut in two goes on: its headings stand on the page before.
  private static func append(_ page: [LaidBlock], to laid: inout [LaidBlock]) {
    var page = page[...]
    let last = laid.lastIndex { !$0.isMargin }
    if let last, let first = page.first, first.goesOn(laid[last]),
      case .table(var table) = laid[last].block, case .table(let more) = first.block
    {
      table.goOn(more)
      laid[last].block = .table(table)
      page.removeFirst()
    }
    laid += page
  }
}

extension LaidBlock {
  /// It stands in the same columns as the table that ended the page before.
  fileprivate func goesOn(_ before: LaidBlock) -> Bool {
    if let edges = before.columnEdges, let own = columnEdges {
      return edges.count == own.count
        && zip(edges, own).allSatisfy { abs($0 - $1) < 2 * RuledGrid.reach }
    }
    // Two columns are any labels and answers.
    guard let starts = before.columnStarts, let own = columnStarts, starts.count >= 3 else {
      return false
    }
    return starts.count == own.count
      && zip(starts, own).allSatisfy { abs($0 - $1) < 2 * RuledGrid.reach }
  }

  fileprivate var isMargin: Bool {
    if case .paragraph(let paragraph) = block { return paragraph.place != .body }
    return false
  }
}
