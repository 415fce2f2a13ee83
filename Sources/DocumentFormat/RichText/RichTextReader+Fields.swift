import PepCore

/// Fields and the boxes and lists of old forms; the text that is seen.
extension RichTextReader {
  func takeField(_ word: RichTextWord, _ number: Int?) {
    if word == .field {
      guard fields.count < Limits.fieldDepth else { return }
      fields.append(RichTextField())
      fields[fields.count - 1].field.start = story.paragraph.bytes.count
      state.ending = .field
      return
    }
    guard let last = fields.indices.last else { return }
    switch word {
    case .fldrslt:
      state.destination = .text
      fields[last].field.isInResult = true
      fields[last].field.start = story.paragraph.bytes.count
    case .fftype:
      let kinds: [FieldDraft.Kind] = [.text, .checkBox, .choice]
      if let number, kinds.indices.contains(number) { fields[last].field.kind = kinds[number] }
    case .ffres:
      // 25 says that nobody has touched it.
      guard let number, number != 25 else { return }
      fields[last].field.isChecked = number != 0
      fields[last].field.chosen = number
    case .ffdefres:
      fields[last].field.isCheckedAtFirst = (number ?? 0) != 0
      fields[last].field.chosenAtFirst = number
    default: break
    }
  }

  func addInstruction(_ text: String) {
    guard let last = fields.indices.last, fields[last].instruction.utf8.count < 1_000 else {
      return
    }
    fields[last].instruction += text
  }

  /// The text of an entry comes in pieces; its group begins with an empty one.
  func addListEntry(_ text: String) {
    guard let last = fields.indices.last else { return }
    // The field that the entry began in may have ended inside of it.
    if state.ending != .listEntry || fields[last].field.entries.isEmpty {
      guard fields[last].field.entries.count < 200 else { return }
      state.ending = .listEntry
      fields[last].field.entries.append("")
    }
    let entry = fields[last].field.entries.count - 1
    fields[last].field.entries[entry] += text
  }

  func endField() {
    guard let ended = fields.popLast() else { return }
    let field = ended.field
    // A box inside another field's instruction is part of a calculation, not of the page.
    guard fields.dropFirst(story.fieldsBefore).allSatisfy(\.field.isInResult),
      state.look.hidden != true, !state.isDeleted
    else { return }
    switch field.kind {
    case .plain:
      if !ended.hasResult, let sign = ended.symbol {
        story.paragraph.append(String(sign).utf8, state.look.marks, nil)
      }
    case .text: story.paragraph.dropBlank(from: field.start)
    case .checkBox:
      let isTicked = field.isChecked ?? field.isCheckedAtFirst
      let sign = isTicked ? SymbolFont.ticked : SymbolFont.unticked
      story.paragraph.append(String(sign).utf8, .entered, field.name)
    case .choice:
      guard let entry = field.entry else { return }
      let added: Run.Marks = entry.isChosen ? [.entered, .chosen] : [.entered, .prompt]
      story.paragraph.append(entry.text.utf8, added, field.name)
    }
  }

  /// The innermost field of this story in which somebody typed.
  var openTextField: FieldDraft? {
    fields.dropFirst(story.fieldsBefore).last { $0.field.kind == .text && $0.field.isInResult }?
      .field
  }

  /// Everything seen comes through here.
  func writeShown(_ text: String) {
    guard state.look.hidden != true, !state.isDeleted else { return }
    let open = fields.dropFirst(story.fieldsBefore)
    let signs = fonts.symbols(of: state.font)
    var scalars = String.UnicodeScalarView()
    scalars.append(
      contentsOf: text.unicodeScalars.lazy.compactMap { scalar in
        signs.map { $0.sign(scalar) } ?? Signs.plain(scalar)
      })
    let shown = String(scalars)
    guard !shown.isEmpty else { return }
    if let last = fields.indices.last, !open.isEmpty { fields[last].hasResult = true }
    guard let field = open.last(where: { $0.field.kind != .plain })?.field else {
      return story.paragraph.append(shown.utf8, state.look.marks, nil)
    }
    // The result of a box or a list is a leftover; its state says what is shown.
    guard field.kind == .text else { return }
    story.paragraph.append(shown.utf8, state.look.marks.union(.entered), field.name)
  }
}
