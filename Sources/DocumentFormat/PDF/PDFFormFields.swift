import CPoppler
import PepCore

/// The fields of a fillable form, as entries at their places on the page.
struct PDFFormFields {
  private(set) var pieces: [Piece] = []
  private var frames: [Box] = []
  /// The whole of each field of several lines, by its index in `pieces`.
  private var tall: [Int: Box] = [:]
  private let pageHeight: Double

  init(_ page: OpaquePointer, size: Box) {
    pageHeight = size.height
    guard let list = poppler_page_get_form_field_mapping(page) else { return }
    defer { poppler_page_free_form_field_mapping(list) }
    var item: UnsafeMutablePointer<GList>? = list
    while let here = item, frames.count < Limits.formFields {
      if let mapping = pep_form_field(here)?.pointee {
        let frame = box(mapping.area)
        frames.append(frame)
        if let piece = piece(mapping) {
          if piece.isField, frame.height > Limits.oneLineField { tall[pieces.count] = frame }
          pieces.append(piece)
        }
      }
      item = here.pointee.next
    }
  }

  /// The border of a field divides nothing, but may touch a table or a heading's ground.
  func draws(_ rule: Rule) -> Bool {
    let reach = RuledGrid.reach
    return frames.contains { frame in
      let sides =
        rule.direction == .across ? [frame.top, frame.bottom] : [frame.left, frame.right]
      let (start, end) =
        rule.direction == .across ? (frame.left, frame.right) : (frame.top, frame.bottom)
      return sides.contains { abs($0 - rule.position) <= reach } && rule.start >= start - reach
        && rule.end <= end + reach
    }
  }

  func cover(_ box: Box) -> Bool { frames.contains { $0.contains(box) || box.contains($0) } }

  /// The fields among the words of their page: one of several lines whose label stands beside its middle or its
  /// foot is on the line of that label.
  func pieces(beside words: [Piece]) -> [Piece] {
    var placed = pieces
    for (index, frame) in tall {
      let above = words.filter { word in
        word.box.middle < frame.top && word.box.bottom > frame.top - Limits.oneLineField
      }
      // "Yes" and "No" over it belong to the label left of them.
      let isLabelled =
        above.contains { $0.box.overlapsAcross(frame) }
        && above.allSatisfy { $0.box.right > frame.left }
      // A row has few fields; a hostile page has thousands.
      let beside = frames.lazy.filter { $0.right <= frame.left && $0.sharedHeight(frame) > 0 }
        .prefix(Limits.columnsOfFields)
      let edge = beside.map(\.right).max() ?? -.infinity
      let labels = words.filter { word in
        word.box.right <= frame.left && word.box.left >= edge && frame.top < word.box.middle
          && word.box.middle < frame.bottom
      }
      guard !isLabelled, let label = labels.map(\.box.top).min() else { continue }
      placed[index].box.top = label
      placed[index].box.bottom = label + pieces[index].box.height
    }
    return placed
  }

  private func piece(_ mapping: PopplerFormFieldMapping) -> Piece? {
    guard let field = mapping.field else { return nil }
    let box = box(mapping.area)
    let control =
      taken(poppler_form_field_get_alternate_ui_name(field))
      ?? taken(poppler_form_field_get_name(field))
    switch poppler_form_field_get_field_type(field) {
    case POPPLER_FORM_FIELD_TEXT:
      let text = taken(poppler_form_field_text_get_text(field)) ?? ""
      return entry(text, [.entered], box, control)
    case POPPLER_FORM_FIELD_CHOICE:
      return entry(choice(field), [.entered, .chosen], box, control)
    case POPPLER_FORM_FIELD_BUTTON:
      guard poppler_form_field_button_get_button_type(field) != POPPLER_FORM_BUTTON_PUSH else {
        return nil
      }
      let sign: Unicode.Scalar =
        poppler_form_field_button_get_state(field) != 0 ? SymbolFont.ticked : SymbolFont.unticked
      // No wider than a letter, or "Yes" and its box would stand apart.
      return Piece(String(sign), box, [.entered], control: control, size: 0)
    default: return nil
    }
  }

  /// A field of several lines is put where its first line stands, beside or below its label.
  private func entry(
    _ text: String, _ marks: Run.Marks, _ box: Box, _ control: String?
  ) -> Piece {
    var box = box
    if box.height > Limits.oneLineField { box.bottom = box.top + Limits.oneLineField * 0.7 }
    let lines = text.replacingLineEnds
    // An empty field is kept as a blank: it says that the question is asked and not answered.
    return Piece(
      lines.isEmpty ? " " : lines, box, marks, control: control, size: 0, isField: true)
  }

  private func choice(_ field: OpaquePointer) -> String {
    let count = poppler_form_field_choice_get_n_items(field)
    var chosen: [String] = []
    for index in 0..<max(0, min(count, Limits.choices))
    where poppler_form_field_choice_is_item_selected(field, index) != 0 {
      if let item = taken(poppler_form_field_choice_get_item(field, index)) { chosen.append(item) }
    }
    if chosen.isEmpty, poppler_form_field_choice_is_editable(field) != 0,
      let typed = taken(poppler_form_field_choice_get_text(field))
    {
      chosen = [typed]
    }
    return chosen.joined(separator: ", ")
  }

  /// Fields are measured from the bottom of the page, words from its top.
  private func box(_ area: PopplerRectangle) -> Box {
    Box(
      left: min(area.x1, area.x2), top: pageHeight - max(area.y1, area.y2),
      right: max(area.x1, area.x2), bottom: pageHeight - min(area.y1, area.y2))
  }

  private func taken(_ text: UnsafeMutablePointer<gchar>?) -> String? {
    guard let text else { return nil }
    defer { g_free(text) }
    let string = String(cString: text)
    return string.isEmpty ? nil : string
  }
}

extension String {
  fileprivate var replacingLineEnds: String {
    var scalars = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    for scalar in unicodeScalars {
      defer { last = scalar }
      if scalar == "\n", last == "\r" { continue }
      scalars.append(scalar == "\r" ? "\n" : scalar)
    }
    return String(scalars)
  }
}
