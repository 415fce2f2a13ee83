import CPoppler
import Glibc
import PepCore

/// A page drawn small, to see its lines, its shading and what is struck through.
struct PageRaster {
  private let canvas: Canvas
  private let pixels: UnsafePointer<UInt8>
  private let width: Int
  private let height: Int
  private let stride: Int
  private let scale: Double

  /// Resolution at which a hairline still shows and a page costs some milliseconds.
  static let resolution = 100.0

  /// nil where the page is too large to draw. With `parts`, nothing else of the page is drawn, and
  /// nothing else may be asked about.
  init?(
    _ page: OpaquePointer, size: Box, resolution: Double = PageRaster.resolution,
    only parts: [Box]? = nil, on paper: Paper = Paper()
  ) {
    let scale = resolution / 72
    let width = Int((size.width * scale).rounded(.up))
    let height = Int((size.height * scale).rounded(.up))
    guard width > 0, height > 0, width <= Limits.pixelsAcross, height <= Limits.pixelsAcross,
      width * height <= Limits.drawnPixels,
      let canvas = Canvas(width, height, paper)
    else { return nil }
    self.canvas = canvas
    let surface = canvas.surface
    guard let context = cairo_create(surface) else { return nil }
    if let parts { PageRaster.clip(context, to: parts, scale) }
    cairo_set_source_rgb(context, 1, 1, 1)
    cairo_paint(context)
    cairo_scale(context, scale, scale)
    poppler_page_render(page, context)
    cairo_destroy(context)
    cairo_surface_flush(surface)
    stride = Int(cairo_image_surface_get_stride(surface))
    guard let data = cairo_image_surface_get_data(surface) else { return nil }
    pixels = UnsafePointer(data)
    self.width = width
    self.height = height
    self.scale = scale
  }

  /// What is asked about a word or a box looks no further around it, in points.
  private static let margin = 8.0

  /// Whole pixels, or every letter would be blended with the edges of the parts.
  private static func clip(_ context: OpaquePointer, to parts: [Box], _ scale: Double) {
    for part in parts {
      let left = ((part.left - margin) * scale).rounded(.down)
      let top = ((part.top - margin) * scale).rounded(.down)
      cairo_rectangle(
        context, left, top, ((part.right + margin) * scale).rounded(.up) - left,
        ((part.bottom + margin) * scale).rounded(.up) - top)
    }
    cairo_clip(context)
  }

  /// Brightness is taken from green, which the eye weighs most.
  var grey: Bitmap {
    let bytes = [UInt8](unsafeUninitializedCapacity: width * height) { grey, count in
      for y in 0..<height {
        let row = pixels + y * stride
        for x in 0..<width { grey[y * width + x] = row[4 * x + 1] }
      }
      count = width * height
    }
    withExtendedLifetime(canvas) {}
    return Bitmap(width: width, height: height, bytes: bytes, scale: scale)
  }

  /// Resolution at which the letters of small print stand apart.
  static let fineResolution = 240.0

  /// No row of pixels through the middle of a word is dark from end to end, since letters have gaps;
  /// but at a low resolution they may run together, so this is to be asked again at a fine one.
  func isStruck(_ piece: Piece) -> Bool {
    guard piece.text.unicodeScalars.count > 1,
      piece.text.unicodeScalars.contains(where: { $0.properties.isAlphabetic || $0.value < 0x3A })
    else { return false }
    let left = Int((piece.box.left * scale).rounded(.up)) + 1
    let right = Int(piece.box.right * scale) - 1
    let rows = piece.box.top + piece.box.height * 0.38...piece.box.top + piece.box.height * 0.72
    guard left >= 0, right < width, right - left > 4 else { return false }
    for y in Int(rows.lowerBound * scale)...Int(rows.upperBound * scale) where y >= 0 && y < height
    {
      let isThrough = (left...right).allSatisfy { brightness($0, y) < 150 }
      if isThrough, piece.text.contains(where: { !"-–—_=.".contains($0) }) { return true }
    }
    return false
  }

  /// A line under the word that ends with it on one side at least: the line of a table goes on, and
  /// stands clear of the letters. Its like under "Yes" is how many people choose.
  func isUnderlined(_ piece: Piece) -> Bool {
    let left = Int((piece.box.left * scale).rounded(.up)) + 1
    let right = Int(piece.box.right * scale) - 1
    guard left >= 0, right < width, right - left > 4 else { return false }
    let beside = max(3, Int(3 * scale))
    let rows = piece.box.bottom - piece.box.height * 0.24...piece.box.bottom
    return (Int(rows.lowerBound * scale)...Int(rows.upperBound * scale)).contains { y in
      guard y >= 0, y < height, (left...right).allSatisfy({ brightness($0, y) < 150 }) else {
        return false
      }
      return [left - beside, right + beside].contains { x in
        x < 0 || x >= width || brightness(x, y) > 200
      }
    }
  }

  /// A strong colour in the word's own height only; where it goes on above and below, a cell is shaded.
  func isHighlighted(_ piece: Piece) -> Bool {
    let y = Int((piece.box.top + piece.box.height * 0.12) * scale)
    let xs = [piece.box.left + 0.5, piece.box.centre, piece.box.right - 0.5].map { Int($0 * scale) }
    guard let ground = xs.compactMap({ colour($0, y) }).max(by: { $0.sum < $1.sum }),
      ground.isStrong
    else { return false }
    let reach = piece.box.height * 0.7
    let above = colour(Int(piece.box.centre * scale), Int((piece.box.top - reach) * scale))
    let below = colour(Int(piece.box.centre * scale), Int((piece.box.bottom + reach) * scale))
    return above != ground || below != ground
  }

  /// Whether something is drawn inside a box, whatever its colour; nil where it is filled, as a bullet
  /// or an ornament is.
  func isMarked(_ box: Box) -> Bool? {
    guard isOutlined(box) else { return nil }
    let inset = box.width * 0.22
    let columns = Int((box.left + inset) * scale)...Int((box.right - inset) * scale)
    let rows = Int((box.top + inset) * scale)...Int((box.bottom - inset) * scale)
    var count = 0
    var marked = 0
    for y in rows {
      for x in columns {
        guard let colour = colour(x, y) else { continue }
        count += 1
        if min(colour.red, colour.green, colour.blue) < 150 { marked += 1 }
      }
    }
    let share = Double(marked) / Double(max(count, 1))
    return share > 0.6 ? nil : share > 0.05
  }

  /// Seen closely its sides are straight to the corners; those of a round letter are not.
  private func isOutlined(_ box: Box) -> Bool {
    let xs = [box.left, box.right].map { Int($0 * scale) }
    let ys = [box.top, box.bottom].map { Int($0 * scale) }
    let reach = Int((1.2 * scale).rounded(.up))
    func isDark(_ x: Int, _ y: Int) -> Bool {
      guard let colour = colour(x, y) else { return false }
      return min(colour.red, colour.green, colour.blue) < 200
    }
    func isSide(_ range: ClosedRange<Int>, _ at: Int, _ isDark: (Int, Int) -> Bool) -> Bool {
      (at - reach...at + reach).contains { line in
        range.count { isDark($0, line) } * 10 >= range.count * 9
      }
    }
    return ys.allSatisfy { y in isSide(xs[0]...xs[1], y) { isDark($0, $1) } }
      && xs.allSatisfy { x in isSide(ys[0]...ys[1], x) { isDark($1, $0) } }
  }

  private func brightness(_ x: Int, _ y: Int) -> Int { Int(pixels[y * stride + 4 * x + 1]) }

  private struct Colour: Equatable {
    var red: Int
    var green: Int
    var blue: Int
    var sum: Int { red + green + blue }
    /// Yellow, green, cyan or pink of a marker, not the tint of a form.
    var isStrong: Bool { max(red, green, blue) - min(red, green, blue) >= 90 && sum > 300 }
  }

  private func colour(_ x: Int, _ y: Int) -> Colour? {
    guard x >= 0, y >= 0, x < width, y < height else { return nil }
    let at = y * stride + 4 * x
    return Colour(red: Int(pixels[at + 2]), green: Int(pixels[at + 1]), blue: Int(pixels[at]))
  }
}
