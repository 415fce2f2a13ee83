internal import PepCore

/// The look of text by the elements around it: HTML's own, and the styles that Word writes.
struct HTMLMarks {
  private var open: [(name: String, marks: Run.Marks, isSymbolFont: Bool)] = []

  var current: Run.Marks { open.reduce(into: []) { $0.formUnion($1.marks) } }
  var isSymbolFont: Bool { open.last?.isSymbolFont ?? false }

  mutating func handle(_ tag: HTMLTag) {
    guard Self.inline.contains(tag.name) else { return }
    if tag.isClosing {
      // Overlapping elements (`<b><i></b></i>`) close what lies between them.
      if let index = open.lastIndex(where: { $0.name == tag.name }) { open.remove(at: index) }
    } else if open.count < Limits.inlineDepth {
      let style = tag.attribute("style")?.lowercased().filter { $0 != " " } ?? ""
      let face = tag.attribute("face")?.lowercased() ?? ""
      open.append(
        (
          tag.name, (Self.own[tag.name] ?? []).union(Self.marks(style)),
          style.contains("wingdings") || face.contains("wingdings")
            || isSymbolFont && !style.contains("font-family")
        ))
    }
  }

  /// A cell begins anew, whatever was left open in the one before.
  mutating func beginCell(isHeading: Bool) {
    open = isHeading ? [("th", .bold, false)] : []
  }

  private static func marks(_ style: String) -> Run.Marks {
    var marks: Run.Marks = []
    if style.contains("line-through") { marks.insert(.struck) }
    if style.contains("font-weight:bold") || style.contains("font-weight:7") {
      marks.insert(.bold)
    }
    if style.contains("background:yellow") || style.contains("background-color:yellow")
      || style.contains("mso-highlight:")
    {
      marks.insert(.highlighted)
    }
    return marks
  }

  /// Check boxes as Word draws them in its symbol font.
  static func boxes(_ text: String) -> String {
    String(
      text.map { character in
        switch character {
        case "þ", "ý", "x", "ü", "û", "R", "T": "☒"
        case "o", "¨", "q", "£": "☐"
        default: character
        }
      })
  }

  private static let own: [String: Run.Marks] = [
    "b": .bold, "strong": .bold, "i": .italic, "em": .italic, "u": .underlined,
    "ins": .underlined, "s": .struck, "strike": .struck, "del": .struck, "mark": .highlighted,
    "h1": .bold, "h2": .bold, "h3": .bold, "h4": .bold, "h5": .bold, "h6": .bold,
  ]

  private static let inline = Set(own.keys).union(["span", "font"])
}
