import Extraction
import Foundation
import OfficeFixtures
import PepCore
import TestSupport

@testable import Processing

/// The mail of a year: what people write, with what a reader makes of it.
struct YearMails {
  let house: House
  private var count = 0

  init(_ house: House) { self.house = house }

  private mutating func mail(from address: String, _ subject: String) -> SampleMail {
    count += 1
    var mail = SampleMail(from: address, id: "year\(count)")
    mail.subject = subject
    return mail
  }

  private func deliver(
    _ mail: SampleMail, _ facts: MessageFacts, _ documents: [[UInt8]] = []
  ) async {
    var facts = facts
    let seconds = Int64(house.time.now.timeIntervalSince1970)
    facts.date = MessageDate(seconds: seconds, offsetMinutes: 0)
    house.reader.know(mail.bytes, ReadMessage(facts: facts, documents: documents.map { $0[...] }))
    await house.mailbox.deliver(mail.bytes, to: "INBOX")
  }

  /// A notice of a meeting, or that it is off.
  mutating func notice(_ child: Child, from address: String, _ text: String) async {
    let mail = mail(from: address, "PEP - \(child.id)")
    var facts = MessageFacts.sample(mail, nil)
    facts.body = text
    await deliver(mail, facts)
  }

  /// A form, under a name of its own; two of the same number are the same file.
  mutating func form(_ form: FormText, from address: String, number: Int) async {
    var mail = mail(from: address, "PEP")
    let bytes = Array("the form \(number)".utf8)
    mail.attachments = [("PEP Part B.docx", SampleMail.docx, bytes)]
    await deliver(mail, .sample(mail, form.document, bytes), [bytes])
  }

  /// An answer to a letter of ours.
  mutating func answer(_ letter: LetterSent, _ text: String) async {
    let mail = mail(from: letter.address, "Re: PEP")
    var facts = MessageFacts.sample(mail, nil)
    facts.body = text
    facts.inReplyTo = [letter.messageID.filter { !"<>".contains($0) }]
    await deliver(mail, facts)
  }

  mutating func absence(_ letter: LetterSent, until day: CivilDay) async {
    let mail = mail(from: letter.address, "Automatic reply: PEP")
    var facts = MessageFacts.sample(mail, nil)
    facts.body = "I am out of the office until \(day.inWords)."
    facts.headers.append(.init(name: "auto-submitted", value: "auto-replied"))
    facts.inReplyTo = [letter.messageID.filter { !"<>".contains($0) }]
    await deliver(mail, facts)
  }

  mutating func bounce(_ letter: LetterSent) async {
    let mail = mail(from: "mailer-daemon@\(SampleOffice.mailServer)", "Undelivered mail")
    var facts = MessageFacts.sample(mail, nil)
    facts.returnPath = ""
    facts.body = "The address is unknown."
    facts.report = DeliveryReport(
      action: .failed, status: "5.1.1", finalRecipient: letter.address,
      originalMessageID: letter.messageID.filter { !"<>".contains($0) })
    await deliver(mail, facts)
  }

  /// A document of the Advisory Teacher's.
  mutating func paper(_ name: String, _ lines: [String], from address: String) async {
    var mail = mail(from: address, name)
    let bytes = Array("\(name) \(count)".utf8)
    mail.attachments = [(name + ".docx", SampleMail.docx, bytes)]
    let document = DocumentFacts(
      format: .docx, blocks: lines.map { .paragraph(Paragraph([Run($0)])) })
    await deliver(mail, .sample(mail, document, bytes), [bytes])
  }
}
