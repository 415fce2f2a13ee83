import DocumentFixtures
import DocumentFormat
import PepCore
import Testing

struct OpenDocumentTests {
  private static let spaces = """
    xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
    xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
    xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
    xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" \
    xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" \
    xmlns:field="urn:openoffice:names:experimental:ooxml-odf-interop:xmlns:field:1.0"
    """

  private func file(_ body: String, styles: String = "", manifest: String = "<m/>") -> [UInt8] {
    var zip = ZipFile()
    zip.add("mimetype", "application/vnd.oasis.opendocument.text")
    zip.add("META-INF/manifest.xml", manifest)
    zip.add(
      "content.xml",
      """
      <office:document-content \(Self.spaces)><office:automatic-styles>\(styles)\
      </office:automatic-styles><office:body><office:text>\(body)</office:text></office:body>\
      </office:document-content>
      """)
    return zip.bytes
  }

  private func blocks(_ body: String, styles: String = "") -> [Block] {
    guard case .document(let facts) = DocumentReader.read(file(body, styles: styles)) else {
      return []
    }
    return facts.blocks
  }

  @Test func `spans carry their style and blanks are as seen`() {
    let styles = """
      <style:style style:name="T1" style:family="text">\
      <style:text-properties fo:font-weight="bold"/></style:style>
      """
    let body = """
      <text:p>a  b<text:s text:c="2"/>c<text:span text:style-name="T1">d</text:span></text:p>
      """
    guard case .paragraph(let paragraph)? = blocks(body, styles: styles).first else {
      Issue.record("no paragraph")
      return
    }
    #expect(paragraph.runs == [Run("a b  c"), Run("d", .bold)])
  }

  @Test func `covered cells belong to the cell that covers them`() {
    let body = """
      <table:table><table:table-row><table:table-cell table:number-columns-spanned="2">\
      <text:p>x</text:p></table:table-cell><table:covered-table-cell/></table:table-row>\
      <table:table-row><table:covered-table-cell/><table:table-cell><text:p>y</text:p>\
      </table:table-cell></table:table-row></table:table>
      """
    guard case .table(let table)? = blocks(body).first else {
      Issue.record("no table")
      return
    }
    #expect(table.rows.map { $0.map(\.columns) } == [[2], [1, 1]])
    #expect(table.rows.last?.first?.continuesAbove == true)
  }

  @Test func `a legacy box shows its state`() {
    let body = """
      <text:p><field:fieldmark text:name="Yes" \
      field:type="vnd.oasis.opendocument.field.FORMCHECKBOX"><field:param \
      field:name="Checkbox_Checked" field:value="true"/></field:fieldmark> Yes</text:p>
      """
    guard case .paragraph(let paragraph)? = blocks(body).first else {
      Issue.record("no paragraph")
      return
    }
    #expect(paragraph.text == "\u{2612} Yes")
  }

  @Test func `a password shows in the manifest`() {
    let bytes = file("<text:p/>", manifest: "<manifest:encryption-data/>")
    #expect(DocumentReader.read(bytes) == .sealed(.officePassword))
  }

  @Test func `a zip lists its files with their folders, and keeps to its limit`() {
    var zip = ZipFile()
    zip.add("PEP/a.txt", "first")
    zip.add("__MACOSX/PEP/._a.txt", "litter")
    zip.add("PEP/b.txt", String(repeating: "x", count: 5_000))
    let members = DocumentReader.members(of: zip.bytes, limit: 1_000).members
    #expect(members.map(\.name) == ["PEP/a.txt", "PEP/b.txt"])
    #expect(members.map(\.verdict) == [nil, .unreadable(.overLimit)])
  }
}
