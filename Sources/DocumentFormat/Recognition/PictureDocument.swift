import COCR
import PepCore

/// A photograph or scan that came as a picture: read if it could be a page.
enum PictureDocument {
  /// A quick look at the size. Signature images are small or flat; a page has the shape of paper.
  private static func couldBePage(_ width: Int, _ height: Int) -> Bool {
    let long = max(width, height)
    let short = min(width, height)
    return long >= Limits.longSideOfPage && short * 21 >= long * 10
  }

  /// Sizes are a header's word and may be as large as numbers are, so they are not multiplied.
  private static func isWithinLimit(_ width: Int, _ height: Int, pixels: Int) -> Bool {
    width <= pixels / max(height, 1)
  }

  static func read(
    _ bytes: UnsafeRawBufferPointer, width: Int, height: Int
  ) throws(UnreadableDocument) -> AttachmentContent {
    let unread = AttachmentContent.picture(width: width, height: height)
    guard couldBePage(width, height) else { return unread }
    // A scan may be that fine, and then it was a form.
    guard isWithinLimit(width, height, pixels: Limits.picturePixels) else {
      throw UnreadableDocument(.overLimit)
    }
    guard Recognition.isAvailable else { throw UnreadableDocument(Recognition.unread) }
    let turn = ExifTurn(of: bytes)
    var pages: [PageContent] = []
    var source = PictureSource(bytes)
    while let picture = source.next() {
      let upright = turn.quarters == 0 ? picture : picture.turned(quarters: turn.quarters)
      let page = upright.flatMap { Recognition.read($0, number: pages.count + 1) }
      if let page { pages.append(page) } else { source.end = .overLimit }
    }
    // What stands on a page that nobody read would be asked for as if it were not there.
    if let end = source.end { throw UnreadableDocument(end) }
    let words = pages.reduce(0) { $0 + $1.pieces.count }
    guard words >= Limits.wordsOfPage else { return unread }
    return .document(
      DocumentFacts(
        format: .picture, method: .recognised, blocks: PageLayout.blocks(pages)))
  }

  /// The picture of a file, or the pages of a TIFF, one at a time: two decoded ones are more than a
  /// reader may hold.
  private struct PictureSource {
    private let bytes: UnsafeRawBufferPointer
    private let isTIFF: Bool
    private var count = 0
    private var offset = 0
    private var isAtEnd = false
    /// Why pages are missing.
    var end: UnreadableReason?

    init(_ bytes: UnsafeRawBufferPointer) {
      self.bytes = bytes
      isTIFF = bytes.starts(with: "II".utf8) || bytes.starts(with: "MM".utf8)
    }

    mutating func next() -> Picture? {
      guard !isAtEnd, let base = bytes.bindMemory(to: l_uint8.self).baseAddress else { return nil }
      guard count < Limits.recognisedPages, hasRoom(base) else { return stop(.overLimit) }
      let pix =
        isTIFF
        ? pixReadMemFromMultipageTiff(base, bytes.count, &offset) : pixReadMem(base, bytes.count)
      guard let picture = Picture(pix) else { return stop(.damaged) }
      isAtEnd = !isTIFF || offset == 0
      count += 1
      return picture
    }

    private mutating func stop(_ reason: UnreadableReason) -> Picture? {
      (isAtEnd, end) = (true, reason)
      return nil
    }

    /// The header that leptonica sees is what it will make room for, and each page has its own. A head
    /// that it cannot read takes no room.
    private func hasRoom(_ base: UnsafePointer<l_uint8>) -> Bool {
      var (width, height, samples): (l_int32, l_int32, l_int32) = (0, 0, 0)
      let failed =
        isTIFF
        ? readHeaderMemTiff(
          base, bytes.count, l_int32(count), &width, &height, nil, &samples, nil, nil, nil)
        : pixReadHeaderMem(base, bytes.count, nil, &width, &height, nil, &samples, nil)
      let isColourTIFF = isTIFF && samples >= 3
      return failed != 0
        || PictureDocument.isWithinLimit(
          Int(width), Int(height),
          pixels: isColourTIFF ? Limits.colourTIFFPixels : Limits.picturePixels)
    }
  }
}

/// How far a camera says that its picture must be turned (EXIF tag 0x0112).
struct ExifTurn {
  /// Quarters clockwise.
  private(set) var quarters = 0

  init(of bytes: UnsafeRawBufferPointer) {
    guard bytes.starts(with: [0xFF, 0xD8]) else { return }
    let head = UnsafeRawBufferPointer(rebasing: bytes.prefix(65_536))
    var at = 2
    while at + 10 < head.count, head[at] == 0xFF, let length = head.bigEndian16(at + 2) {
      if head[at + 1] == 0xE1, head[(at + 4)...].starts(with: "Exif".utf8) {
        quarters = ExifTurn.quarters(head, tiff: at + 10)
        return
      }
      at += 2 + max(length, 2)
    }
  }

  private static func quarters(_ bytes: UnsafeRawBufferPointer, tiff: Int) -> Int {
    guard tiff + 8 < bytes.count else { return 0 }
    let isLittle = bytes[tiff] == 0x49
    func number16(_ at: Int) -> Int {
      (isLittle ? bytes.littleEndian16(at) : bytes.bigEndian16(at)) ?? 0
    }
    func number32(_ at: Int) -> Int {
      (isLittle ? bytes.littleEndian32(at) : bytes.bigEndian32(at)) ?? 0
    }
    let directory = tiff + number32(tiff + 4)
    for index in 0..<min(number16(directory), 64) {
      let entry = directory + 2 + index * 12
      guard number16(entry) == 0x0112 else { continue }
      return [3: 2, 6: 1, 8: 3][number16(entry + 8)] ?? 0
    }
    return 0
  }
}
