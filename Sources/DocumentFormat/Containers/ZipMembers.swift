import CArchive
import Glibc
import PepCore

/// The files of a zip that is no office file, in the order of the archive.
enum ZipMembers {
  static func contents(of bytes: UnsafeRawBufferPointer, limit: Int) -> ContainerContents {
    guard let archive = archive_read_new() else { return ContainerContents(isCut: true) }
    defer { archive_read_free(archive) }
    archive_read_support_format_zip_seekable(archive)
    guard archive_read_open_memory(archive, bytes.baseAddress, bytes.count) == ARCHIVE_OK else {
      return ContainerContents(isCut: true)
    }
    var contents = ContainerContents()
    let budget = MemberBudget(min(limit, Limits.unpackedBytes))
    var entry: OpaquePointer?
    while true {
      let status = archive_read_next_header(archive, &entry)
      if status == ARCHIVE_EOF { break }
      guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry,
        contents.members.count < Limits.containerMembers
      else {
        contents.isCut = true
        break
      }
      let name = name(of: entry)
      if archive_entry_filetype(entry) == 0o040000 || isLitter(name) { continue }
      contents.members.append(member(name, entry, archive, budget))
    }
    return contents
  }

  private static func member(
    _ name: String, _ entry: OpaquePointer, _ archive: OpaquePointer, _ budget: MemberBudget
  ) -> ContainerMember {
    func refused(_ reason: UnreadableReason) -> ContainerMember {
      ContainerMember(name: name, bytes: [], verdict: .unreadable(reason))
    }
    if archive_entry_is_data_encrypted(entry) != 0 {
      return ContainerMember(name: name, bytes: [], verdict: .sealed(.zipPassword))
    }
    var content: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let got = chunk.withUnsafeMutableBytes {
        archive_read_data(archive, $0.baseAddress, $0.count)
      }
      if got < 0 { return refused(.damaged) }
      if got == 0 { break }
      guard budget.take(got) else { return refused(.overLimit) }
      content += chunk[..<got]
    }
    return ContainerMember(name: name, bytes: content)
  }

  /// The archive says whether a name is UTF-8; else it is in the code page of DOS, or, from the
  /// programs that forget to say so, in UTF-8 all the same.
  private static func name(of entry: OpaquePointer) -> String {
    guard let raw = archive_entry_pathname(entry) else { return "" }
    return String(validatingCString: raw)
      ?? CodePage.dos.string(UnsafeRawBufferPointer(start: raw, count: strlen(raw)))
  }

  /// What operating systems add to folders; nobody sent it.
  private static func isLitter(_ name: String) -> Bool {
    let last = name.split(separator: "/").last ?? ""
    return name.hasPrefix("__MACOSX/") || last == ".DS_Store" || last == "Thumbs.db"
      || last == "desktop.ini" || name.hasSuffix("/")
  }
}
