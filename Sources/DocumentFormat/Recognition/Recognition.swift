import COCR
import CPoppler
import PepCore

/// Whether, and by what, pictures of pages are read.
enum Recognition {
  /// Written once, before any document is read, by a program of one thread; a locked child could not
  /// open the data.
  nonisolated(unsafe) private static var tesseract: Tesseract?
  nonisolated(unsafe) private(set) static var isWanted = false

  static func prepare(isWanted: Bool) {
    setMsgSeverity(l_int32(L_SEVERITY_NONE))
    Recognition.isWanted = isWanted
    if isWanted, tesseract == nil { tesseract = Tesseract() }
  }

  static var isAvailable: Bool { isWanted && tesseract != nil }

  /// What a document of nothing but pictures is when they were not read.
  static var unread: UnreadableReason { isWanted ? .unsupportedFormat : .needsRecognition }

  /// A picture of unknown resolution: it is taken for a page of A4, and photographs are made smaller,
  /// which costs no words and half the time.
  static func read(_ picture: Picture, number: Int) -> PageContent? {
    guard let tesseract else { return nil }
    let long = Double(max(picture.width, picture.height))
    let factor = min(1, Limits.longSideRead / long)
    guard let scaled = factor < 1 ? picture.inGrey()?.scaled(by: factor) : picture else {
      return nil
    }
    // 11.7 inches are the long side of A4.
    let resolution = max(long * factor / 11.7, 70)
    return ScannedPage.content(of: scaled, resolution: resolution, tesseract, number: number)
  }

  static func read(_ page: OpaquePointer, _ size: Box, _ number: Int) -> PageContent? {
    let resolution = Limits.recognitionResolution
    guard let tesseract,
      let raster = PageRaster(page, size: size, resolution: resolution),
      let picture = Picture(raster.grey)
    else { return nil }
    return ScannedPage.content(of: picture, resolution: resolution, tesseract, number: number)
  }
}

extension Picture {
  /// A grey picture of a drawn page. Leptonica keeps its bytes in words of the machine's order.
  convenience init?(_ bitmap: Bitmap) {
    guard let pix = pixCreate(l_int32(bitmap.width), l_int32(bitmap.height), 8) else { return nil }
    self.init(pix)
    guard let data = pixGetData(pix) else { return nil }
    let stride = Int(pixGetWpl(pix)) * 4
    UnsafeMutableRawPointer(data).withMemoryRebound(
      to: UInt8.self, capacity: stride * bitmap.height
    ) { bytes in
      for y in 0..<bitmap.height {
        for x in 0..<bitmap.width {
          bytes[y * stride + (x ^ 3)] = bitmap.bytes[y * bitmap.width + x]
        }
      }
    }
  }
}
