import PepCore

/// Control words that mean something where text is read.
extension RichTextReader {
  func takeMeaning(_ word: RichTextWord, _ number: Int?) {
    if takeTable(word, number) || takeDestination(word) || takeLook(word, number) { return }
    switch word {
    case .ansi, .pca, .pc, .mac, .ansicpg, .deff, .fcharset, .red, .green, .blue:
      fonts.take(word, number, font: state.font)
    case .pard:
      state.resetParagraph()
    case .par, .sect: if state.destination == .text { endParagraph() }
    case .page: if !story.paragraph.bytes.isEmpty { write("\n") }
    case .s: state.style = number ?? 0
    case .cs, .ds, .ts:
      // Styles of characters, sections and tables are no headings.
      if state.destination == .styles { state.destination = .hidden }
    case .outlinelevel: state.outlineLevel = number
    case .field, .fldrslt, .fftype, .ffres, .ffdefres: takeField(word, number)
    default: if let character = word.character { write(character) }
    }
  }

  private func takeDestination(_ word: RichTextWord) -> Bool {
    switch word {
    case .fonttbl: state.destination = .fonts
    case .colortbl: state.destination = .colours
    case .stylesheet: state.destination = .styles
    case .fldinst: state.destination = .instruction
    case .formfield: state.destination = .formField
    case .ffname: state.destination = .fieldName
    case .ffl: state.destination = .listEntry
    case .ffdeftext: state.destination = .hidden
    case .header: beginStory(.header)
    case .headerl, .headerr: beginStory(.header, .facing)
    case .headerf: beginStory(.header, .first)
    case .footer: beginStory(.footer)
    case .footerl, .footerr: beginStory(.footer, .facing)
    case .footerf: beginStory(.footer, .first)
    case .footnote: beginStory(.note)
    case .shptxt, .dptxbxtext: beginStory(.textBox)
    case .shpinst, .result, .nesttableprops: state.destination = .text
    default: return false
    }
    return true
  }

  private func takeLook(_ word: RichTextWord, _ number: Int?) -> Bool {
    let isOn = number != 0
    switch word {
    case .plain: state.resetLook(font: fonts.defaultFont)
    case .f: state.font = number
    case .b: state.look.bold = isOn
    case .i: state.look.italic = isOn
    case .ul, .uld, .uldb, .ulw, .uldash, .uldashd, .uldashdd, .ulth, .ulwave:
      state.look.underlined = isOn
    case .ulnone: state.look.underlined = false
    case .strike: state.look.struck = isOn
    case .striked: state.look.doublyStruck = isOn
    case .highlight: state.look.highlighted = fonts.isColour(number)
    case .chcbpat, .cb: state.look.shaded = fonts.isColour(number)
    case .v, .webhidden: state.look.hidden = isOn
    case .deleted:
      state.isDeleted = isOn
      note(.trackedChanges)
    case .revised: note(.trackedChanges)
    default: return false
    }
    return true
  }

  private func takeTable(_ word: RichTextWord, _ number: Int?) -> Bool {
    switch word {
    case .intbl: state.isInTable = true
    case .itap: state.depth = min(max(number ?? 1, 0), Limits.tableDepth)
    case .trowd:
      rowShape = TableFlow.RowShape()
      nextCell = TableFlow.CellShape(right: 0)
    case .trleft: rowShape.left = number ?? 0
    case .clmrg: nextCell.continuesLeft = true
    case .clvmrg: nextCell.continuesAbove = true
    case .clmgf, .clvmgf: break
    case .cellx:
      nextCell.right = number ?? 0
      if rowShape.cells.count < Limits.columns * 2 { rowShape.cells.append(nextCell) }
      nextCell = TableFlow.CellShape(right: 0)
    case .cell, .nestcell:
      endParagraph(isAtCellEnd: true)
      story.flow.endCell(depth: word == .cell ? 1 : max(state.tableDepth, 2))
    case .row: endRow(depth: 1)
    case .nestrow: endRow(depth: max(state.tableDepth, 2))
    default: return false
    }
    return true
  }

  /// A row's cells end by their marks; text after the last of them is nobody's cell.
  private func endRow(depth: Int) {
    if !story.paragraph.bytes.isEmpty { endParagraph(isAtCellEnd: true) }
    story.flow.endRow(depth: depth, rowShape)
  }
}
