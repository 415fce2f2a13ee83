import PepCore

/// Content controls, at every level at which Word allows them: in a line, around paragraphs, around
/// a cell and around rows.
extension WordStory {
  func startControlPart(_ element: Element, _ attributes: Attributes, in parent: Element) {
    if element == .sdt {
      controls.append(ControlDraft())
      return
    }
    guard let last = controls.indices.last, parent == .sdtPr || parent == .checkbox else { return }
    switch element {
    case .alias: controls[last].alias = nonEmpty(attributes[.val])
    case .tag: controls[last].tag = nonEmpty(attributes[.val])
    case .showingPlcHdr: controls[last].showsPrompt = attributes.isOn
    case .dropDownList, .comboBox: controls[last].kind = .choice
    case .checkbox: controls[last].kind = .checkBox
    case .uncheckedState:
      let scalar = attributes[.val].flatMap { UInt32($0.string, radix: 16) }
        .flatMap { Unicode.Scalar($0) }
      let font = attributes[.font].flatMap { SymbolFont($0.string) }
      let sign = scalar.flatMap { scalar in font.map { $0.sign(scalar) } ?? Signs.plain(scalar) }
      controls[last].uncheckedLooksTicked = sign == SymbolFont.ticked
    default: controls[last].kind = .structure
    }
  }

  /// The control that the text at hand was entered in; nil in ordinary text.
  var controlAtHand: Int? {
    guard let last = controls.indices.last, last >= wrappers, controls[last].kind != .structure
    else { return nil }
    return last
  }

  func writeControlText(_ bytes: some Collection<UInt8>, _ marks: Run.Marks, _ index: Int) {
    let control = controls[index]
    switch control.kind {
    case .checkBox:
      if control.isWritten { return }
      let sign = String(decoding: bytes, as: UTF8.self).unicodeScalars.first
      writeBox(index, marks, isTicked: control.isTicked(showing: sign))
    case .choice where !control.showsPrompt:
      paragraph?.append(bytes, marks.union([.entered, .chosen]), control.name)
    default:
      let added: Run.Marks = control.showsPrompt ? [.entered, .prompt] : .entered
      paragraph?.append(bytes, marks.union(added), control.name)
    }
  }

  /// A check box whose sign is missing still has a state.
  func writePendingBox() {
    guard let index = controlAtHand, controls[index].kind == .checkBox,
      !controls[index].isWritten, paragraph != nil
    else { return }
    writeBox(index, [], isTicked: controls[index].isChecked)
  }

  func endControl() {
    writePendingBox()
    _ = controls.popLast()
    wrappers = min(wrappers, controls.count)
  }

  private func writeBox(_ index: Int, _ marks: Run.Marks, isTicked: Bool) {
    controls[index].isWritten = true
    let sign = isTicked ? SymbolFont.ticked : SymbolFont.unticked
    paragraph?.append(String(sign).utf8, marks.union(.entered), controls[index].name)
  }

  func nonEmpty(_ value: AttributeValue?) -> String? {
    guard let value, !value.bytes.isEmpty else { return nil }
    return value.string
  }
}
