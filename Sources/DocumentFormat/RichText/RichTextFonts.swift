import PepCore

/// The tables at the start of the file that say how bytes are to be read and what colours mean.
struct RichTextFonts {
  private struct Font {
    var name = ""
    var charset: Int?
  }

  private(set) var defaultFont: Int?
  private var page = CodePage.windows
  private var fonts: [Int: Font] = [:]
  private var pages: [Int: CodePage] = [:]
  private var colours: [(red: Int, green: Int, blue: Int)?] = []
  private var colour: (red: Int, green: Int, blue: Int)?

  mutating func take(_ word: RichTextWord, _ number: Int?, font: Int?) {
    switch word {
    case .mac: page = CodePage(10_000)
    case .pc: page = CodePage(437)
    case .pca: page = CodePage(850)
    case .ansicpg: if let number, number > 0 { page = CodePage(number) }
    case .deff: defaultFont = number
    case .fcharset:
      guard let font, fonts.count < 4_096 else { return }
      fonts[font, default: Font()].charset = number
      // 0 is "ANSI", 1 "the default", 2 "pictures": they say nothing about a page.
      if let number, number > 2 { pages[font] = CodePage(charset: number) }
    case .red: colour = (number ?? 0, colour?.green ?? 0, colour?.blue ?? 0)
    case .green: colour = (colour?.red ?? 0, number ?? 0, colour?.blue ?? 0)
    case .blue: colour = (colour?.red ?? 0, colour?.green ?? 0, number ?? 0)
    default: break
    }
  }

  mutating func add(_ name: String, to font: Int?) {
    guard let font, fonts.count < 4_096, (fonts[font]?.name.count ?? 0) < 100 else { return }
    fonts[font, default: Font()].name += name
  }

  mutating func endColour() {
    if colours.count < 4_096 { colours.append(colour) }
    colour = nil
  }

  func page(of font: Int?) -> CodePage {
    font.flatMap { pages[$0] } ?? page
  }

  /// Set where the font's letters are pictures.
  func symbols(of font: Int?) -> SymbolFont? {
    guard let font, let name = fonts[font]?.name else { return nil }
    return SymbolFont(String(name.prefix { $0 != ";" }).trimmedBlanks)
  }

  /// Whether ground of this colour marks something: white and "automatic" do not.
  func isColour(_ number: Int?) -> Bool {
    guard let number, number > 0 else { return false }
    guard colours.indices.contains(number), let colour = colours[number] else { return true }
    return !(colour.red == 255 && colour.green == 255 && colour.blue == 255)
  }
}

/// The names of paragraph styles; how they look is written out at every paragraph.
struct RichTextStyles {
  private var name = ""
  private var levels: [Int: Int] = [:]

  mutating func add(_ text: String) { if name.utf8.count < 200 { name += text } }

  mutating func endStyle(_ state: RichTextState) {
    let level = state.outlineLevel.flatMap(WordStyles.level) ?? WordStyles.level(named: shown)
    if let level { levels[state.style] = level }
    name = ""
  }

  func headingLevel(of style: Int) -> Int? { levels[style] }

  private var shown: String { String(name.prefix { $0 != ";" }).trimmedBlanks }
}
