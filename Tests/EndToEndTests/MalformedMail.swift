import DocumentFixtures
import OfficeFixtures
import ProgramFixtures

/// Six ways in which a form arrives broken.
enum MalformedMail {
  static func all(_ site: Installation, from first: Int) -> [SampleMail] {
    var mails: [SampleMail] = []
    func add(_ bytes: [UInt8], _ change: (inout SampleMail) -> Void = { _ in }) {
      let child = first + mails.count
      var mail = site.mail(bytes, about: child, id: "bad\(mails.count)")
      change(&mail)
      mails.append(mail)
    }
    let whole = site.form(first).docx
    add(Array(whole.prefix(whole.count / 2)))
    // An executable that calls itself a form.
    add(Array("MZ".utf8) + [UInt8](repeating: 0x90, count: 4_000))
    var entity = site.form(first + 2).wordFile
    entity.prologue = "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
    add(entity.bytes)
    add([])
    add(bomb)
    // The encoding breaks off in the middle, and so does the multipart.
    add(Array(whole.prefix(whole.count / 3))) { $0.isCutOff = true }
    return mails
  }

  /// Small, and unpacks to more than any form.
  private static var bomb: [UInt8] {
    var zip = ZipFile()
    zip.add("[Content_Types].xml", "<Types/>")
    zip.add("word/document.xml", [UInt8](repeating: 0x20, count: 40 << 20))
    return zip.bytes
  }
}
