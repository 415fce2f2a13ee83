import COCR

/// Makes page images look as if they had been on a copier's glass or before a telephone.
enum Scan {
  /// A PDF of nothing but pictures.
  static func pdf(_ pages: [[UInt8]], _ resolution: Int, _ dice: inout Dice) throws -> [UInt8] {
    let quality = dice.within(60...85)
    let dirt = dice.within(2...14)
    var file = PDFFile()
    let tree = file.reserve()
    var kids: [Int] = []
    for page in pages {
      // A sheet lies a little askew, each in its own way.
      let angle = Double(dice.within(-12...12)) / 1000
      let picture = try Picture(page, turnedBy: angle)
      picture.soil(dirt, shade: 0, &dice)
      let image = file.add(
        "<</Type/XObject/Subtype/Image/Width \(picture.width)/Height \(picture.height)"
          + "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode",
        stream: try picture.jpeg(quality))
      let size = (picture.width * 72 / resolution, picture.height * 72 / resolution)
      let content = file.add(
        "<<", stream: Array("q \(size.0) 0 0 \(size.1) 0 0 cm /I Do Q".utf8))
      kids.append(
        file.add(
          "<</Type/Page/Parent \(tree) 0 R/MediaBox[0 0 \(size.0) \(size.1)]"
            + "/Resources<</XObject<</I \(image) 0 R>>>>/Contents \(content) 0 R>>"))
    }
    let list = kids.map { "\($0) 0 R" }.joined(separator: " ")
    file.set(tree, "<</Type/Pages/Kids[\(list)]/Count \(kids.count)>>")
    let root = file.add("<</Type/Catalog/Pages \(tree) 0 R>>")
    return file.bytes(root: root)
  }

  static func photo(_ page: [UInt8], _ dice: inout Dice) throws -> [UInt8] {
    let picture = try Picture(page, turnedBy: Double(dice.within(-25...25)) / 1000)
    picture.soil(dice.within(6...18), shade: dice.within(20...70), &dice)
    return try picture.jpeg(dice.within(70...90))
  }
}

/// A grey picture in Leptonica's hands.
private final class Picture {
  private var pix: UnsafeMutablePointer<PIX>

  init(_ bytes: [UInt8], turnedBy angle: Double) throws {
    guard var read = pixReadMem(bytes, bytes.count) else {
      throw Converter.Failure(description: "pdftoppm left a page that is no picture")
    }
    if let turned = pixRotate(
      read, Float(angle), Int32(L_ROTATE_AREA_MAP), Int32(L_BRING_IN_WHITE), 0, 0)
    {
      var old: UnsafeMutablePointer<PIX>? = read
      pixDestroy(&old)
      read = turned
    }
    pix = read
  }

  deinit {
    var old: UnsafeMutablePointer<PIX>? = pix
    pixDestroy(&old)
  }

  var width: Int { Int(pixGetWidth(pix)) }
  var height: Int { Int(pixGetHeight(pix)) }

  /// Noise of at most `dirt` up or down, and a shadow of `shade` that grows towards the foot.
  func soil(_ dirt: Int, shade: Int, _ dice: inout Dice) {
    guard let data = pixGetData(pix) else { return }
    let words = Int(pixGetWpl(pix))
    for row in 0..<height {
      let dark = shade * row / height
      for index in row * words..<(row + 1) * words {
        let roll = dice.next()
        var word: UInt32 = 0
        for byte in stride(from: UInt32(0), to: 32, by: 8) {
          let noise = Int(roll >> (UInt64(byte) * 2) & 0xFFFF) % (2 * dirt + 1) - dirt
          let grey = Int(data[index] >> byte & 255) + noise - dark
          word |= UInt32(min(255, max(0, grey))) << byte
        }
        data[index] = word
      }
    }
  }

  func jpeg(_ quality: Int) throws -> [UInt8] {
    var data: UnsafeMutablePointer<UInt8>?
    var size = 0
    guard pixWriteMemJpeg(&data, &size, pix, Int32(quality), 0) == 0, let data else {
      throw Converter.Failure(description: "a page could not be written as JPEG")
    }
    defer { lept_free(data) }
    return Array(UnsafeBufferPointer(start: data, count: size))
  }
}
