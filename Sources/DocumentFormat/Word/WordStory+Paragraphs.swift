import PepCore

/// Paragraphs: begun, ended, and joined where the mark between two was deleted.
extension WordStory {
  func beginRunProperties(in parent: Element) -> Bool {
    switch parent {
    case .r: properties = .run
    case .pPr: properties = .paragraphMark
    default: return false
    }
    return true
  }

  func beginParagraph() {
    if let carried, carried.depth == holders.count {
      paragraph = carried.paragraph
      self.carried = nil
    } else {
      flushCarried()
      paragraph = ParagraphDraft()
    }
    paragraphLook = nil
    run = RunDraft()
    let start = paragraph?.bytes.count ?? 0
    for index in fields.indices { fields[index].start = start }
  }

  func endParagraph() {
    writePendingBox()
    if let start = fields.last(where: { $0.kind == .text && $0.isInResult })?.start {
      paragraph?.dropBlank(from: start)
    }
    guard var ended = paragraph else { return }
    paragraph = nil
    if ended.isJoinedToNext {
      ended.isJoinedToNext = false
      carried = (ended, holders.count)
    } else {
      add(ended)
    }
  }

  func add(_ ended: ParagraphDraft) {
    guard budget.spend(bytes: ended.bytes.count, paragraphs: 1) else {
      stopReason = .overLimit
      return
    }
    let level = ended.outlineLevel.map(WordStyles.level) ?? styles.headingLevel(of: ended.style)
    let paragraph = ended.finished(place: place, headingLevel: level)
    holders[holders.count - 1].append(.paragraph(paragraph))
    holders[holders.count - 1] += ended.anchored
  }

  /// A paragraph whose end was deleted, and after which none came: it stands for itself. One
  /// without text is gone altogether.
  func flushCarried() {
    guard let carried else { return }
    self.carried = nil
    if !carried.paragraph.bytes.isEmpty || !carried.paragraph.anchored.isEmpty {
      add(carried.paragraph)
    }
  }

  /// `w:del` around runs drops them; inside properties it says that the paragraph mark or the row
  /// was deleted.
  func startDeletion(in parent: Element) -> Bool {
    remarks.insert(.trackedChanges)
    if parent == .rPr, properties == .paragraphMark { paragraph?.isJoinedToNext = true }
    if parent == .trPr, let last = tables.indices.last { tables[last].rowIsDeleted = true }
    return false
  }
}
