import PepCore

extension CompoundFile {
  /// Tells the kinds of OLE file apart by what is in them.
  static func content(
    of bytes: UnsafeRawBufferPointer
  ) throws(UnreadableDocument) -> AttachmentContent {
    guard let file = CompoundFile(bytes) else { return .unreadable(.damaged) }
    if file.has("EncryptedPackage") {
      // Rights management wraps the same package; its transform's storage tells.
      let isManaged = file.entries.contains { $0?.name.hasSuffix("DRMEncryptedTransform") == true }
      return .sealed(isManaged ? .rightsManaged : .officePassword)
    }
    if file.member("WordDocument") != nil { return try OldWordDocument.content(of: file) }
    if OutlookMessage.isOne(file) { return .container(.message) }
    if file.has("Workbook") || file.has("Book") { return .other("spreadsheet") }
    if file.has("PowerPoint Document") { return .other("slides") }
    return .unreadable(.unsupportedFormat)
  }
}
