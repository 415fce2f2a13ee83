/// What a form asks beyond doubt, and in which order. A label in words that nobody has seen is told by its
/// neighbours as well: what stands between "Is progress acceptable?" and "If not: measures" asks for the
/// evidence, and what is surely asked in another place is hardly asked here.
struct AskedOrder {
  /// The field asked next, by the position before it.
  private var next: [String: FieldName] = [:]
  /// Positions at which a field is asked.
  private var asked: [FieldName: Set<String>] = [:]

  init(_ outline: FormOutline, _ catalogue: FormCatalogue) {
    var following: FieldName?
    for line in outline.askingLines.reversed() {
      if let following { next[line.position] = following }
      guard catalogue.sectionKey(of: line) == nil,
        let match = catalogue.index.matches(line, allowed: { _ in true }),
        match.score >= Limits.surelyAlike || match.lead >= Limits.clearlyLearned,
        let field = catalogue.labels[match.entry].meaning.field
      else { continue }
      following = field
      asked[field, default: []].insert(line.position)
    }
  }

  func place(of line: Line, after previous: FieldName?, kind: FieldKind? = nil) -> PlaceInForm {
    PlaceInForm(
      previous: previous, next: next[line.position],
      elsewhere: Set(asked.filter { !$0.value.contains(line.position) }.keys), kind: kind)
  }
}

extension FormOutline {
  /// Lines that may be labels with an answer: no title, and no cell that has nothing beside it.
  fileprivate var askingLines: [Line] {
    items.flatMap { item in
      switch item {
      case .line(let line): line.isTitle || line.isBlank ? [] : [line]
      case .grid(let grid):
        grid.rows.filter { $0.count > 1 }.flatMap { $0.compactMap(\.headLine) }
      }
    }
  }
}
