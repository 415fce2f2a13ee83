import PepCore

/// A message that Outlook saved as a file ([MS-OXMSG]). What it carries are storages in an OLE file,
/// and a message in it is such a storage again.
struct OutlookMessage {
  private static let attachmentPrefix = "__attach_version1.0_#"
  /// Where an attachment keeps its bytes, and where a message or object inserted into it.
  private static let embedded = "__substg1.0_3701000D"

  private let file: CompoundFile
  private let budget: MemberBudget

  init(_ file: CompoundFile, limit: Int) {
    self.file = file
    budget = MemberBudget(limit)
  }

  static func isOne(_ file: CompoundFile) -> Bool {
    file.member("__properties_version1.0") != nil
      || file.members().contains { file.entries[$0]?.name.hasPrefix("__substg1.0_") == true }
  }

  func contents() -> ContainerContents { contents(of: 0, depth: 0) }

  private func contents(of storage: Int, depth: Int) -> ContainerContents {
    let properties = MessageProperties(file, in: storage)
    var contents = ContainerContents(
      text: properties.text(.body) ?? "", html: properties.html ?? "")
    let attachments = file.members(of: storage).filter {
      file.entries[$0]?.name.hasPrefix(OutlookMessage.attachmentPrefix) == true
    }.sorted { (file.entries[$0]?.name ?? "") < (file.entries[$1]?.name ?? "") }
    for index in attachments {
      guard contents.members.count < Limits.containerMembers, depth < Limits.messageDepth else {
        contents.isCut = true
        break
      }
      contents.members.append(member(index, depth))
    }
    return contents
  }

  private func member(_ storage: Int, _ depth: Int) -> ContainerMember {
    let properties = MessageProperties(file, in: storage)
    let name =
      properties.text(.longFileName) ?? properties.text(.fileName) ?? properties.text(.displayName)
    let type = properties.text(.mimeType)
    guard let object = file.member(OutlookMessage.embedded, of: storage) else {
      var member = budget.member(name, Array(properties.bytes(.data) ?? []), type)
      member.contentID = properties.text(.contentID)
      return member
    }
    if isMessage(object) {
      var member = ContainerMember(
        name: properties.text(.displayName) ?? name, declaredType: "application/vnd.ms-outlook",
        bytes: [])
      member.inner = contents(of: object, depth: depth + 1)
      return member
    }
    // A Word or Excel object in the text: a storage with no bytes of its own to hand on.
    return ContainerMember(
      name: name ?? "object", bytes: [], verdict: .unreadable(.unsupportedFormat))
  }

  private func isMessage(_ storage: Int) -> Bool {
    file.member("__properties_version1.0", of: storage) != nil
  }
}
