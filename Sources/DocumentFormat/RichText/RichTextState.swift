import PepCore

/// What a brace saves and its closing brings back.
struct RichTextState {
  enum Destination {
    case text, hidden
    case fonts, colours, styles
    case instruction, formField, fieldName, listEntry
    /// `\upr` writes the same text twice, the second time in Unicode; only that one is read.
    case twice
  }

  /// What is done when the group closes.
  enum Ending { case nothing, story, field, listEntry, style }

  var destination = Destination.text
  var ending = Ending.nothing
  var look = Look()
  var font: Int?
  var unicodeSkip = 1
  var isDeleted = false

  // Of the paragraph
  var isInTable = false
  var depth: Int?
  var style = 0
  var outlineLevel: Int?

  /// 0 outside tables.
  var tableDepth: Int {
    if let depth { return depth > 1 || isInTable ? max(depth, isInTable ? 1 : 0) : 0 }
    return isInTable ? 1 : 0
  }

  mutating func resetParagraph() {
    isInTable = false
    depth = nil
    style = 0
    outlineLevel = nil
  }

  mutating func resetLook(font: Int?) {
    look = Look()
    isDeleted = false
    self.font = font
  }
}

/// One flow of text: the body, a header, a note, a text box.
struct RichTextStory {
  enum Pages { case all, first, facing }

  var place: Paragraph.Place
  var pages = Pages.all
  var flow = TableFlow()
  var paragraph = ParagraphDraft()
  /// Fields that were open when the story began are no part of it.
  var fieldsBefore = 0
}

/// A field while its group is open.
struct RichTextField {
  var field = FieldDraft()
  var instruction = ""
  var hasResult = false

  /// A field that is a character: `SYMBOL 254 \f "Wingdings"`.
  var symbol: Unicode.Scalar? {
    let words = instruction.split(separator: " ")
    guard words.count > 1, words[0].uppercased() == "SYMBOL", let code = UInt32(words[1]),
      let scalar = Unicode.Scalar(code)
    else { return nil }
    let font = instruction.split(separator: "\"").dropFirst().first.flatMap {
      SymbolFont(String($0))
    }
    return font.map { $0.sign(scalar) } ?? Signs.plain(scalar)
  }
}
