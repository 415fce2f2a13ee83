import MailReading
import PepCore
import Testing

struct HeaderTests {
  @Test func `the header is read`() {
    let facts = read(
      SampleMail.bytes(
        header: """
          Return-Path: <m.fields@elmbrook.example>
          Authentication-Results: mx.somerset.example; dmarc=pass
          Received: from a.example by b.example with ESMTP; Mon, 5 Oct 2026 10:01:00 +0100 (BST)
          Received: from c.example by a.example; Mon, 5 Oct 2026 09:00:00 +0000
          Authentication-Results: forged.example; dmarc=pass
          Auto-Submitted: auto-replied
          From: =?utf-8?q?J=C3=B6rg?= Fields <m.fields@elmbrook.example>
          To: pep@somerset.example, Team: a@somerset.example, "B, C" <b@somerset.example>;
          Cc: (comment) c@somerset.example
          Subject: =?utf-8?b?UEVQIOKAkyBKw7Y=?=
           =?utf-8?b?cmc=?= again
          Date: Mon, 5 Oct 2026 10:00:00 +0100
          Message-ID: <1@elmbrook.example>
          In-Reply-To: <x@somerset.example>
          References: <w@somerset.example>
           <x@somerset.example>


          """, "x")
    ).facts
    #expect(facts.returnPath == "m.fields@elmbrook.example")
    #expect(facts.from == [MailAddress(name: "Jörg Fields", address: "m.fields@elmbrook.example")])
    #expect(
      facts.to.map(\.address) == [
        "pep@somerset.example", "a@somerset.example", "b@somerset.example",
      ])
    #expect(facts.cc.map(\.address) == ["c@somerset.example"])
    #expect(facts.subject == "PEP – Jörg again")
    #expect(facts.date == MessageDate(seconds: 1_791_190_800, offsetMinutes: 60))
    #expect(facts.received == MessageDate(seconds: 1_791_190_860, offsetMinutes: 60))
    #expect(facts.messageID == "1@elmbrook.example")
    #expect(facts.inReplyTo == ["x@somerset.example"])
    #expect(facts.references == ["w@somerset.example", "x@somerset.example"])
    #expect(
      facts.headers(named: "authentication-results")
        == ["mx.somerset.example; dmarc=pass", "forged.example; dmarc=pass"])
    #expect(facts.headers(named: "auto-submitted") == ["auto-replied"])
    #expect(facts.defects.isEmpty)
  }

  @Test(arguments: [
    ("", [MessageDefect.noDate, .noMessageID, .noFrom]),
    ("From: a@b.example\n", [.noDate, .noMessageID]),
    ("Message-ID: <>\nFrom: a@b.example\nDate: 5 Oct 2026 10:00 GMT\n", [.noMessageID]),
    ("Message-ID:\nFrom: <>\nDate: soon\n", [.noDate, .noMessageID, .noFrom]),
  ])
  func `what the header lacks is a defect and no more`(header: String, defects: [MessageDefect]) {
    let facts = read(SampleMail.bytes(header: header + "Subject: s\n", "\nwords")).facts
    #expect(Set(facts.defects) == Set(defects))
    #expect(facts.body == "words")
  }

  @Test func `the null sender is an empty return path`() {
    #expect(read(SampleMail.bytes(header: "Return-Path: <>\n", "\nx")).facts.returnPath == "")
    #expect(read(SampleMail.bytes(header: "Subject: s\n", "\nx")).facts.returnPath == nil)
  }

  @Test func `two From headers are two senders`() {
    let facts = read(SampleMail.bytes(header: "From: a@b.example\nFrom: c@d.example\n", "\nx"))
      .facts
    #expect(facts.from.map(\.address) == ["a@b.example", "c@d.example"])
  }

  @Test(arguments: [
    [UInt8]("Subject: J\u{F6}rg".utf8), [UInt8]("Subject: J".utf8) + [0xF6] + [UInt8]("rg".utf8),
    [UInt8]("Subject: =?iso-8859-1?q?J=F6rg?=".utf8),
    [UInt8]("Subject: =?utf-8?q?J=C3?==?utf-8?q?=B6rg?=".utf8),
    [UInt8]("Subject: =?utf-8?b?SsO2?=\n =?utf-8?b?cmc=?=".utf8),
    [UInt8]("Subject: =?utf-8?b?Sg==?= =?UTF-8?B?w7ZyZw==?=".utf8),
    [UInt8]("Subject: =?no-such-set?q?J=C3=B6rg?=".utf8),
    [UInt8]("Subject: =?iso-8859-1*de?q?J=F6rg?=".utf8),
  ])
  func `a subject is decoded however it was encoded`(header: [UInt8]) {
    #expect(read(header + Array("\n\nx".utf8)).facts.subject == "Jörg")
  }

  @Test func `a name cannot bring an address of its own`() {
    let header = "From: =?utf-8?q?Mo=2C_x=40evil=2Eexample=2C?= <a@b.example>\n"
    let facts = read(SampleMail.bytes(header: header, "\nx")).facts
    #expect(facts.from == [MailAddress(name: "Mo, x@evil.example,", address: "a@b.example")])
  }

  @Test func `a result of authentication is not decoded`() {
    let header = "Authentication-Results: mx.example; =?utf-8?q?dmarc=3Dpass?=\n"
    let facts = read(SampleMail.bytes(header: header, "\nx")).facts
    #expect(!facts.headers(named: "authentication-results").joined().contains("dmarc=pass"))
  }

  @Test(arguments: [
    "", "\n\n\n", "no header here", ": \n\n", "\u{0}\u{0}\u{0}", "--b--", "\r\n\r\n",
    "From someone Mon Oct  5 10:00:00 2026\n",
  ])
  func `bytes that are hardly a message are no trouble`(message: String) {
    let facts = read(Array(message.utf8)).facts
    #expect(facts.defects.contains(.noFrom))
    #expect(facts.attachments.isEmpty)
  }

  @Test func `a line of an mbox before the header is skipped`() {
    let message = SampleMail.bytes(
      header: "From a@b.example Mon Oct  5 10:00:00 2026\n" + SampleMail.header, "\nx")
    #expect(read(message).facts.messageID == "1@elmbrook.example")
  }
}
