import PepCore

/// A field, content control or drop-down list of OpenDocument while it is open.
struct OpenField {
  var draft: FieldDraft
  var isContentControl = false
  var showsPrompt = false
  var hasText = false
}

/// Controls of the form layer: told at the start of the body, shown where they are anchored.
struct OpenForms {
  var shown: [String: (text: String, marks: Run.Marks, name: String?)] = [:]
  var open: String?
}

extension OpenStory {
  func startField(_ element: Element, _ attributes: Attributes, in parent: Element) {
    switch element {
    case .fieldmark, .fieldmarkStart: beginFieldmark(element, attributes)
    case .param: takeParameter(attributes)
    case .fieldmarkEnd: endFieldmark()
    case .contentControl: beginControl(attributes)
    case .listItem:
      // Before LibreOffice 7.5 only its entries tell a list from a text.
      if parent == .contentControl, let last = fields.indices.last {
        fields[last].draft.kind = .choice
      }
    case .placeholder: beginSimple(.plain, prompt: true)
    case .openInput: beginSimple(.text, prompt: false)
    case .dropDown:
      beginSimple(.choice, prompt: false)
      fields[fields.count - 1].draft.name = attributes[.name]?.string
    case .checkbox, .formRadio, .formText, .formArea, .formList, .formCombo, .formDate,
      .formNumber, .formFormatted, .formOption:
      takeForm(element, attributes)
    case .control: if let id = attributes[.control]?.string { showForm(id) }
    default: break
    }
  }

  func endField(_ element: Element) {
    switch element {
    case .fieldmark: endFieldmark()
    case .contentControl, .placeholder, .openInput, .dropDown: endControl()
    default: break
    }
  }

  /// Text under the field that it stands in.
  func append(_ text: String, _ marks: Run.Marks) {
    guard let last = fields.indices.last else {
      paragraph?.append(text.utf8, marks, nil)
      return
    }
    let field = fields[last]
    fields[last].hasText = true
    switch field.draft.kind {
    // The state says what is shown.
    case .checkBox: if !field.isContentControl { return }
    case .choice where field.isContentControl: break
    case .choice: if !field.draft.entries.isEmpty { return }
    default: break
    }
    if field.isContentControl, field.draft.kind == .checkBox { return }
    var added: Run.Marks = field.draft.kind == .plain && !field.showsPrompt ? [] : .entered
    if field.showsPrompt { added.insert(.prompt) }
    if field.draft.kind == .choice, !field.showsPrompt { added.insert(.chosen) }
    paragraph?.append(text.utf8, marks.union(added), added.isEmpty ? nil : field.draft.name)
  }

  // MARK: Word's legacy fields, as LibreOffice keeps them

  private func beginFieldmark(_ element: Element, _ attributes: Attributes) {
    var draft = FieldDraft()
    draft.name = attributes[.name]?.string
    draft.start = paragraph?.bytes.count ?? 0
    let type = attributes[.type]?.string ?? ""
    if type.hasSuffix("FORMCHECKBOX") { draft.kind = .checkBox }
    if type.hasSuffix("FORMDROPDOWN") { draft.kind = .choice }
    if type.hasSuffix("FORMTEXT") || type.hasSuffix("FORMDATE") { draft.kind = .text }
    fields.append(OpenField(draft: draft))
    if fields.count > Limits.fieldDepth { stopReason = .overLimit }
  }

  private func takeParameter(_ attributes: Attributes) {
    guard let last = fields.indices.last, let name = attributes[.name]?.string,
      let value = attributes[.value]?.string
    else { return }
    switch name {
    case "Checkbox_Checked": fields[last].draft.isChecked = value == "true" || value == "1"
    case "Dropdown_ListEntry":
      if fields[last].draft.entries.count < 200 { fields[last].draft.entries.append(value) }
    case "Dropdown_Selected": fields[last].draft.chosen = Int(value)
    case "Name", "Checkbox_Name", "Dropdown_Name": fields[last].draft.name = value
    default: break
    }
  }

  private func endFieldmark() {
    guard let ended = fields.popLast()?.draft else { return }
    switch ended.kind {
    case .plain: break
    case .text: paragraph?.dropBlank(from: ended.start)
    case .checkBox: writeBox(ended.isChecked ?? false, ended.name)
    case .choice:
      guard let entry = ended.entry else { return }
      let added: Run.Marks = entry.isChosen ? [.entered, .chosen] : [.entered, .prompt]
      put(entry.text, added, ended.name)
    }
  }

  private func writeBox(_ isTicked: Bool, _ name: String?) {
    let sign = isTicked ? SymbolFont.ticked : SymbolFont.unticked
    put(String(sign), .entered, name)
  }

  // MARK: Content controls

  private func beginControl(_ attributes: Attributes) {
    var draft = FieldDraft()
    draft.kind = .text
    draft.name = attributes[.alias]?.string ?? attributes[.tag]?.string
    if attributes[.isBox]?.isOn ?? false { draft.kind = .checkBox }
    if (attributes[.isList] ?? attributes[.isCombo])?.isOn ?? false { draft.kind = .choice }
    draft.isChecked = attributes[.checked]?.isOn
    let isPrompt = attributes[.showsPrompt]?.isOn ?? false
    fields.append(OpenField(draft: draft, isContentControl: true, showsPrompt: isPrompt))
    if fields.count > Limits.fieldDepth { stopReason = .overLimit }
  }

  private func beginSimple(_ kind: FieldDraft.Kind, prompt: Bool) {
    var draft = FieldDraft()
    draft.kind = kind
    fields.append(OpenField(draft: draft, isContentControl: true, showsPrompt: prompt))
    if fields.count > Limits.fieldDepth { stopReason = .overLimit }
  }

  private func endControl() {
    guard let ended = fields.popLast()?.draft, ended.kind == .checkBox else { return }
    writeBox(ended.isChecked ?? false, ended.name)
  }

  // MARK: The form layer

  private func takeForm(_ element: Element, _ attributes: Attributes) {
    if element == .formOption {
      let isTaken = (attributes[.currentSelected] ?? attributes[.selected])?.isOn ?? false
      guard isTaken, let id = forms.open, let text = attributes[.label]?.string else { return }
      forms.shown[id]?.text = text
      return
    }
    guard let id = attributes[.id]?.string, forms.shown.count < 10_000 else { return }
    let name = attributes[.name]?.string
    forms.open = id
    switch element {
    case .checkbox, .formRadio:
      let state = attributes[.currentState] ?? attributes[.state]
      let taken = attributes[.currentSelected] ?? attributes[.selected]
      let isTicked = state.map { $0 == "checked" } ?? taken?.isOn ?? false
      let sign = String(isTicked ? SymbolFont.ticked : SymbolFont.unticked)
      let label = attributes[.label]?.string ?? ""
      forms.shown[id] = (label.isEmpty ? sign : sign + " " + label, .entered, name)
    case .formList: forms.shown[id] = ("", [.entered, .chosen], name)
    default:
      let value = attributes[.currentValue] ?? attributes[.value]
      forms.shown[id] = (value?.string ?? "", .entered, name)
    }
  }

  private func showForm(_ id: String) {
    guard let form = forms.shown[id], !form.text.isEmpty else { return }
    put(form.text, form.marks, form.name)
  }
}
