import COCR
import PepCore

/// A page that is a picture, made ready and read.
///
/// Recognisers read letters. Lines and check boxes are found on the pixels and taken out of the
/// picture before it reads: boxes come out of it as "oO" or "KX]", and lines as letters.
struct ScannedPage {
  private let grey: Picture
  private let dark: Picture
  /// Pixels per point.
  private let scale: Double

  /// The page read as it lay, or as it looks to have lain if that is more legible.
  ///
  /// nil where memory is short or the time for a page was over.
  static func content(
    of picture: Picture, resolution: Double, _ tesseract: Tesseract, number: Int
  ) -> PageContent? {
    guard let grey = picture.inGrey() else { return nil }
    // Evens out shadows and yellowed paper.
    let even = Picture(pixBackgroundNormSimple(grey.pix, nil, nil)) ?? grey
    let seen = quarters(even)
    let first = ScannedPage(even, quarters: seen, resolution)?.read(tesseract, number)
    if let first, first.legibility >= (seen == 0 ? Limits.leastLegible : Limits.surelyLegible) {
      return first.content
    }
    // Coarse letters hide which side is up, and upside down everything is read as rubbish.
    let second = ScannedPage(even, quarters: seen == 0 ? 2 : 0, resolution)?.read(tesseract, number)
    return [first, second].compactMap { $0 }.max { $0.legibility < $1.legibility }?.content
  }

  private init?(_ even: Picture, quarters: Int, _ resolution: Double) {
    let turned = quarters == 0 ? even : even.turned(quarters: quarters) ?? even
    // The lines of this page are taken out of it, so it must be no other's.
    guard let own = Picture(pixCopy(nil, turned.pix)) else { return nil }
    let upright = ScannedPage.straightened(own)
    guard let dark = upright.dark(below: 160) else { return nil }
    self.grey = upright
    self.dark = dark
    scale = resolution / 72
  }

  private struct Reading {
    var content: PageContent
    /// Mean confidence of the letters, 0 to 100.
    var legibility: Double
  }

  /// nil where the time for a page was over.
  private func read(_ tesseract: Tesseract, _ number: Int) -> Reading? {
    Specks.remove(from: grey, scale: scale)
    let boxes = CheckBoxes(grey, scale: scale)
    let lines = ScannedLines(grey, scale: scale)
    lines.erase(from: grey)
    boxes.erase(from: grey)
    let clear = grey.whitened() ?? grey
    let ticks = TickMarks(clear, scale: scale)
    ticks.erase(from: clear)
    guard let found = tesseract.words(in: clear, resolution: Int((scale * 72).rounded())) else {
      return nil
    }
    var again = SecondLook(clear, tesseract, resolution: Int((scale * 72).rounded()))
    let inked = clear.dark(below: 170) ?? dark
    let whole = StackedWords.leftOut(found, inked)
    let read = YearFigures(again, inked).read(
      WordGaps.bounded(again.read(WordGaps.joined(whole)), inked))
    let ink = UnreadInk(clear, scale: scale)
    let unread = again.readUnread(ink.places(besides: read))
    let words = FigureInk(clear).doubted(
      WordMending.mended(WordGaps.parted(ink.doubted(read) + unread, dark, scale: scale)))
    let areBold = StrokeWeight(clear, words).areBold(words)
    let heights = LineHeights(words)
    var pieces = zip(words, areBold).map { piece($0, isBold: $1, heights) }
    for (index, isStruck) in StruckWords(dark: dark).areStruck(words).enumerated() where isStruck {
      pieces[index].marks.insert(.struck)
    }
    pieces += boxes.pieces + ticks.pieces
    pieces += IllegibleInk.pieces(clear, besides: words, scale: scale)
    let size = Box(
      left: 0, top: 0, right: Double(grey.width) / scale, bottom: Double(grey.height) / scale)
    return Reading(
      content: PageContent(pieces: pieces, rules: lines.rules, size: size, number: number),
      legibility: ScannedPage.legibility(found))
  }

  private static func legibility(_ words: [Tesseract.Word]) -> Double {
    let letters = words.reduce(0) { $0 + $1.text.utf8.count }
    let sum = words.reduce(0.0) { $0 + $1.confidence * Double($1.text.utf8.count) }
    return letters == 0 ? 0 : sum / Double(letters)
  }

  private func piece(
    _ word: Tesseract.Word, isBold: Bool, _ heights: LineHeights
  ) -> Piece {
    var marks: Run.Marks = isBold ? .bold : []
    let least = word.hasFigures ? Limits.sureOfFigures : Limits.sureOfLetters
    if !(word.isBorneOut ?? (word.confidence >= least)) { marks.insert(.doubtful) }
    let height = heights.ofType(word)
    let text = WordMending.asTyped(word.text, width: word.box.width, typeHeight: height)
    var piece = Piece(text, word.box.box(scale), marks, size: height / scale)
    piece.isWholeWord = true
    return piece
  }

  /// How far a page that lay sideways or upside down must be turned, as the strokes tell that rise
  /// above small letters: more of them do than go below.
  private static func quarters(_ picture: Picture) -> Int {
    guard let dark = picture.dark(below: 130) else { return 0 }
    var up: l_float32 = 0
    var left: l_float32 = 0
    var orientation: l_int32 = 0
    guard pixOrientDetect(dark.pix, &up, &left, 0, 0) == 0,
      makeOrientDecision(up, left, 0, 0, &orientation, 0) == 0
    else { return 0 }
    return [L_TEXT_ORIENT_LEFT: 1, L_TEXT_ORIENT_DOWN: 2, L_TEXT_ORIENT_RIGHT: 3][
      UInt32(orientation)] ?? 0
  }

  /// Turns a page that lay askew on the glass; the search for lines wants them level.
  private static func straightened(_ picture: Picture) -> Picture {
    guard let dark = picture.dark(below: 130) else { return picture }
    var angle: l_float32 = 0
    var confidence: l_float32 = 0
    guard pixFindSkew(dark.pix, &angle, &confidence) == 0, confidence > 2, abs(angle) > 0.05,
      abs(angle) < 8
    else { return picture }
    let radians = angle * Float.pi / 180
    return Picture(
      pixRotate(picture.pix, radians, l_int32(L_ROTATE_AREA_MAP), l_int32(L_BRING_IN_WHITE), 0, 0))
      ?? picture
  }
}
