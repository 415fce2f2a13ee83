/// Writes small PDFs by hand, so that tests say exactly what stands where.
package struct SamplePDF {
  private var operators = ""
  private var annotations: [String] = []
  private var fields: [String] = []

  package init() {}

  package static let label = "B"
  package static let answer = "P"

  /// Places are in points from the top left of a page of A4.
  package mutating func text(
    _ text: String, x: Double, y: Double, font: String = "P", size: Double = 10
  ) {
    let escaped = text.replacing("(", with: "\\(").replacing(")", with: "\\)")
    operators += "BT /\(font) \(size) Tf \(x) \(842 - y) Td (\(escaped)) Tj ET\n"
  }

  package mutating func line(_ x: Double, _ y: Double, to x2: Double, _ y2: Double) {
    operators += "0.5 w \(x) \(842 - y) m \(x2) \(842 - y2) l S\n"
  }

  package mutating func grid(columns: [Double], rows: [Double]) {
    guard let left = columns.first, let right = columns.last, let top = rows.first,
      let bottom = rows.last
    else { return }
    for y in rows { line(left, y, to: right, y) }
    for x in columns { line(x, top, to: x, bottom) }
  }

  /// A check box as word processors draw it: an outline, and a cross if it is ticked.
  package mutating func box(x: Double, y: Double, side: Double, isCrossed: Bool = false) {
    operators += "0.5 w \(x) \(842 - y - side) \(side) \(side) re S\n"
    guard isCrossed else { return }
    line(x, y, to: x + side, y + side)
    line(x + side, y, to: x, y + side)
  }

  /// A form field; `details` are the entries of its dictionary beside name and place.
  package mutating func field(
    _ name: String, _ details: String, x: Double, y: Double, width: Double, height: Double = 14
  ) {
    fields.append(
      "<</Type/Annot/Subtype/Widget/F 4/T(\(name))/Rect[\(x) \(842 - y) \(x + width) \(842 - y + height)]"
        + "\(details)>>")
  }

  package func bytes() -> [UInt8] {
    let numbers = fields.indices.map { "\($0 + 7) 0 R" }.joined(separator: " ")
    var objects = [
      "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[\(numbers)]>>>>",
      "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[\(numbers)]"
        + "/Resources<</Font<</P 5 0 R/B 6 0 R>>>>>>",
      "<</Length \(operators.utf8.count)>>\nstream\n\(operators)endstream",
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
    ]
    objects += fields
    return SamplePDF.file(objects)
  }

  package static func file(_ objects: [String], trailer: String = "") -> [UInt8] {
    var text = "%PDF-1.4\n"
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(text.utf8.count)
      text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = text.utf8.count
    text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for offset in offsets {
      let digits = String(offset)
      text += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
    }
    text +=
      "trailer\n<</Size \(objects.count + 1)/Root 1 0 R\(trailer)>>\nstartxref\n\(start)\n%%EOF\n"
    return Array(text.utf8)
  }
}
