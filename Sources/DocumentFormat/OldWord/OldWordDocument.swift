import PepCore

/// A .doc of Word 97 to 2003 ([MS-DOC]), read without any office program: those cannot run under the
/// locks, and a form in this format should not need a package of 260 MB.
struct OldWordDocument {
  let main: ByteReader
  let table: ByteReader
  let data: ByteReader
  let pieces: OldWordText

  static func content(of file: CompoundFile) throws(UnreadableDocument) -> AttachmentContent {
    guard let stream = file.stream("WordDocument") else { throw UnreadableDocument(.damaged) }
    let main = ByteReader(stream)
    guard main.u16(0) == 0xA5EC, let version = main.u16(2), let flags = main.u16(10) else {
      throw UnreadableDocument(.unsupportedFormat)
    }
    if flags & 0x0100 != 0 { return .sealed(.officePassword) }
    // Word 6 and 95 lay everything out in another way; nobody has saved in it for twenty years.
    guard version >= 0xC0 else { throw UnreadableDocument(.unsupportedFormat) }
    guard let table = file.stream(flags & 0x0200 != 0 ? "1Table" : "0Table") else {
      throw UnreadableDocument(.damaged)
    }
    let document = try OldWordDocument(
      main, ByteReader(table), ByteReader(file.stream("Data") ?? []))
    var facts = try document.facts()
    if file.has("Macros") { facts.remarks.append(.macrosIgnored) }
    return .document(facts)
  }

  private init(
    _ main: ByteReader, _ table: ByteReader, _ data: ByteReader
  ) throws(UnreadableDocument) {
    self.main = main
    self.table = table
    self.data = data
    guard let list = OldWordDocument.part(33, main, table) else {
      throw UnreadableDocument(.damaged)
    }
    pieces = try OldWordText(pieceTable: list, main)
  }

  /// A part of the table stream; the file's header lists where each lies.
  func part(_ number: Int) -> ByteReader? { OldWordDocument.part(number, main, table) }

  private static func part(_ number: Int, _ main: ByteReader, _ table: ByteReader) -> ByteReader? {
    guard let start = main.u32(0x9A + number * 8), let count = main.u32(0x9E + number * 8),
      count > 0, let slice = table.slice(start, count)
    else { return nil }
    return ByteReader(Array(slice))
  }

  // MARK: Stories

  private func facts() throws(UnreadableDocument) -> DocumentFacts {
    // The stories stand one behind the other: text, notes, headers, macros, comments, end notes,
    // text boxes, text boxes of headers.
    let lengths = (0..<8).map { main.u32(0x4C + $0 * 4) ?? 0 }
    var starts = [0]
    for length in lengths { starts.append(starts[starts.count - 1] + length) }
    let reader = OldWordReader(self)
    func story(_ number: Int, _ place: Paragraph.Place) throws(UnreadableDocument) -> [Block] {
      try reader.blocks(starts[number]..<starts[number + 1], place)
    }
    let body = try story(0, .body)
    let notes = try story(1, .note) + story(5, .note)
    let boxes = try story(6, .textBox)
    let (headers, footers) = try headers(from: starts[2], lengths[2], reader)
    return DocumentFacts(
      format: .doc, blocks: headers + body + boxes + footers + notes,
      remarks: reader.remarks.sorted { $0.rawValue < $1.rawValue })
  }

  /// Six stories of separators, then six for each section: even, odd and first pages. An empty one
  /// repeats the section before.
  private func headers(
    from start: Int, _ length: Int, _ reader: OldWordReader
  ) throws(UnreadableDocument) -> (headers: [Block], footers: [Block]) {
    guard length > 0, let list = part(11) else { return ([], []) }
    let hasFacingPages = (part(31)?.u8(0) ?? 0) & 1 != 0
    var headers: [Block] = []
    var footers: [Block] = []
    var seen: Set<[Block]> = []
    for number in 6..<min(max(list.count / 4 - 2, 6), 600) {
      guard let from = list.u32(number * 4), let to = list.u32(number * 4 + 4), from < to,
        to <= length
      else { continue }
      let kind = number % 6
      if kind == 0 || kind == 2, !hasFacingPages { continue }
      if kind >= 4, !hasTitlePage(section: number / 6 - 1) { continue }
      let isHeader = kind == 0 || kind == 1 || kind == 4
      // The last paragraph mark only ends the story.
      let blocks = try reader.blocks(start + from..<start + to - 1, isHeader ? .header : .footer)
      guard seen.insert(blocks).inserted else { continue }
      if isHeader { headers += blocks } else { footers += blocks }
    }
    return (headers, footers)
  }

  private func hasTitlePage(section: Int) -> Bool {
    guard let list = part(6) else { return false }
    let count = (list.count - 4) / 16
    guard section >= 0, section < count, let at = list.u32((count + 1) * 4 + section * 12 + 2),
      let length = main.u16(at), let properties = main.slice(at + 2, length)
    else { return false }
    var hasTitlePage = false
    Sprms.each(in: properties) { code, value in
      if code == Sprms.titlePage { hasTitlePage = value.first == 1 }
    }
    return hasTitlePage
  }
}
