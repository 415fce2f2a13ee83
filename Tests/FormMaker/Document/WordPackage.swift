import DocumentFixtures

/// A .docx or .docm around a drawn form.
enum WordPackage {
  /// `padded` adds a logo, so that the file weighs what a real form weighs.
  static func write(
    _ document: Document, _ dice: Dice, clutter: Double, padded: Bool, hasMacros: Bool = false
  ) -> [UInt8] {
    var writer = WordWriter(dice: dice, clutter: clutter)
    var logoDice = Dice(seed: 7, for: "logo")
    let content = (padded ? drawing : "") + writer.body(document.blocks)
    let header =
      document.header.isEmpty ? "" : "<w:headerReference w:type=\"default\" r:id=\"rId2\"/>"
    var zip = ZipFile()
    zip.add("[Content_Types].xml", types(hasMacros))
    zip.add("_rels/.rels", relationships([("rId1", "officeDocument", "word/document.xml")]))
    zip.add(
      "word/document.xml",
      "\(prologue)<w:document \(spaces)><w:body>\(content)<w:sectPr>\(header)<w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:body></w:document>"
    )
    zip.add(
      "word/_rels/document.xml.rels",
      relationships([
        ("rId1", "styles", "styles.xml"), ("rId2", "header", "header1.xml"),
        ("rId3", "image", "media/image1.png"),
      ]))
    zip.add("word/styles.xml", styles)
    zip.add(
      "word/header1.xml",
      "\(prologue)<w:hdr \(spaces)><w:p><w:r><w:t>\(escaped(document.header))</w:t></w:r></w:p></w:hdr>"
    )
    zip.add("word/media/image1.png", Logo.png(width: 128, height: padded ? 132 : 8, &logoDice))
    if hasMacros { zip.add("word/vbaProject.bin", Array("no macro".utf8)) }
    return zip.bytes
  }

  private static let prologue = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let schemas = "http://schemas.openxmlformats.org"
  private static let spaces =
    "xmlns:w=\"\(schemas)/wordprocessingml/2006/main\" xmlns:r=\"\(schemas)/officeDocument/2006/relationships\" "
    + "xmlns:wp=\"\(schemas)/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"\(schemas)/drawingml/2006/main\" "
    + "xmlns:pic=\"\(schemas)/drawingml/2006/picture\" xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\""

  private static func types(_ hasMacros: Bool) -> String {
    let main =
      hasMacros
      ? "application/vnd.ms-word.document.macroEnabled.main+xml"
      : "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    return prologue + "<Types xmlns=\"\(schemas)/package/2006/content-types\">"
      + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      + "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>"
      + "<Default Extension=\"bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/>"
      + "<Override PartName=\"/word/document.xml\" ContentType=\"\(main)\"/>"
      + "<Override PartName=\"/word/styles.xml\" ContentType=\"\(word).styles+xml\"/>"
      + "<Override PartName=\"/word/header1.xml\" ContentType=\"\(word).header+xml\"/></Types>"
  }

  private static func relationships(_ list: [(id: String, kind: String, target: String)]) -> String
  {
    let entries = list.map {
      "<Relationship Id=\"\($0.id)\" Type=\"\(schemas)/officeDocument/2006/relationships/\($0.kind)\" Target=\"\($0.target)\"/>"
    }
    return prologue
      + "<Relationships xmlns=\"\(schemas)/package/2006/relationships\">\(entries.joined())</Relationships>"
  }

  private static let styles: String = {
    let borders = ["top", "left", "bottom", "right", "insideH", "insideV"].map {
      "<w:\($0) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"
    }.joined()
    let headings = (1...3).map {
      "<w:style w:type=\"paragraph\" w:styleId=\"Heading\($0)\"><w:name w:val=\"heading \($0)\"/><w:pPr><w:outlineLvl w:val=\"\($0 - 1)\"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>"
    }
    return prologue + "<w:styles \(spaces)>\(headings.joined())"
      + "<w:style w:type=\"character\" w:styleId=\"PlaceholderText\"><w:name w:val=\"Placeholder Text\"/><w:rPr><w:color w:val=\"808080\"/></w:rPr></w:style>"
      + "<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:tblPr><w:tblBorders>\(borders)</w:tblBorders></w:tblPr></w:style></w:styles>"
  }()

  private static let drawing =
    "<w:p><w:r><w:drawing><wp:inline><wp:extent cx=\"1219200\" cy=\"1257300\"/><wp:docPr id=\"1\" name=\"Logo\"/><a:graphic>"
    + "<a:graphicData uri=\"\(schemas)/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"1\" name=\"logo.png\"/><pic:cNvPicPr/></pic:nvPicPr>"
    + "<pic:blipFill><a:blip r:embed=\"rId3\"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
}

/// A picture of noise, which nothing can compress.
enum Logo {
  static func png(width: Int, height: Int, _ dice: inout Dice) -> [UInt8] {
    var raw: [UInt8] = []
    for _ in 0..<height {
      raw.append(0)
      for _ in 0..<width * 3 { raw.append(UInt8(truncatingIfNeeded: dice.next())) }
    }
    let head = big(width) + big(height) + [8, 2, 0, 0, 0]
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", head)
      + chunk("IDAT", stored(raw)) + chunk("IEND", [])
  }

  private static func big(_ n: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: n >> $0) }
  }

  private static func chunk(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + bytes
    return big(bytes.count) + body + big(Int(crc(body)))
  }

  /// A zlib stream of stored blocks (RFC 1950, RFC 1951 section 3.2.4).
  private static func stored(_ raw: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [0x78, 0x01]
    var start = 0
    repeat {
      let end = min(raw.count, start + 65_535)
      let n = UInt16(end - start)
      result += [
        end == raw.count ? 1 : 0, UInt8(n & 255), UInt8(n >> 8), UInt8(~n & 255), UInt8(~n >> 8),
      ]
      result += raw[start..<end]
      start = end
    } while start < raw.count
    var (a, b): (UInt32, UInt32) = (1, 0)
    for byte in raw {
      a = (a + UInt32(byte)) % 65_521
      b = (b + a) % 65_521
    }
    return result + big(Int(b << 16 | a))
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1 }
    }
    return ~crc
  }
}
