/// What a container held: the files in it and, where it is itself a message, what that message says.
///
/// The word between the reader of formats and the reader of mail, neither of which knows the other.
package struct ContainerContents: Sendable {
  package var members: [ContainerMember]
  /// Text of a message (Outlook's .msg, winmail.dat): its plain form, and its HTML where it has one.
  package var text: String
  package var html: String
  /// Members that were not listed because there were too many.
  package var isCut: Bool

  package init(
    _ members: [ContainerMember] = [], text: String = "", html: String = "", isCut: Bool = false
  ) {
    self.members = members
    self.text = text
    self.html = html
    self.isCut = isCut
  }
}

package struct ContainerMember: Sendable {
  /// As the container gives it, decoded but not cleaned; may hold a path with `/`.
  package var name: String?
  package var declaredType: String
  package var contentID: String?
  package var bytes: [UInt8]
  /// Set where the container knows better than the bytes: it could not be unpacked, for example.
  package var verdict: AttachmentContent?
  /// A message that is kept inside the container as its parts and not as bytes.
  package var inner: ContainerContents?

  package init(
    name: String?, declaredType: String = "application/octet-stream", bytes: [UInt8],
    verdict: AttachmentContent? = nil
  ) {
    self.name = name
    self.declaredType = declaredType
    self.contentID = nil
    self.bytes = bytes
    self.verdict = verdict
    self.inner = nil
  }
}
