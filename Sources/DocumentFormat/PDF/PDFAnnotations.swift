import CPoppler
import PepCore

/// What readers of a PDF put on top of it: typed text, strike-outs and highlighter.
struct PDFAnnotations {
  private(set) var typed: [Piece] = []
  private var markups: [(box: Box, mark: Run.Marks)] = []
  private let pageHeight: Double

  init(_ page: OpaquePointer, size: Box) {
    pageHeight = size.height
    guard let list = poppler_page_get_annot_mapping(page) else { return }
    defer { poppler_page_free_annot_mapping(list) }
    var item: UnsafeMutablePointer<GList>? = list
    while let here = item, typed.count + markups.count < Limits.formFields {
      if let mapping = pep_annotation(here)?.pointee { take(mapping) }
      item = here.pointee.next
    }
  }

  func marks(of piece: Piece) -> Run.Marks {
    markups.reduce(into: []) { marks, markup in
      if markup.box.contains(piece.box) { marks.formUnion(markup.mark) }
    }
  }

  private mutating func take(_ mapping: PopplerAnnotMapping) {
    guard let annotation = mapping.annot else { return }
    let hidden = POPPLER_ANNOT_FLAG_HIDDEN.rawValue | POPPLER_ANNOT_FLAG_NO_VIEW.rawValue
    if poppler_annot_get_flags(annotation).rawValue & hidden != 0 { return }
    switch poppler_annot_get_annot_type(annotation) {
    case POPPLER_ANNOT_FREE_TEXT:
      guard let text = poppler_annot_get_contents(annotation) else { return }
      defer { g_free(text) }
      typed += words(String(cString: text), in: box(mapping.area))
    case POPPLER_ANNOT_STRIKE_OUT: mark(annotation, .struck)
    case POPPLER_ANNOT_HIGHLIGHT: mark(annotation, .highlighted)
    default: break
    }
  }

  /// One entry, where it begins. A tick or cross set on a printed box is no entry but that box's state.
  private func words(_ text: String, in box: Box) -> [Piece] {
    guard text.contains(where: { !$0.isWhitespace }) else { return [] }
    var box = box
    box.bottom = min(box.bottom, box.top + Limits.oneLineField)
    return [Piece(text, box, [.entered], size: 0, isField: true)]
  }

  private mutating func mark(_ annotation: OpaquePointer, _ mark: Run.Marks) {
    guard let markup = pep_text_markup(annotation),
      let quads = poppler_annot_text_markup_get_quadrilaterals(markup)
    else { return }
    defer { g_array_unref(quads) }
    let all = UnsafeBufferPointer(start: pep_quadrilaterals(quads), count: Int(quads.pointee.len))
    for quad in all.prefix(Limits.formFields) {
      let xs = [quad.p1.x, quad.p2.x, quad.p3.x, quad.p4.x]
      let ys = [quad.p1.y, quad.p2.y, quad.p3.y, quad.p4.y].map { pageHeight - $0 }
      markups.append(
        (
          Box(
            left: xs.min() ?? 0, top: ys.min() ?? 0, right: xs.max() ?? 0, bottom: ys.max() ?? 0),
          mark
        ))
    }
  }

  private func box(_ area: PopplerRectangle) -> Box {
    Box(
      left: min(area.x1, area.x2), top: pageHeight - max(area.y1, area.y2),
      right: max(area.x1, area.x2), bottom: pageHeight - min(area.y1, area.y2))
  }
}
