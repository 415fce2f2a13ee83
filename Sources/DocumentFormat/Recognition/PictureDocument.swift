import COCR
import PepCore

/// A photograph or scan that came as a picture: read if it could be a page.
enum PictureDocument {
  /// A quick look at the size. Signature images are small or flat; a page has the shape of paper.
  static func couldBePage(_ width: Int, _ height: Int) -> Bool {
    let long = max(width, height)
    let short = min(width, height)
    return long >= Limits.longSideOfPage && short * 21 >= long * 10
      && width * height <= Limits.picturePixels
  }

  static func read(
    _ bytes: UnsafeRawBufferPointer, width: Int, height: Int
  ) -> AttachmentContent {
    let unread = AttachmentContent.picture(width: width, height: height)
    guard couldBePage(width, height) else { return unread }
    guard Recognition.isAvailable else { return .unreadable(Recognition.unread) }
    var pages: [PageContent] = []
    for picture in pictures(bytes) {
      let upright = picture.turned(quarters: ExifTurn(of: bytes).quarters) ?? picture
      if let page = Recognition.read(upright, number: pages.count + 1) { pages.append(page) }
    }
    let words = pages.reduce(0) { $0 + $1.pieces.count }
    guard words >= Limits.wordsOfPage else { return unread }
    return .document(
      DocumentFacts(
        format: .picture, method: .recognised, blocks: PageLayout.blocks(pages)))
  }

  /// One, or the pages of a TIFF.
  private static func pictures(_ bytes: UnsafeRawBufferPointer) -> [Picture] {
    guard let base = bytes.bindMemory(to: l_uint8.self).baseAddress else { return [] }
    var width: l_int32 = 0
    var height: l_int32 = 0
    // The header that leptonica sees is what it will make room for.
    guard pixReadHeaderMem(base, bytes.count, nil, &width, &height, nil, nil, nil) == 0,
      Int(width) * Int(height) <= Limits.picturePixels
    else { return [] }
    let isTIFF = bytes.starts(with: "II".utf8) || bytes.starts(with: "MM".utf8)
    guard isTIFF else { return Picture(pixReadMem(base, bytes.count)).map { [$0] } ?? [] }
    var pictures: [Picture] = []
    var offset = 0
    repeat {
      guard let page = Picture(pixReadMemFromMultipageTiff(base, bytes.count, &offset)) else {
        break
      }
      pictures.append(page)
    } while offset != 0 && pictures.count < Limits.recognisedPages
    return pictures
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
