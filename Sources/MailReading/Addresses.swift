import CGMime
internal import PepCore

/// Address lists of the header, groups opened up (RFC 5322 section 3.4).
struct Addresses {
  let options: OpaquePointer

  /// Of every header of that name: two From headers are two senders, and that is worth knowing.
  func all(in headers: MailHeaders, named name: String) -> [MailAddress] {
    headers.lines.filter { $0.name == name }.prefix(10).flatMap { list($0.value) }
      .prefix(Limits.addresses).map { $0 }
  }

  /// Encoded words are taken out before the list is parsed and put back into the names alone.
  /// Decoded first, a name could bring its own comma and address; decoded by the library, it loses
  /// its second half (`EncodedWords`).
  private func list(_ header: String) -> [MailAddress] {
    var names: [(mark: String, name: String)] = []
    let marked = EncodedWords.pieces(of: header).map { piece in
      switch piece {
      case .text(let text): return text
      case .words(let charset, let bytes, let source):
        guard names.count < Limits.addresses else { return source }
        let mark = "=_\(names.count)_="
        names.append((mark, TextDecoding.text(bytes, charset: charset).text))
        return mark
      }
    }.joined()
    guard let list = internet_address_list_parse(options, marked) else { return [] }
    defer { g_object_unref(list) }
    var found: [MailAddress] = []
    collect(list, depth: 0, into: &found)
    guard !names.isEmpty else { return found }
    return found.map { address in
      var address = address
      for (mark, name) in names where address.name?.contains(mark) == true {
        address.name = address.name.map { $0.replacing(mark, with: onOneLine(name)) }
      }
      return address
    }
  }

  private func collect(
    _ list: UnsafeMutablePointer<InternetAddressList>, depth: Int, into found: inout [MailAddress]
  ) {
    // Groups do not nest by the grammar; what a parser makes of hostile text is another matter.
    guard depth < 4 else { return }
    for index in 0..<internet_address_list_length(list) where found.count < Limits.addresses {
      guard let entry = internet_address_list_get_address(list, index) else { continue }
      if let group = pep_as_group(entry) {
        guard let members = internet_address_group_get_members(group) else { continue }
        collect(members, depth: depth + 1, into: &found)
      } else if let mailbox = pep_as_mailbox(entry),
        let address = borrowed(internet_address_mailbox_get_addr(mailbox)), !address.isEmpty
      {
        let name = borrowed(internet_address_get_name(entry))
          .map { onOneLine($0, limit: Limits.nameCharacters) }
        // 254 is the longest address that can be delivered (RFC 5321 section 4.5.3.1.3).
        found.append(
          MailAddress(name: name == "" ? nil : name, address: onOneLine(address, limit: 320)))
      }
    }
  }
}
