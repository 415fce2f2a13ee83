import PepCore

/// A paragraph while its runs come in. Text is kept as one row of bytes with the places where marks
/// change, so that the pieces into which Word cuts a sentence cost nothing to join.
struct ParagraphDraft {
  private struct Span {
    var start: Int
    var marks: Run.Marks
    var control: String?
  }

  private(set) var bytes: [UInt8] = []
  private var spans: [Span] = []
  var style: String?
  var outlineLevel: Int?
  /// The mark at its end was deleted under tracking: the next paragraph goes on in this one.
  var isJoinedToNext = false
  /// Text boxes anchored here; they follow the paragraph.
  var anchored: [Block] = []

  mutating func append(_ text: some Sequence<UInt8>, _ marks: Run.Marks, _ control: String?) {
    if let last = spans.last, last.marks == marks, last.control == control {
      bytes.append(contentsOf: text)
    } else {
      let start = bytes.count
      bytes.append(contentsOf: text)
      if bytes.count > start { spans.append(Span(start: start, marks: marks, control: control)) }
    }
  }

  /// An unanswered text field shows five en spaces. Takes back what came since `start` if it is
  /// blank.
  mutating func dropBlank(from start: Int) {
    guard start < bytes.count else { return }
    let tail = String(decoding: bytes[start...], as: UTF8.self)
    guard tail.unicodeScalars.allSatisfy(\.properties.isWhitespace) else { return }
    bytes.removeLast(bytes.count - start)
    while let last = spans.last, last.start >= start { spans.removeLast() }
  }

  func finished(place: Paragraph.Place, headingLevel: Int?) -> Paragraph {
    let runs = spans.indices.map { index in
      let end = index + 1 < spans.count ? spans[index + 1].start : bytes.count
      let text = String(decoding: bytes[spans[index].start..<end], as: UTF8.self)
      return Run(text, spans[index].marks, control: spans[index].control)
    }
    return Paragraph(runs, place: place, headingLevel: headingLevel)
  }
}
