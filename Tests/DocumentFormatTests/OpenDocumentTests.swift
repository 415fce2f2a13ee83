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
    xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" \
    xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"
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

  @Test func `a legacy list shows the entry that its number names`() {
    let list = { (selected: String) in
      """
      <text:p><field:fieldmark text:name="F1" \
      field:type="vnd.oasis.opendocument.field.FORMDROPDOWN"><field:param \
      field:name="Dropdown_ListEntry" field:value="Choose an item."/><field:param \
      field:name="Dropdown_ListEntry" field:value="EHCP"/>\(selected)</field:fieldmark></text:p>
      """
    }
    let chosen = list(#"<field:param field:name="Dropdown_Selected" field:value="1"/>"#)
    #expect(runs(chosen) == [Run("EHCP", [.entered, .chosen], control: "F1")])
    #expect(runs(list("")) == [Run("Choose an item.", [.entered, .prompt], control: "F1")])
  }

  @Test func `what stands in a control or an input field was entered`() {
    let list = """
      <text:p><loext:content-control loext:alias="Status"><loext:list-item \
      loext:display-text="No SEN" loext:value="No SEN"/>No SEN</loext:content-control></text:p>
      """
    #expect(runs(list) == [Run("No SEN", [.entered, .chosen], control: "Status")])
    let input = "<text:p>UPN: <text:text-input>A123</text:text-input></text:p>"
    #expect(runs(input) == [Run("UPN: "), Run("A123", .entered)])
    let legacy = """
      <text:p><field:fieldmark-start text:name="F2" \
      field:type="vnd.oasis.opendocument.field.FORMTEXT"/><field:fieldmark-separator/>96.4\
      <field:fieldmark-end/></text:p>
      """
    #expect(runs(legacy) == [Run("96.4", .entered, control: "F2")])
  }

  private func runs(_ body: String) -> [Run] {
    blocks(body).flatMap { block -> [Run] in
      guard case .paragraph(let paragraph) = block else { return [] }
      return paragraph.runs
    }
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
