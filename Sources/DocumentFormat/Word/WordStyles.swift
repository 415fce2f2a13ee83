import PepCore

/// `word/styles.xml`: looks and heading levels by style, through their based-on chains.
final class WordStyles: XMLSink {
  private struct Style {
    var look = Look()
    var basedOn: String?
    var outlineLevel: Int?
    var name = ""
  }

  private var styles: [String: Style] = [:]
  private var defaults = Look()
  private var defaultParagraphStyle: String?
  private var resolvedLooks: [String: Look] = [:]
  private var resolvedLevels: [String: Int] = [:]

  /// What a paragraph has by its style.
  private struct Effect {
    var id: String?
    var look: Look
    var level: Int?
  }

  /// The last asked for: most neighbours have the same, and to hash its name costs more than to compare.
  private var last: Effect?

  private var current = Style()
  private var currentID = ""
  private var isInRunProperties = false

  // MARK: Asking

  func look(paragraphStyle: String?) -> Look { effect(of: paragraphStyle).look }

  /// 1 for the highest heading; nil for a style of ordinary text.
  func headingLevel(of id: String?) -> Int? { effect(of: id).level }

  private func effect(of id: String?) -> Effect {
    if let last, last.id == id { return last }
    var effect = Effect(id: id, look: defaults)
    if let id = id ?? defaultParagraphStyle {
      effect.look = look(of: id).over(defaults)
      effect.level = level(of: id)
    }
    last = effect
    return effect
  }

  func look(of id: String) -> Look {
    if let known = resolvedLooks[id] { return known }
    let look = chain(from: id).reversed().reduce(Look()) { $1.look.over($0) }
    resolvedLooks[id] = look
    return look
  }

  private func level(of id: String) -> Int? {
    if let known = resolvedLevels[id] { return known == 0 ? nil : known }
    let chain = chain(from: id)
    var level = chain.lazy.compactMap(\.outlineLevel).first.flatMap(WordStyles.level)
    if level == nil { level = WordStyles.level(named: chain.first?.name ?? id) }
    resolvedLevels[id] = level ?? 0
    return level
  }

  /// Outline levels run from 0; 9 means body text.
  static func level(_ outline: Int) -> Int? { (0...8).contains(outline) ? outline + 1 : nil }

  static func level(named name: String) -> Int? {
    let name = name.lowercased()
    if name == "title" { return 1 }
    guard name.hasPrefix("heading") else { return nil }
    return Int(name.dropFirst("heading".count).drop { $0 == " " }).flatMap { level($0 - 1) }
  }

  private func chain(from id: String) -> [Style] {
    var chain: [Style] = []
    var next: String? = id
    while let step = next, let style = styles[step], chain.count < Limits.styleDepth {
      chain.append(style)
      next = style.basedOn
    }
    return chain
  }

  // MARK: Reading

  override func start(_ element: Element, _ attributes: Attributes, in parent: Element) -> Bool {
    switch element {
    case .latentStyles, .tblStylePr, .tblPr, .tcPr, .trPr: return false
    case .style:
      current = Style()
      currentID = attributes[.styleId]?.string ?? ""
      let isDefault = attributes[.defaultMark].map(\.isOn) ?? false
      if isDefault, attributes[.type].map({ $0 == "paragraph" }) ?? false {
        defaultParagraphStyle = currentID
      }
    case .name where parent == .style: current.name = attributes[.val]?.string ?? ""
    case .basedOn: current.basedOn = attributes[.val]?.string
    case .outlineLvl: current.outlineLevel = attributes[.val]?.integer
    case .rPr:
      isInRunProperties = parent == .style || parent == .rPrDefault
      return isInRunProperties
    default:
      if isInRunProperties { current.look.take(element, attributes) }
    }
    return true
  }

  override func end(_ element: Element, in parent: Element) {
    switch element {
    case .rPr: isInRunProperties = false
    case .style: styles[currentID] = current
    case .docDefaults:
      defaults = current.look
      current = Style()
    default: break
    }
  }
}
