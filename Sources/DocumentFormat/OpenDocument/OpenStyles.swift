import PepCore

/// Styles of an OpenDocument text by family and name, through their parents.
final class OpenStyles: XMLSink {
  private struct Style {
    var look = Look()
    var parent: String?
    var level: Int?
    var name = ""
  }

  private var styles: [String: Style] = [:]
  private var resolved: [String: Look] = [:]
  private var current: Style?
  private var currentKey = ""

  func look(family: String, _ name: String?) -> Look {
    let key = OpenStyles.key(family, name ?? "")
    if let known = resolved[key] { return known }
    var look = Look()
    for style in chain(family, name) { look = look.over(style.look) }
    if let base = styles[OpenStyles.key(family, "")] { look = look.over(base.look) }
    resolved[key] = look
    return look
  }

  func headingLevel(of name: String?) -> Int? {
    for style in chain("paragraph", name) {
      if let level = style.level, (1...9).contains(level) { return level }
      if style.name == "Title" { return 1 }
    }
    return nil
  }

  private func chain(_ family: String, _ name: String?) -> [Style] {
    var chain: [Style] = []
    var next = name
    while let step = next, let style = styles[OpenStyles.key(family, step)],
      chain.count < Limits.styleDepth
    {
      chain.append(style)
      next = style.parent
    }
    return chain
  }

  private static func key(_ family: String, _ name: String) -> String { family + "/" + name }

  override func start(_ element: Element, _ attributes: Attributes, in parent: Element) -> Bool {
    switch element {
    case .style, .defaultStyle:
      let name = element == .style ? attributes[.name]?.string ?? "" : ""
      currentKey = OpenStyles.key(attributes[.family]?.string ?? "", name)
      current = Style(
        parent: attributes[.parentStyle]?.string, level: attributes[.defaultOutline]?.integer,
        name: name)
    case .textProperties: if parent == .style || parent == .defaultStyle { take(attributes) }
    case .body, .masterStyles: return false
    default: break
    }
    return true
  }

  override func end(_ element: Element, in parent: Element) {
    guard element == .style || element == .defaultStyle, let ended = current else { return }
    styles[currentKey] = ended
    resolved = [:]
    current = nil
  }

  private func take(_ attributes: Attributes) {
    var look = current?.look ?? Look()
    look.bold = attributes[.fontWeight].map { !($0 == "normal") && ($0.integer ?? 700) > 500 }
    look.italic = attributes[.fontStyle].map { !($0 == "normal") }
    look.underlined = attributes[.underline].map { !($0 == "none") }
    look.struck = attributes[.lineThrough].map { !($0 == "none") }
    if let type = attributes[.lineThroughType] { look.struck = !(type == "none") }
    look.highlighted = attributes[.background].map {
      !($0 == "transparent" || $0 == "#ffffff" || $0 == "#FFFFFF")
    }
    look.hidden = attributes[.display].map { $0 == "none" }
    if let font = attributes[.fontName] { look.symbols = SymbolFont(font.string) }
    current?.look = look
  }
}
