import PepCore

/// winmail.dat: Outlook's message and its files in one stream of attributes ([MS-OXTNEF]). A reader
/// of its own, because the format is a list of lengths and the known library has had many holes.
struct TransportFormat {
  private enum Attribute {
    static let attachmentBegins = 0x9002
    static let title = 0x8010
    static let data = 0x800F
    static let properties = 0x9005
    static let body = 0x800C
    static let messageProperties = 0x9003
  }

  private struct Draft {
    var title: String?
    var data: ArraySlice<UInt8>?
    var properties = MessageProperties()
  }

  private let reader: ByteReader
  private let budget: MemberBudget
  private var attachments: [Draft] = []
  private var message = MessageProperties()
  private var body = ""
  private var isCut = false

  init(_ bytes: [UInt8], limit: Int) {
    reader = ByteReader(bytes)
    budget = MemberBudget(limit)
    readAttributes()
  }

  /// Whether the stream is worth taking apart: its first attribute lies inside it.
  static func isWhole(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let length = bytes.littleEndian32(11) else { return false }
    return length <= bytes.count - 15
  }

  private mutating func readAttributes() {
    // Signature and key, then: level, identifier, type, length, data, checksum. Checksums are not
    // compared: some gateways write wrong ones, and the office programs do not look either.
    var at = 6
    while let level = reader.u8(at), level == 1 || level == 2, let id = reader.u16(at + 1),
      let length = reader.u32(at + 5)
    {
      let start = at + 9
      guard let data = reader.slice(start, length) else {
        isCut = true
        // A stream that broke off still holds the beginning; nobody may take it for the whole.
        return
      }
      take(id, data, isMessage: level == 1)
      if attachments.count > Limits.containerMembers {
        isCut = true
        return
      }
      at = start + length + 2
    }
  }

  private mutating func take(_ id: Int, _ data: ArraySlice<UInt8>, isMessage: Bool) {
    switch id {
    case Attribute.attachmentBegins: attachments.append(Draft())
    case Attribute.body: body = CodePage.windows.string(data.prefix { $0 != 0 })
    case Attribute.messageProperties where isMessage: message = MessageProperties(transport: data)
    case Attribute.title, Attribute.data, Attribute.properties:
      // Some writers leave out the mark that begins the first attachment.
      if attachments.isEmpty { attachments.append(Draft()) }
      let last = attachments.count - 1
      if id == Attribute.title {
        attachments[last].title = CodePage.guessed(data.prefix { $0 != 0 })
      } else if id == Attribute.data {
        attachments[last].data = data
      } else {
        attachments[last].properties = MessageProperties(transport: data)
      }
    default: break
    }
  }

  func contents() -> ContainerContents {
    var contents = ContainerContents(isCut: isCut)
    contents.text = body.isEmpty ? message.text(.body) ?? "" : body
    contents.html = message.html ?? ""
    contents.members = attachments.map { draft in
      let properties = draft.properties
      let name =
        properties.text(.longFileName) ?? draft.title ?? properties.text(.fileName)
        ?? properties.text(.displayName)
      var member = budget.member(name, content(draft), properties.text(.mimeType))
      member.contentID = properties.text(.contentID)
      return member
    }
    return contents
  }

  /// An embedded message is a stream of the same format behind the identifier of its interface.
  private func content(_ draft: Draft) -> [UInt8] {
    let object = draft.properties.bytes(.data)
    if let object, object.dropFirst(16).starts(with: [0x78, 0x9F, 0x3E, 0x22]) {
      return Array(object.dropFirst(16))
    }
    return Array(draft.data ?? object ?? [])
  }
}
