import PepCore
struct OldWordDocument { static func content(of file: CompoundFile) throws(UnreadableDocument) -> AttachmentContent { .unreadable(.unsupportedFormat) } }
struct OpenDocument { static func content(of archive: ZipArchive) throws(UnreadableDocument) -> AttachmentContent { .unreadable(.unsupportedFormat) } }
