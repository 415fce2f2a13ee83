/// A Word file written for a test: the body as WordprocessingML, everything around it made up.
package struct WordFile {
  package var body: String
  /// Children of `w:styles`.
  package var styles = ""
  /// Other parts by relationship kind: ("header", "h1", whole XML).
  package var parts: [(kind: String, id: String, xml: String)] = []
  /// Files under `media/`, which no reader looks into.
  package var media: [(name: String, bytes: [UInt8])] = []
  /// Relationships to what lies outside the file.
  package var outside: [(kind: String, id: String, target: String)] = []
  package var mainPart = "word/document.xml"
  package var isStrict = false
  package var hasMacros = false
  /// Stands before the root element of the main part.
  package var prologue = ""

  package init(_ body: String) { self.body = body }

  package var bytes: [UInt8] {
    var zip = ZipFile()
    zip.add("[Content_Types].xml", contentTypes)
    zip.add("_rels/.rels", relationships([("officeDocument", "main", mainPart)]))
    zip.add(mainPart, "\(prologue)<w:document \(spaces)><w:body>\(body)</w:body></w:document>")
    let folder = mainPart.split(separator: "/").dropLast().joined(separator: "/")
    let name = mainPart.split(separator: "/").last ?? ""
    var related = parts.map { ($0.kind, $0.id, "/\(folder)/\($0.id).xml") }
    related.append(("styles", "styles", "styles.xml"))
    zip.add("\(folder)/_rels/\(name).rels", relationships(related, outside: outside))
    zip.add("\(folder)/styles.xml", "<w:styles \(spaces)>\(styles)</w:styles>")
    for part in parts { zip.add("\(folder)/\(part.id).xml", part.xml) }
    for file in media { zip.add("\(folder)/media/\(file.name)", file.bytes) }
    return zip.bytes
  }

  /// A part of text, e.g. `hdr` or `footnotes`.
  package func part(_ root: String, _ content: String) -> String {
    "<w:\(root) \(spaces)>\(content)</w:\(root)>"
  }

  private var office: String {
    isStrict
      ? "http://purl.oclc.org/ooxml/officeDocument"
      : "http://schemas.openxmlformats.org/officeDocument/2006"
  }

  private var word: String {
    isStrict
      ? "http://purl.oclc.org/ooxml/wordprocessingml/main"
      : "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  }

  private var spaces: String {
    """
    xmlns:w="\(word)" xmlns:r="\(office)/relationships" \
    xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" \
    xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" \
    xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
    """
  }

  private var contentTypes: String {
    let main =
      hasMacros
      ? "application/vnd.ms-word.document.macroEnabled.main+xml"
      : "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return """
      <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
      <Default Extension="xml" ContentType="application/xml"/>\
      <Override PartName="/\(mainPart)" ContentType="\(main)"/></Types>
      """
  }

  private func relationships(
    _ list: [(kind: String, id: String, target: String)],
    outside: [(kind: String, id: String, target: String)] = []
  ) -> String {
    let entries =
      list.map { relationship($0, "") }
      + outside.map { relationship($0, " TargetMode=\"External\"") }
    return """
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
      \(entries.joined())</Relationships>
      """
  }

  private func relationship(
    _ item: (kind: String, id: String, target: String), _ mode: String
  ) -> String {
    """
    <Relationship Id="\(item.id)" Type="\(office)/relationships/\(item.kind)" \
    Target="\(item.target)"\(mode)/>
    """
  }
}

// MARK: Pieces of WordprocessingML

/// A paragraph of runs.
package func p(_ content: String, _ properties: String = "") -> String {
  "<w:p><w:pPr>\(properties)</w:pPr>\(content)</w:p>"
}

/// A run with its properties.
package func r(_ text: String, _ properties: String = "") -> String {
  "<w:r><w:rPr>\(properties)</w:rPr><w:t xml:space=\"preserve\">\(text)</w:t></w:r>"
}

package func table(_ rows: String...) -> String { "<w:tbl>\(rows.joined())</w:tbl>" }
package func row(_ cells: String...) -> String { "<w:tr>\(cells.joined())</w:tr>" }
package func cell(_ text: String, _ properties: String = "") -> String {
  "<w:tc><w:tcPr>\(properties)</w:tcPr>\(p(r(text)))</w:tc>"
}

/// A content control.
package func control(_ properties: String, _ content: String) -> String {
  "<w:sdt><w:sdtPr>\(properties)</w:sdtPr><w:sdtContent>\(content)</w:sdtContent></w:sdt>"
}

/// A legacy form field: its data, its instruction and the result that is shown.
package func field(_ data: String, _ instruction: String, _ result: String) -> String {
  """
  <w:r><w:fldChar w:fldCharType="begin"><w:ffData>\(data)</w:ffData></w:fldChar></w:r>\
  <w:r><w:instrText> \(instruction) </w:instrText></w:r>\
  <w:r><w:fldChar w:fldCharType="separate"/></w:r>\(result)\
  <w:r><w:fldChar w:fldCharType="end"/></w:r>
  """
}
