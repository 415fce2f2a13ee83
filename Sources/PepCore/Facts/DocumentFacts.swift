/// What a document says, whatever its format: ordered blocks of text with the marks that can carry
/// an answer. Produced by `pep-extract` from hostile bytes, so it is plain data without behaviour,
/// and it is the wire between that program and the daemon.
package struct DocumentFacts: Codable, Hashable, Sendable {
  /// How the text was obtained, because a figure that was recognised from a picture may be wrong.
  package enum Method: String, Codable, Sendable { case text, recognised }

  package var format: DocumentFormatName
  package var method: Method
  package var blocks: [Block]
  /// What the reader left out or could not vouch for.
  package var remarks: [Remark]

  package init(
    format: DocumentFormatName, method: Method = .text, blocks: [Block], remarks: [Remark] = []
  ) {
    self.format = format
    self.method = method
    self.blocks = blocks
    self.remarks = remarks
  }

  package enum Remark: String, Codable, Sendable {
    /// The file holds macros; they are never run or read.
    case macrosIgnored
    /// Embedded objects, charts or linked files that were not opened.
    case embeddedObjectsIgnored
    /// Pictures stand in the text; what they show was not read.
    case picturesIgnored
    /// The text was cut at a limit; what follows was not read.
    case truncated
    /// Insertions and deletions were tracked; the accepted text was read.
    case trackedChanges
  }
}

/// The formats that a school sends, as found by content, never by name.
package enum DocumentFormatName: String, Codable, Sendable {
  case docx, docm, odt, rtf, doc, pdf, picture, messageText
}

package indirect enum Block: Hashable, Sendable {
  case paragraph(Paragraph)
  case table(Table)
}

/// One paragraph. A line break inside it is a `\n` in the text of a run.
package struct Paragraph: Hashable, Sendable {
  /// Neighbouring runs differ in their marks or their control; empty text is left out.
  package var runs: [Run]
  package var place: Place
  /// 1 for the highest heading style; nil for ordinary text.
  package var headingLevel: Int?
  /// Page, from 1, where the format has pages (PDF, scans).
  package var page: Int?

  package init(
    _ runs: [Run], place: Place = .body, headingLevel: Int? = nil, page: Int? = nil
  ) {
    self.runs = runs
    self.place = place
    self.headingLevel = headingLevel
    self.page = page
  }

  package enum Place: String, Codable, Sendable { case body, header, footer, textBox, note }

  package var text: String {
    runs.count == 1 ? runs[0].text : runs.reduce(into: "") { $0 += $1.text }
  }
}

/// A stretch of text with the same look.
///
/// Check boxes of every kind (content control, legacy field, Wingdings, drawn glyph) are written as
/// `☒` (ticked) and `☐` (not ticked), so that nothing above needs to know where they came from.
package struct Run: Hashable, Sendable {
  package var text: String
  package var marks: Marks
  /// Name of the control or form field around the text: alias, else tag, else field name.
  package var control: String?

  /// Stands in a text for ink of which a recogniser made no word, as handwriting: Unicode's sign for an
  /// object that text cannot show.
  package static let illegible = "\u{FFFC}"

  package init(_ text: String, _ marks: Marks = [], control: String? = nil) {
    self.text = text
    self.marks = marks
    self.control = control
  }

  package struct Marks: OptionSet, Hashable, Codable, Sendable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let bold = Marks(rawValue: 1 << 0)
    package static let italic = Marks(rawValue: 1 << 1)
    package static let underlined = Marks(rawValue: 1 << 2)
    /// Struck through, singly or doubly.
    package static let struck = Marks(rawValue: 1 << 3)
    /// Highlighter or a background colour of the run itself.
    package static let highlighted = Marks(rawValue: 1 << 4)
    /// The text is a control's prompt ("Click or tap here to enter text."), not an answer.
    package static let prompt = Marks(rawValue: 1 << 5)
    /// Text inside a content control or form field: somebody's entry (or its prompt).
    package static let entered = Marks(rawValue: 1 << 6)
    /// The text is the choice taken in a drop-down list.
    package static let chosen = Marks(rawValue: 1 << 7)
    /// A recogniser was not sure of a character here.
    package static let doubtful = Marks(rawValue: 1 << 8)
  }
}

package struct Table: Hashable, Sendable {
  package var rows: [[Cell]]
  package init(rows: [[Cell]]) { self.rows = rows }
}

/// A table cell. Cells that continue a vertical merge are present with `continuesAbove`, so that
/// positions in a row can be compared with those above it.
package struct Cell: Hashable, Sendable {
  package var blocks: [Block]
  /// How many grid columns it covers; 1 ordinarily.
  package var columns: Int
  package var continuesAbove: Bool

  package init(_ blocks: [Block], columns: Int = 1, continuesAbove: Bool = false) {
    self.blocks = blocks
    self.columns = columns
    self.continuesAbove = continuesAbove
  }
}
