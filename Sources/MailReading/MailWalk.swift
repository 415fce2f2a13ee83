import CGMime
internal import PepCore

/// One walk over the parts of one message, in MIME order.
///
/// A class, because forwarded messages are walked inside the walk and share its limits.
final class MailWalk {
  let options: OpaquePointer
  let document: ([UInt8]) -> AttachmentContent
  let members: ([UInt8], Int) -> ContainerContents
  var facts = MessageFacts()
  var decoded: [[UInt8]] = []
  /// Of the message that is being walked; a forwarded one begins anew.
  var body = BodyText()
  private var partsSeen = 0
  private(set) var bytesLeft = Limits.decodedBytes
  private var textLeft = Limits.textBytes
  var calendarLeft = Limits.calendarBytes
  /// Message-ID of the letter that a delivery report returns; may come before the status.
  var returnedID: String?

  init(
    options: OpaquePointer, document: @escaping ([UInt8]) -> AttachmentContent,
    members: @escaping ([UInt8], Int) -> ContainerContents
  ) {
    self.options = options
    self.document = document
    self.members = members
  }

  func read(_ parsed: ParsedMessage) -> ReadMail {
    if let object = pep_as_object(parsed.message) {
      MailHeaders(object).fill(&facts, options: options)
    }
    if let defect = parsed.defect { note(defect) }
    visit(g_mime_message_get_mime_part(parsed.message), Place())
    let (text, isCut) = body.text(limit: Limits.bodyBytes)
    facts.body = text
    facts.bodyIsFromHTML = body.isFromHTML
    facts.links = body.links
    facts.bodyBlocks = body.marked
    if isCut { note(.tooLarge) }
    return ReadMail(facts: facts, decoded: decoded)
  }

  /// Where a part stands in the tree.
  struct Place {
    var depth = 0
    /// Containers around it; forwarded messages do not count.
    var containers = 0
    /// Name of the message or container it lies in.
    var path: String?
    /// Inside multipart/alternative, where one text is shown and the others are its equals.
    var isAlternative = false
    /// Inside multipart/encrypted.
    var isEncrypted = false
    /// A part of a delivery report of the message itself.
    var isReport = false

    func deeper() -> Place {
      var place = self
      place.depth += 1
      return place
    }
  }

  func visit(_ object: UnsafeMutablePointer<GMimeObject>?, _ place: Place) {
    guard let object else { return }
    guard place.depth < Limits.depth else { return note(.tooDeep) }
    if let multipart = pep_as_multipart(object) {
      visit(multipart, object, place.deeper())
    } else if countPart() {
      if place.isReport, readReportPart(object) { return }
      if let forwarded = pep_as_message_part(object) {
        visitForwarded(forwarded, object, place.deeper())
      } else if let part = pep_as_part(object) {
        visitLeaf(part, object, place)
      }
    }
  }

  private func visit(
    _ multipart: UnsafeMutablePointer<GMimeMultipart>, _ object: UnsafeMutablePointer<GMimeObject>,
    _ place: Place
  ) {
    let type = ContentType(object)
    let count = g_mime_multipart_get_count(multipart)
    if count == 0 { return visitBroken(multipart, type, place) }
    var inner = place
    inner.isEncrypted = type.name == "multipart/encrypted"
    // A report inside a forwarded message is about somebody else's letter.
    inner.isReport = type.name == "multipart/report" && place.path == nil
    if type.name == "multipart/alternative" {
      inner.isAlternative = true
      // Alternatives inside alternatives are still one text.
      if !place.isAlternative { body.beginAlternative() }
    }
    let before = facts.attachments.count
    for index in 0..<count { visit(g_mime_multipart_get_part(multipart, index), inner) }
    if inner.isAlternative, !place.isAlternative { body.endAlternative() }
    if pep_is_closed(multipart) == 0 {
      note(.unterminatedMultipart)
      distrustLast(ofAttachmentsFrom: before)
    }
  }

  /// A multipart in which the parser found no part: the boundary is missing or another one. Its
  /// content is read again with the first boundary-like line as the boundary, else as text.
  private func visitBroken(
    _ multipart: UnsafeMutablePointer<GMimeMultipart>, _ type: ContentType, _ place: Place
  ) {
    note(.unterminatedMultipart)
    guard let prologue = borrowed(g_mime_multipart_get_prologue(multipart)), !prologue.isEmpty
    else { return }
    if place.depth < Limits.depth,
      let repaired = BrokenMultipart.repaired(prologue, type: type.name),
      let parsed = ParsedMessage(repaired, options: options),
      let again = g_mime_message_get_mime_part(parsed.message),
      let found = pep_as_multipart(again), g_mime_multipart_get_count(found) > 0
    {
      visit(again, place.deeper())
    } else {
      body.add(plain: TextDecoding.text(takeText(Array(prologue.utf8)), charset: nil).text)
    }
  }

  func note(_ defect: MessageDefect) {
    if !facts.defects.contains(defect) { facts.defects.append(defect) }
  }

  func countPart() -> Bool {
    partsSeen += 1
    if partsSeen > Limits.parts { note(.tooManyParts) }
    return partsSeen <= Limits.parts
  }

  /// As much of a text part's source as is still within the limit.
  func takeText(_ content: [UInt8]) -> [UInt8] {
    let count = min(content.count, textLeft)
    if count < content.count { note(.tooLarge) }
    textLeft -= count
    return count == content.count ? content : Array(content.prefix(count))
  }

  /// Whether so many decoded bytes are still within the limit; takes them if so.
  func take(_ count: Int) -> Bool {
    guard count <= bytesLeft else {
      note(.tooLarge)
      return false
    }
    bytesLeft -= count
    return true
  }
}
