import PepCore

/// What only shows when a page is drawn: its lines, shading, strokes through words and check boxes.
struct PDFDrawing {
  private let page: OpaquePointer
  private let size: Box
  private let fields: PDFFormFields
  private let paper: Paper
  private let raster: PageRaster?

  init(_ page: OpaquePointer, _ size: Box, _ fields: PDFFormFields, on paper: Paper) {
    self.page = page
    self.size = size
    self.fields = fields
    self.paper = paper
    raster = PageRaster(page, size: size, on: paper)
  }

  func add(to content: inout PageContent) {
    let annotations = PDFAnnotations(page, size: size)
    for index in content.pieces.indices {
      content.pieces[index].marks.formUnion(annotations.marks(of: content.pieces[index]))
    }
    var drawn: [(box: Box, isMarked: Bool)] = []
    if let raster { drawn = look(at: raster, &content) }
    content.pieces += annotations.typed
    CheckMarks.settle(&content.pieces, drawn)
    content.pieces += fields.pieces(beside: content.pieces)
  }

  private func look(
    at raster: PageRaster, _ content: inout PageContent
  ) -> [(box: Box, isMarked: Bool)] {
    let words = content.pieces
    let grey = raster.grey
    let boxes = DrawnBoxes(grey, among: words)
    let letters = LetterStrokes(words)
    content.rules = RuleFinder(grey).rules { rule in
      boxes.draws(rule) || letters.hold(rule)
    }.filter { !fields.draws($0) }
    var struck: [Int] = []
    for (index, word) in words.enumerated() {
      if raster.isHighlighted(word) { content.pieces[index].marks.insert(.highlighted) }
      if raster.isUnderlined(word) { content.pieces[index].marks.insert(.underlined) }
      if raster.isStruck(word) { struck.append(index) }
    }
    // The border of a field is no box beside it.
    let free = boxes.boxes.filter { !fields.cover($0) }
    let doubtful = struck.map { words[$0].box } + free
    guard !doubtful.isEmpty,
      let fine = PageRaster(
        page, size: size, resolution: PageRaster.fineResolution, only: doubtful, on: paper)
    else { return [] }
    for index in struck where fine.isStruck(words[index]) {
      content.pieces[index].marks.insert(.struck)
    }
    return free.compactMap { box in fine.isMarked(box).map { (box, $0) } }
  }
}

/// The strokes of letters that look like lines: brackets and the stems of large type down, the feet
/// and heads of a row of small letters across.
private struct LetterStrokes {
  private let words: [Piece]

  /// Words by their middle, since most rules are met by few.
  init(_ words: [Piece]) { self.words = words.sorted { $0.box.middle < $1.box.middle } }

  func hold(_ rule: Rule) -> Bool {
    switch rule.direction {
    case .down:
      rule.length <= LetterStrokes.highest
        && near((rule.start + rule.end) / 2).reduce(0) { covered, word in
          guard rule.position > word.box.left - 1, rule.position < word.box.right + 1 else {
            return covered
          }
          let top = max(rule.start, word.box.top - Self.reach)
          return covered + max(0, min(rule.end, word.box.bottom + Self.reach) - top)
        } >= rule.length
    case .across:
      near(rule.position).reduce(0) { covered, word in
        let edge = word.box.height * 0.12
        guard rule.position > word.box.top + edge, rule.position < word.box.bottom - edge else {
          return covered
        }
        return covered + max(0, min(rule.end, word.box.right) - max(rule.start, word.box.left))
      } > rule.length * 0.7
    }
  }

  /// In a narrow row the stem of an "L" comes so near the lines above and below that it seems to go on in them, and
  /// in a stem of the row below.
  private static let reach = 2.0

  /// The highest letters of a form are titles.
  private static let highest = 40.0

  private func near(_ y: Double) -> ArraySlice<Piece> {
    words[first(after: y - LetterStrokes.highest)..<first(after: y + LetterStrokes.highest)]
  }

  private func first(after y: Double) -> Int {
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle].box.middle < y { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
