import PepCore

/// How a run looks, as far as a choice can be shown by it. nil: not said at this level.
struct Look {
  var bold: Bool?
  var italic: Bool?
  var underlined: Bool?
  var struck: Bool?
  var doublyStruck: Bool?
  var highlighted: Bool?
  var shaded: Bool?
  var hidden: Bool?
  var symbols: SymbolFont?

  /// Takes one child of `w:rPr`.
  mutating func take(_ element: Element, _ attributes: Attributes) {
    switch element {
    case .b: bold = attributes.isOn
    case .i: italic = attributes.isOn
    case .strike: struck = attributes.isOn
    case .dstrike: doublyStruck = attributes.isOn
    case .vanish, .webHidden: hidden = attributes.isOn || hidden == true
    case .u: underlined = !(attributes[.val].map { $0 == "none" } ?? true)
    case .highlight: highlighted = attributes[.val].map { !($0 == "none" || $0 == "white") }
    case .shd: shaded = attributes[.fill].map(Look.isColour)
    case .rFonts:
      if let font = attributes[.ascii] ?? attributes[.hAnsi] { symbols = SymbolFont(font.string) }
    default: break
    }
  }

  /// A white or automatic ground marks nothing.
  private static func isColour(_ fill: AttributeValue) -> Bool {
    !(fill == "auto" || fill == "FFFFFF" || fill == "ffffff")
  }

  /// This look where it says something, else the other's.
  func over(_ lower: Look) -> Look {
    Look(
      bold: bold ?? lower.bold, italic: italic ?? lower.italic,
      underlined: underlined ?? lower.underlined, struck: struck ?? lower.struck,
      doublyStruck: doublyStruck ?? lower.doublyStruck,
      highlighted: highlighted ?? lower.highlighted, shaded: shaded ?? lower.shaded,
      hidden: hidden ?? lower.hidden, symbols: symbols ?? lower.symbols)
  }

  /// What is seen when a paragraph style and a character style meet: toggles cancel each other
  /// (ECMA-376 part 1, 17.7.3), so a bold word of a bold paragraph style is plain.
  static func meeting(_ paragraph: Look, _ character: Look) -> Look {
    func toggled(_ path: KeyPath<Look, Bool?>) -> Bool? {
      guard let one = character[keyPath: path] else { return paragraph[keyPath: path] }
      return one != (paragraph[keyPath: path] ?? false)
    }
    var look = character.over(paragraph)
    look.bold = toggled(\.bold)
    look.italic = toggled(\.italic)
    look.struck = toggled(\.struck)
    look.doublyStruck = toggled(\.doublyStruck)
    look.hidden = toggled(\.hidden)
    return look
  }

  var marks: Run.Marks {
    // Not the empty list: made in another module, it is a loop over nothing, once for each run.
    var marks = Run.Marks(rawValue: 0)
    if bold == true { marks.insert(.bold) }
    if italic == true { marks.insert(.italic) }
    if underlined == true { marks.insert(.underlined) }
    if struck == true || doublyStruck == true { marks.insert(.struck) }
    if highlighted == true || shaded == true { marks.insert(.highlighted) }
    return marks
  }
}
