import PepCore

/// Fields. Their instruction is never text; their result is, except that a legacy form's boxes and
/// lists keep their state beside it, in `w:ffData`.
extension WordStory {
  func startFieldPart(_ element: Element, _ attributes: Attributes, in parent: Element) {
    if element == .fldChar {
      takeFieldMark(attributes)
      return
    }
    if element == .checked, parent == .checkbox {
      if let last = controls.indices.last { controls[last].isChecked = attributes.isOn }
      return
    }
    guard let last = fields.indices.last else { return }
    switch (element, parent) {
    case (.name, .ffData): fields[last].name = nonEmpty(attributes[.val])
    case (.checkBox, .ffData): fields[last].kind = .checkBox
    case (.textInput, .ffData): fields[last].kind = .text
    case (.ddList, .ffData): fields[last].kind = .choice
    case (.checked, .checkBox): fields[last].isChecked = attributes.isOn
    case (.defaultValue, .checkBox): fields[last].isCheckedAtFirst = attributes.isOn
    case (.result, .ddList): fields[last].chosen = attributes[.val]?.integer ?? 0
    case (.defaultValue, .ddList): fields[last].chosenAtFirst = attributes[.val]?.integer ?? 0
    case (.listEntry, .ddList): fields[last].entries.append(attributes[.val]?.string ?? "")
    default: break
    }
  }

  private func takeFieldMark(_ attributes: Attributes) {
    let type = attributes[.fldCharType]?.string
    switch type {
    case "begin": fields.append(FieldDraft())
    case "separate":
      guard let last = fields.indices.last else { return }
      fields[last].isInResult = true
      fields[last].start = paragraph?.bytes.count ?? 0
    case "end":
      if let field = fields.popLast() { end(field) }
    default: break
    }
  }

  private func end(_ field: FieldDraft) {
    // A box inside another field's instruction is part of a calculation, not of the page.
    guard fields.allSatisfy(\.isInResult) else { return }
    let look = seenLook()
    switch field.kind {
    case .plain: break
    case .text: paragraph?.dropBlank(from: field.start)
    case _ where look.isHidden: break
    case .checkBox:
      let isTicked = field.isChecked ?? field.isCheckedAtFirst
      let sign = isTicked ? SymbolFont.ticked : SymbolFont.unticked
      paragraph?.append(String(sign).utf8, look.marks.union(.entered), field.name)
    case .choice:
      guard let entry = field.entry else { return }
      let added: Run.Marks = entry.isChosen ? [.entered, .chosen] : [.entered, .prompt]
      paragraph?.append(entry.text.utf8, look.marks.union(added), field.name)
    }
  }
}
