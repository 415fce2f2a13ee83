import CArchive

/// A small Word file made here, with one of everything that forms hold. `pep-extract` reads it once
/// before it forks: names are bound, types are set up and caches filled in the parent, which
/// otherwise every child would do anew at more than the cost of reading a real form.
package enum SampleDocument {
  /// Each table comes with a paragraph before and behind it.
  package static func bytes(tables: Int = 1) -> [UInt8] {
    var file = [UInt8](repeating: 0, count: 32_768)
    var used = 0
    let isWritten = file.withUnsafeMutableBytes { buffer in
      guard let archive = archive_write_new() else { return false }
      defer { archive_write_free(archive) }
      archive_write_set_format_zip(archive)
      archive_write_open_memory(archive, buffer.baseAddress, buffer.count, &used)
      for (name, text) in parts + [("word/document.xml", document(tables))] {
        add(name, text, to: archive)
      }
      return archive_write_close(archive) == ARCHIVE_OK
    }
    return isWritten ? Array(file[..<used]) : []
  }

  private static func add(_ name: String, _ text: String, to archive: OpaquePointer) {
    let entry = archive_entry_new()
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname(entry, name)
    archive_entry_set_filetype(entry, UInt32(0o100000))
    archive_entry_set_size(entry, Int64(text.utf8.count))
    archive_write_header(archive, entry)
    _ = Array(text.utf8).withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
  }

  private static let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  private static let packages = "http://schemas.openxmlformats.org/package/2006"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  private static let parts = [
    (
      "[Content_Types].xml",
      """
      <Types xmlns="\(packages)/content-types"><Default Extension="xml" ContentType="text/xml"/>\
      <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-\
      officedocument.wordprocessingml.document.main+xml"/></Types>
      """
    ),
    (
      "_rels/.rels",
      """
      <Relationships xmlns="\(packages)/relationships"><Relationship Id="a" \
      Type="\(office)/officeDocument" Target="word/document.xml"/></Relationships>
      """
    ),
    (
      "word/_rels/document.xml.rels",
      """
      <Relationships xmlns="\(packages)/relationships"><Relationship Id="a" Type="\(office)/styles" \
      Target="styles.xml"/><Relationship Id="b" Type="\(office)/header" Target="header1.xml"/>\
      </Relationships>
      """
    ),
    (
      "word/styles.xml",
      """
      <w:styles xmlns:w="\(word)"><w:docDefaults/><w:style w:type="paragraph" w:default="1" \
      w:styleId="a"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style><w:style \
      w:type="character" w:styleId="b"><w:basedOn w:val="c"/><w:rPr><w:i/></w:rPr></w:style></w:styles>
      """
    ),
    ("word/header1.xml", "<w:hdr xmlns:w=\"\(word)\"><w:p><w:r><w:t>H</w:t></w:r></w:p></w:hdr>"),
  ]

  private static func document(_ tables: Int) -> String {
    """
    <w:document xmlns:w="\(word)" xmlns:r="\(office)" \
    xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:body>\
    \(String(repeating: content, count: tables))<w:sectPr><w:headerReference r:id="b"/></w:sectPr>\
    </w:body></w:document>
    """
  }

  private static let content = """
    <w:p><w:pPr><w:pStyle \
    w:val="a"/></w:pPr><w:r><w:rPr><w:rStyle w:val="b"/><w:b/><w:shd w:fill="FFFF00"/></w:rPr>\
    <w:t>Name – é ☐</w:t><w:tab/><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p><w:tbl><w:tr>\
    <w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr><w:p><w:sdt><w:sdtPr><w:alias \
    w:val="Answer"/><w:dropDownList/></w:sdtPr><w:sdtContent><w:r><w:t>Yes</w:t></w:r>\
    </w:sdtContent>\
    </w:sdt></w:p></w:tc><w:tc><w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/>\
    <w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent>\
    <w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt></w:p></w:tc></w:tr></w:tbl>\
    <w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:r>\
    <w:fldChar \
    w:fldCharType="begin"><w:ffData><w:name w:val="f"/><w:ddList><w:result w:val="0"/><w:listEntry \
    w:val="No"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="separate"/>\
    </w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
    """
}
