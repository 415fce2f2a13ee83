import COCR

/// The recogniser: loaded once in the zygote, since a locked child can open no file, and its children
/// share what it keeps in memory.
final class Tesseract {
  struct Word {
    var text: String
    var box: PixelBox
    /// 0 to 100.
    var confidence: Double
    /// Height of the line of text that it stands in.
    var lineHeight: Int
    /// Number of that line on the page.
    var line = 0
    /// Of a word that was read more than once: whether two readings were the same.
    var isBorneOut: Bool?
  }

  private let functions: pep_tesseract
  private let handle: OpaquePointer

  /// nil where the library or its data for English is not installed.
  init?() {
    var functions = pep_tesseract()
    guard pep_load_tesseract(&functions) != 0, let handle = functions.create() else { return nil }
    self.functions = functions
    self.handle = handle
    guard functions.`init`(handle, nil, "eng") == 0 else {
      functions.destroy(handle)
      return nil
    }
    _ = functions.set_variable(handle, "debug_file", "/dev/null")
  }

  /// Words of a grey picture, in no certain order; nil where the time was over before the page was.
  func words(
    in picture: Picture, resolution: Int, mode: TessPageSegMode = PSM_AUTO, signs: String = ""
  ) -> [Word]? {
    functions.set_page_mode(handle, mode)
    // Without any, it reads them all.
    if !signs.isEmpty { _ = functions.set_variable(handle, "tessedit_char_whitelist", signs) }
    defer {
      if !signs.isEmpty { _ = functions.set_variable(handle, "tessedit_char_whitelist", "") }
    }
    functions.set_image(handle, picture.pix)
    functions.set_resolution(handle, CInt(resolution))
    defer { functions.clear(handle) }
    guard let monitor = functions.monitor() else { return nil }
    defer { functions.delete_monitor(monitor) }
    functions.set_deadline(monitor, Limits.recognitionMilliseconds)
    let begin = ContinuousClock.now
    // At the deadline it ends without an error, and without the rest of the page.
    guard functions.recognise(handle, monitor) == 0,
      ContinuousClock.now - begin < .milliseconds(Int(Limits.recognitionMilliseconds)),
      let table = functions.words(handle, 0)
    else { return nil }
    defer { functions.delete_text(table) }
    return Tesseract.words(table: String(cString: table))
  }

  /// Tab-separated: level, page, block, paragraph, line, word, left, top, width, height, confidence,
  /// text. Level 4 is a line, 5 a word of it.
  static func words(table: String) -> [Word] {
    var words: [Word] = []
    var lineHeight = 0
    var line = 0
    for row in table.utf8.split(separator: 10) {
      let cells = row.split(separator: 9, maxSplits: 11, omittingEmptySubsequences: false)
      guard cells.count >= 11 else { continue }
      let numbers = cells[..<10].map { Int(Substring($0)) ?? -1 }
      if numbers[0] == 4 {
        lineHeight = numbers[9]
        line += 1
      }
      guard numbers[0] == 5, cells.count == 12, numbers[8] > 0, numbers[9] > 0 else { continue }
      words.append(
        Word(
          text: String(Substring(cells[11])),
          box: PixelBox(x: numbers[6], y: numbers[7], width: numbers[8], height: numbers[9]),
          confidence: Double(Substring(cells[10])) ?? 0, lineHeight: lineHeight, line: line))
    }
    return words
  }
}
