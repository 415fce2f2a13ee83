import PepCore

/// Text of runs: from the bytes of `w:t` to marked text in the paragraph.
extension WordStory {
  func beginText(_ attributes: Attributes) {
    textAtHand = []
    keepsSpace = attributes[.space].map { $0 == "preserve" } ?? false
  }

  func endText() {
    guard var bytes = textAtHand else { return }
    textAtHand = nil
    // A line break inside `w:t` is laid out as a space; only `w:br` breaks a line.
    for index in bytes.indices where bytes[index] < 0x20 { bytes[index] = 0x20 }
    bytes.withUnsafeBufferPointer { whole in
      var shown = whole[...]
      if !keepsSpace {
        while shown.first == 0x20 { shown.removeFirst() }
        while shown.last == 0x20 { shown.removeLast() }
      }
      if !shown.isEmpty { take(UnsafeBufferPointer(rebasing: shown)) }
    }
  }

  /// The children of a run that stand for a character.
  func takeSign(_ element: Element, _ attributes: Attributes) {
    switch element {
    case .tab, .ptab: take("\t")
    case .br, .cr: take("\n")
    case .noBreakHyphen: take("-")
    case .sym:
      guard let code = attributes[.char].flatMap({ UInt32($0.string, radix: 16) }),
        let scalar = Unicode.Scalar(code)
      else { return }
      let font = attributes[.font].flatMap { SymbolFont($0.string) }
      let sign = font.map { $0.sign(scalar) } ?? Signs.plain(scalar)
      if let sign { take(String(sign)) }
    default: break
    }
  }

  private func take(_ string: String) {
    var string = string
    string.withUTF8 { take($0) }
  }

  /// Everything seen in a run comes through here.
  private func take(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard paragraph != nil, fields.allSatisfy(\.isInResult) else { return }
    let seen = seenLook()
    if seen.isHidden { return }
    if let symbols = seen.symbols {
      write(signs(in: bytes) { symbols.sign($0) }, seen.marks)
    } else if Signs.mayOccur(in: bytes) {
      write(signs(in: bytes) { Signs.plain($0) }, seen.marks)
    } else {
      write(bytes, seen.marks)
    }
  }

  private func signs(
    in bytes: UnsafeBufferPointer<UInt8>, _ sign: (Unicode.Scalar) -> Unicode.Scalar?
  ) -> String.UTF8View {
    var shown = String.UnicodeScalarView()
    shown.append(
      contentsOf: String(decoding: bytes, as: UTF8.self).unicodeScalars.lazy.compactMap(sign))
    return String(shown).utf8
  }

  /// Looked up once per run, when its properties are complete.
  func seenLook() -> (marks: Run.Marks, symbols: SymbolFont?, isHidden: Bool) {
    if let seen = run.seen { return seen }
    let below = paragraphLook ?? styles.look(paragraphStyle: paragraph?.style)
    paragraphLook = below
    let styled = run.style.map { Look.meeting(below, styles.look(of: $0)) } ?? below
    let look = run.look.over(styled)
    let seen = (look.marks, look.symbols, look.hidden == true)
    run.seen = seen
    return seen
  }

  private func write(_ bytes: some Collection<UInt8>, _ marks: Run.Marks) {
    guard !bytes.isEmpty else { return }
    if let field = fields.last(where: { $0.kind != .plain }) {
      // The result of a box or a list is a leftover; its state says what is shown.
      guard field.kind == .text else { return }
      paragraph?.append(bytes, marks.union(.entered), field.name)
    } else if let control = controlAtHand {
      writeControlText(bytes, marks, control)
    } else {
      paragraph?.append(bytes, marks, nil)
    }
  }
}
