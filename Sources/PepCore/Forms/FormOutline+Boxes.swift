// Rows of a table that a form sets as lines of text. Read as the table that they are.

extension FormOutline {
  /// "Agreed target 1" over "Aim: …", "Person: …": one row of a table, set as lines. As a table of labels and
  /// answers it is read as such a table is.
  mutating func boxCards() {
    var boxed: [Item] = []
    var known: [String: Set<String>] = [:]
    let running = runningLines
    var index = 0
    while index < items.count {
      boxed.append(items[index])
      index += 1
      guard case .line(let title) = items[index - 1], title.opensCard else { continue }
      let name = title.words.first?.folded ?? ""
      var rows = title.isNumberedName ? [] : [title.pair].compactMap { $0 }
      var end = index
      while end < items.count, case .line(let line) = items[end] {
        if line.opensCard || line.isTitle { break }
        if !line.isBlank, !running.contains(Wording.key(line.text)) {
          // The last card ends where something comes that those before it did not hold.
          guard let pair = line.pair, known[name]?.contains(Wording.key(pair[0].text)) != false
          else { break }
          rows.append(pair)
        }
        end += 1
      }
      guard rows.count >= 2 else { continue }
      known[name, default: []].formUnion(rows.map { Wording.key($0[0].text) })
      if !title.isNumberedName { boxed.removeLast() }
      boxed.append(.grid(addGrid(rows)))
      index = end
    }
    items = boxed
  }

  /// What stands at the head and foot of each printed page, between "Action …" and "Owner …" of one card perhaps.
  var runningLines: Set<String> {
    var met: Set<String> = []
    return Set(
      items.compactMap { item -> String? in
        guard case .line(let line) = item, !line.isBlank, line.pair == nil, !line.isNumberedName
        else { return nil }
        let key = Wording.key(line.text)
        return met.insert(key).inserted ? nil : key
      })
  }

  /// "Item: Drum lessons; Cost: £150; For target: 1" over more of the kind: rows of a table, each in one line.
  mutating func boxLists() {
    var boxed: [Item] = []
    var index = 0
    while index < items.count {
      guard case .line(let first) = items[index], let head = first.list else {
        boxed.append(items[index])
        index += 1
        continue
      }
      let labels = head.map { Wording.key($0[0].text) }
      var rows = [head.map { $0[0] }]
      while index < items.count, case .line(let line) = items[index], let pairs = line.list,
        pairs.map({ Wording.key($0[0].text) }) == labels
      {
        rows.append(pairs.map { $0[1] })
        index += 1
      }
      boxed.append(.grid(addGrid(rows)))
    }
    items = boxed
  }

  /// "Target→Steps→Person→Deadline" over lines with as many tabs: a table that was pasted into plain text.
  mutating func boxTabbed() {
    var boxed: [Item] = []
    var index = 0
    while index < items.count {
      guard case .line(let first) = items[index], let heads = first.tabbed, heads.count >= 3,
        heads.allSatisfy({ !$0.isBlank && $0.words.count <= Limits.longestHeading }),
        !Self.rowWords.isDisjoint(with: first.words.map(\.folded))
      else {
        boxed.append(items[index])
        index += 1
        continue
      }
      var rows = [heads]
      var end = index + 1
      while end < items.count, case .line(let line) = items[end], let cells = line.tabbed,
        (2...heads.count).contains(cells.count)
      {
        rows.append(cells + Array(repeating: Line(runs: []), count: heads.count - cells.count))
        end += 1
      }
      boxed.append(rows.count > 1 ? .grid(addGrid(rows)) : items[index])
      index = rows.count > 1 ? end : index + 1
    }
    items = boxed
  }

  /// "Item: …", "Cost: …", "Target: …", and the same labels again: rows of a table, each label in its line.
  mutating func boxRounds() {
    var boxed: [Item] = []
    var index = 0
    while index < items.count {
      // Two rows show it; all that follows is looked at only then, or 100,000 lines would be read 100,000 times.
      guard FormOutline.round(pairs(from: index, atMost: 2 * FormOutline.longestRow)) != nil,
        case let pairs = pairs(from: index), let round = FormOutline.round(pairs)
      else {
        boxed.append(items[index])
        index += 1
        continue
      }
      let rows = stride(from: 0, to: round.count, by: round.length).map { start in
        pairs[start..<start + round.length].map { $0[1] }
      }
      boxed.append(.grid(addGrid([pairs[..<round.length].map { $0[0].withoutNumber }] + rows)))
      index += round.count
    }
    items = boxed
  }

  /// Labels and answers of the lines that follow each other without a gap.
  private func pairs(from start: Int, atMost limit: Int = .max) -> [[Line]] {
    var pairs: [[Line]] = []
    for item in items[start...] {
      guard pairs.count < limit, case .line(let line) = item, !line.isNumberedName,
        let pair = line.pair
      else { break }
      pairs.append(pair)
    }
    return pairs
  }

  /// How many of the labels are one row, and how many all its repetitions; nil where nothing is repeated that
  /// rows of ours could hold.
  private static func round(_ pairs: [[Line]]) -> (length: Int, count: Int)? {
    let labels = pairs.map { Wording.key($0[0].withoutNumber.text) }
    guard let first = labels.first,
      let length = labels.dropFirst().firstIndex(of: first), (3...longestRow).contains(length)
    else { return nil }
    let row = labels[..<length]
    let words = Set(row.flatMap { $0.split(separator: " ").map(String.init) })
    guard !words.isDisjoint(with: rowWords) else { return nil }
    var count = length
    while labels.count >= count + length, labels[count..<count + length] == row { count += length }
    return count > length ? (length, count) : nil
  }

  /// Labels of one row.
  private static let longestRow = 7
  private static let rowWords: Set<String> = [
    "cost", "costs", "costing", "price", "amount", "£", "action", "actions", "who", "when", "steps",
    "deadline",
  ]
}

extension Line {
  /// "Goal 1" over its lines, or "Goal 1: read more" before them.
  fileprivate var opensCard: Bool {
    isNumberedName
      || !isBold && !isHeading
        && pair?.first.map { $0.isNumberedName && $0.words.count <= 6 } == true
  }

  /// Label and answer of a line that a colon, a tab or a dash parts.
  fileprivate var pair: [Line]? {
    if let colon = beforeColon { return [prefix(colon), from(colon)] }
    if let (head, end) = beforeTab { return [head, from(end)] }
    guard mayBeParted else { return nil }
    let label = LabelEnd.labelWords(self)
    guard label < labelWords.count else { return nil }
    return [prefix(labelWords[label - 1].end), from(labelWords[label].start)]
  }

  /// What stands between its tabs; nil where it has none.
  fileprivate var tabbed: [Line]? {
    let tabs = bytes.indices.filter { bytes[$0] == 9 }
    guard !tabs.isEmpty else { return nil }
    return zip([0] + tabs.map { $0 + 1 }, tabs + [bytes.count]).map { start, end in
      prefix(end).from(start)
    }
  }

  /// Labels and answers of three and more in one line, parted by semicolons or strokes.
  fileprivate var list: [[Line]]? {
    let ends = bytes.indices.filter { [UInt8(ascii: ";"), UInt8(ascii: "|")].contains(bytes[$0]) }
    guard ends.count >= 2 else { return nil }
    let starts = [0] + ends.map { $0 + 1 }
    let pairs = zip(starts, ends + [bytes.count]).map { start, end in
      prefix(end).from(start).pair
    }
    let whole = pairs.compactMap { $0 }
    return whole.count == pairs.count ? whole : nil
  }

  /// "1. What" without its number.
  fileprivate var withoutNumber: Line {
    guard words.count > 1, Int(words[0].folded) != nil else { return self }
    return withoutFirst(words[1].start)
  }
}
