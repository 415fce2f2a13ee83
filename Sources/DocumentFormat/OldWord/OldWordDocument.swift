import PepCore

struct OldWordDocument {
  static func content(of file: CompoundFile) throws(UnreadableDocument) -> AttachmentContent {
    .unreadable(.unsupportedFormat)
  }
}
