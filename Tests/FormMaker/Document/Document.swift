/// A form as it is drawn, before any file format: blocks of paragraphs and tables.
struct Document {
  var blocks: [Block] = []
  /// Text of the page header, where there is one.
  var header = ""
}

enum Block {
  case paragraph(Paragraph)
  case table(Table)
}

struct Paragraph {
  var runs: [Run]
  /// Heading style of this level; 0 for body text.
  var heading = 0

  init(_ runs: [Run], heading: Int = 0) {
    self.runs = runs
    self.heading = heading
  }

  init(_ text: String, _ look: Look = []) { self.init([Run(text, look)]) }
}

struct Look: OptionSet {
  var rawValue: Int
  static let bold = Look(rawValue: 1)
  static let italic = Look(rawValue: 2)
  static let underline = Look(rawValue: 4)
  static let struck = Look(rawValue: 8)
  static let highlight = Look(rawValue: 16)
  /// Tracked changes left in.
  static let inserted = Look(rawValue: 32)
  static let deleted = Look(rawValue: 64)
  static let placeholder = Look(rawValue: 128)
}

struct Run {
  var text: String
  var look: Look
  /// What the run was entered into.
  var holder: Holder?

  init(_ text: String, _ look: Look = [], holder: Holder? = nil) {
    (self.text, self.look, self.holder) = (text, look, holder)
  }
}

enum Holder: Equatable {
  case text, dropDown
  case date(Day?)
  case tick(Bool)
  case legacyText, legacyDropDown
  case legacyTick(Bool)
  /// A character of the Wingdings font.
  case wingdings(String)
}

struct Table {
  var rows: [[Cell]]
  /// Shares of the page's width, column by column; equal where there are none.
  var widths: [Double] = []

  /// Every column's share of `width`.
  func columns(of width: Double) -> [Double] {
    let count = rows.map { $0.reduce(0) { $0 + $1.span } }.max() ?? 1
    let shares = widths.count == count ? widths : Array(repeating: 1, count: count)
    let sum = shares.reduce(0, +)
    return shares.map { $0 * width / sum }
  }
}

struct Cell {
  var blocks: [Block]
  var span = 1
  var merge: Merge = .none

  enum Merge { case none, begins, goesOn }

  var holdsTable: Bool {
    blocks.contains { if case .table = $0 { true } else { false } }
  }

  init(_ blocks: [Block], span: Int = 1, merge: Merge = .none) {
    (self.blocks, self.span, self.merge) = (blocks, span, merge)
  }

  init(_ text: String, _ look: Look = [], span: Int = 1) {
    self.init([.paragraph(Paragraph(text, look))], span: span)
  }

  init(_ lines: [[Run]], span: Int = 1) {
    self.init(lines.map { .paragraph(Paragraph($0)) }, span: span)
  }
}
