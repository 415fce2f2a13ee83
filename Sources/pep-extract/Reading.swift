import DocumentFormat
import FoundationEssentials
import MailReading
import PepCore

/// What a child does with the bytes it was given: reads them and writes the answer of
/// `ReaderFrames`.
enum Reading {
  /// Reads a small mail made here, so that the fork finds everything loaded, bound and set up. What
  /// it learns is thrown away.
  static func warmUp(tables: Int = 1) {
    let attachment = Data(SampleDocument.bytes(tables: tables)).base64EncodedString()
    let mail = """
      From: Someone <someone@school.example>\r\nTo: office@council.example\r\nSubject: =?utf-8?q?P?=\r
      Date: Mon, 5 Oct 2026 09:00:00 +0100\r\nMessage-ID: <a@school.example>\r\nMIME-Version: 1.0\r
      Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r
      <p>Hello <a href="https://school.example/">there</a></p>\r\n--b\r
      Content-Type: text/plain; charset=iso-8859-1\r\n\r\nHello\r\n--b\r
      Content-Type: application/octet-stream; name="a.docx"\r
      Content-Transfer-Encoding: base64\r\n\r\n\(attachment)\r\n--b--\r\n
      """
    guard let area = SharedArea() else { return }
    defer { area.unmap() }
    _ = Array(mail.utf8).withUnsafeBytes { answer(.message, $0, into: area) }
  }

  static func answer(
    _ kind: ReaderFrames.Kind, _ bytes: UnsafeRawBufferPointer, into area: SharedArea
  ) -> Bool {
    switch kind {
    case .message, .messageWithoutDocuments: write(kept(mail(kind, bytes)), into: area)
    case .document: write(kept(document(bytes)), into: area)
    case .abilities:
      ([DocumentReader.canRecognisePictures ? 1 : 0] as [UInt8]).withUnsafeBytes { area.append($0) }
    }
  }

  /// For as long as the process lives, which is until its answer is written: to take thousands of cells
  /// apart first would only delay that.
  private static func kept<Read>(_ read: Read) -> Read {
    Unmanaged.passRetained(Keeper(read)).takeUnretainedValue().read
  }

  private static func mail(
    _ kind: ReaderFrames.Kind, _ bytes: UnsafeRawBufferPointer
  ) -> ReadMail {
    guard kind == .message else {
      return MailReader.read([UInt8](bytes)) { _ in .unreadable(.readerFailed) }
    }
    return MailReader.read([UInt8](bytes), members: DocumentReader.members) {
      DocumentReader.read($0)
    }
  }

  /// A document by itself has no place for members, and a container without its members would look
  /// empty; whoever asks for one again because its message killed the reader learns that it failed.
  private static func document(_ bytes: UnsafeRawBufferPointer) -> AttachmentContent {
    let content = DocumentReader.read(bytes)
    if case .container = content { return .unreadable(.readerFailed) }
    return content
  }

  /// The facts as people read them, whole.
  static func json(_ kind: ReaderFrames.Kind, _ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let json =
      switch kind {
      case .document: try? encoder.encode(DocumentReader.read(bytes))
      case .message, .messageWithoutDocuments: try? encoder.encode(mail(kind, bytes).facts)
      case .abilities: Data?.none
      }
    return json.map { [UInt8]($0) + [10] }
  }

  private static func write(_ mail: ReadMail, into area: SharedArea) -> Bool {
    var facts = mail.facts
    var blocks: [[UInt8]] = []
    for index in facts.attachments.indices {
      blocks.append(takeBlocks(from: &facts.attachments[index].content))
    }
    guard write(json: facts, into: area), area.append(length: blocks.count) else { return false }
    for (index, wire) in blocks.enumerated() {
      let bytes = mail.decoded.indices.contains(index) ? mail.decoded[index] : []
      guard area.append(framed: wire), area.append(framed: bytes) else { return false }
    }
    return true
  }

  private static func write(_ content: AttachmentContent, into area: SharedArea) -> Bool {
    var content = content
    let blocks = takeBlocks(from: &content)
    return write(json: content, into: area) && area.append(length: 1)
      && area.append(framed: blocks) && area.append(framed: [])
  }

  private static func write(json value: some Encodable, into area: SharedArea) -> Bool {
    guard let json = try? JSONEncoder().encode(value), json.count <= ReaderFrames.factsBytes else {
      return false
    }
    return area.append(framed: [UInt8](json))
  }

  private static func takeBlocks(from content: inout AttachmentContent) -> [UInt8] {
    guard case .document(var facts) = content else { return [] }
    let wire = BlockWire.bytes(of: facts.blocks)
    facts.blocks = []
    content = .document(facts)
    return wire
  }
}

private final class Keeper<Read> {
  let read: Read
  init(_ read: Read) { self.read = read }
}
