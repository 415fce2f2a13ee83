internal import PepCore

/// Containers: an attachment for the container, then its members, as for forwarded messages. Taking
/// one apart needs its format, so that is asked of whoever reads documents.
extension MailWalk {
  func visitContainer(_ content: [UInt8], _ attachment: AttachmentFacts, _ place: Place) {
    // Each level holds its members in memory while it looks into them; nobody nests further.
    guard place.containers < Limits.containerDepth, place.depth < Limits.depth else {
      note(.tooDeep)
      var attachment = attachment
      attachment.content = .unreadable(.overLimit)
      return add(attachment, content)
    }
    add(attachment, content)
    var inner = place.deeper()
    inner.containers += 1
    inner.path = attachment.name ?? place.path ?? ""
    inner.isAlternative = false
    visit(members(content, bytesLeft), inner)
  }

  private func visit(_ contents: ContainerContents, _ place: Place) {
    if contents.isCut { note(.tooManyParts) }
    if !contents.text.isEmpty || !contents.html.isEmpty {
      let outerBody = body
      body = BodyText()
      body.beginAlternative()
      body.add(plain: String(decoding: takeText(Array(contents.text.utf8)), as: UTF8.self))
      body.add(html: String(decoding: takeText(Array(contents.html.utf8)), as: UTF8.self))
      body.endAlternative()
      addForwardedBody()
      body = outerBody
    }
    for member in contents.members {
      guard countPart() else { return }
      visit(member, place)
    }
  }

  private func visit(_ member: ContainerMember, _ place: Place) {
    let name = PartName.cleanedPath(member.name ?? "")
    if let contents = member.inner {
      let attachment = AttachmentFacts(
        name: memberName(name, in: place), declaredType: member.declaredType,
        size: 0, content: .container(.message))
      add(attachment, [])
      visit(contents, inside(name, place))
    } else if let verdict = member.verdict {
      add(
        AttachmentFacts(
          name: memberName(name, in: place), declaredType: member.declaredType,
          size: member.bytes.count, content: verdict), [])
    } else {
      let file = FileHeader(
        name: name, type: onOneLine(member.declaredType.lowercased(), limit: 100),
        isInline: member.contentID != nil, contentID: member.contentID)
      visitFile(member.bytes, file, place)
    }
  }
}
