import CGMime
internal import PepCore

/// Address lists of the header, groups opened up (RFC 5322 section 3.4).
enum Addresses {
  static func fill(_ facts: inout MessageFacts, from message: UnsafeMutablePointer<GMimeMessage>) {
    facts.from = all(g_mime_message_get_from(message))
    facts.to = all(g_mime_message_get_to(message))
    facts.cc = all(g_mime_message_get_cc(message))
    if facts.from.isEmpty { facts.defects.append(.noFrom) }
  }

  private static func all(_ list: UnsafeMutablePointer<InternetAddressList>?) -> [MailAddress] {
    var found: [MailAddress] = []
    collect(list, depth: 0, into: &found)
    return found
  }

  private static func collect(
    _ list: UnsafeMutablePointer<InternetAddressList>?, depth: Int, into found: inout [MailAddress]
  ) {
    // Groups do not nest by the grammar; what a parser makes of hostile text is another matter.
    guard let list, depth < 4 else { return }
    for index in 0..<internet_address_list_length(list) where found.count < Limits.addresses {
      guard let entry = internet_address_list_get_address(list, index) else { continue }
      if let group = pep_as_group(entry) {
        collect(internet_address_group_get_members(group), depth: depth + 1, into: &found)
      } else if let mailbox = pep_as_mailbox(entry),
        let address = borrowed(internet_address_mailbox_get_addr(mailbox)), !address.isEmpty
      {
        let name = borrowed(internet_address_get_name(entry)).map(onOneLine)
        found.append(MailAddress(name: name == "" ? nil : name, address: onOneLine(address)))
      }
    }
  }
}
