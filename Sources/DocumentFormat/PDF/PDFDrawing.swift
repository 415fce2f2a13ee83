import PepCore

/// What only shows when a page is drawn: its lines, shading, strokes through words and check boxes.
struct PDFDrawing {
  private let page: OpaquePointer
  private let size: Box
  private let fields: PDFFormFields
  private let raster: PageRaster?

  init(_ page: OpaquePointer, _ size: Box, _ fields: PDFFormFields) {
    self.page = page
    self.size = size
    self.fields = fields
    raster = PageRaster(page, size: size)
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
    content.pieces += fields.pieces
  }

  private func look(
    at raster: PageRaster, _ content: inout PageContent
  ) -> [(box: Box, isMarked: Bool)] {
    let words = content.pieces
    let grey = raster.grey
    let boxes = DrawnBoxes(grey, among: words)
    content.rules = RuleFinder(grey).rules { rule in
      boxes.draws(rule) || words.contains { $0.hasStroke(rule) }
    }.filter { !fields.draws($0) }
    var struck: [Int] = []
    for (index, word) in words.enumerated() {
      if raster.isHighlighted(word) { content.pieces[index].marks.insert(.highlighted) }
      if raster.isStruck(word) { struck.append(index) }
    }
    // The border of a field is no box beside it.
    let free = boxes.boxes.filter { !fields.cover($0) }
    guard !struck.isEmpty || !free.isEmpty,
      let fine = PageRaster(page, size: size, resolution: PageRaster.fineResolution)
    else { return [] }
    for index in struck where fine.isStruck(words[index]) {
      content.pieces[index].marks.insert(.struck)
    }
    return free.map { ($0, fine.isMarked($0)) }
  }
}

extension Piece {
  /// A bracket or the stem of a large letter is as high as a low row of a table.
  fileprivate func hasStroke(_ rule: Rule) -> Bool {
    rule.direction == .down && rule.position > box.left && rule.position < box.right
      && rule.start >= box.top - 2 && rule.end <= box.bottom + 2
  }
}
