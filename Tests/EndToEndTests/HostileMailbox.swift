import DocumentFixtures
import OfficeFixtures
import PepCore
import ProgramFixtures

/// The hostile list as mail from schools, each about another child.
struct HostileMailbox {
  /// What nobody but a person can make something of.
  private(set) var mails: [(name: String, mail: SampleMail)] = []
  private let site: Installation
  private let first: Int

  init(_ site: Installation, from first: Int) {
    self.site = site
    self.first = first
    add("zip bomb", HostileFile.zipBomb)
    add("lying zip bomb", HostileFile.lyingZipBomb)
    add("zips in zips", HostileFile.zipsInZips)
    add("100,000 parts", HostileFile.manyParts)
    add("XML bomb", HostileFile.xmlBomb)
    add("external entity", HostileFile.externalEntity)
    add("pages in a ring", HostilePDF.endlessPages)
    add("exe named .docx", HostileFile.program)
    add("empty file", [])
    add("empty zip", ZipFile().bytes)
    add("picture of 900 Mpx in a PDF", HostilePDF.picture)
    add("page without end", HostilePDF.page(side: "1000000000"))
    add("PNG of 100000 x 100000", HostilePicture.png(width: 100_000, height: 100_000))
    add("truncated base64", site.form(first).docx) { $0.isCutOff = true }
    add("3,000 attachments", []) { mail in
      mail.attachments = Array(repeating: ("a.docx", SampleMail.docx, [0x78]), count: 3_000)
    }
    add("MIME 10,000 deep", []) { mail in
      let levels = (0..<10_000).map {
        "--b\($0)\r\nContent-Type: multipart/mixed; boundary=\"b\($0 + 1)\"\r\n\r\n"
      }
      mail.attachments = []
      mail.headers = "Content-Type: multipart/mixed; boundary=\"b0\"\r\n\r\n\(levels.joined())"
    }
  }

  /// A whole form of the child of this index, dangerous only to who follows what it names.
  static func form(_ site: Installation, _ child: Int) -> SampleMail {
    var file = site.form(child).wordFile
    file.outside = HostileFile.outside
    return site.mail(file.bytes, about: child, id: "outside")
  }

  private mutating func add(
    _ name: String, _ file: [UInt8], _ change: (inout SampleMail) -> Void = { _ in }
  ) {
    var mail = site.mail(file, about: first + mails.count, id: "hostile\(mails.count)")
    change(&mail)
    mails.append((name, mail))
  }
}
