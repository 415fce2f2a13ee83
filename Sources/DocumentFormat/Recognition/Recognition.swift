import CPoppler
import PepCore

/// Whether, and by what, pictures of pages are read.
struct Recognition {
  /// False where the caller wants a quick answer, and where Tesseract is absent.
  let mayRead: Bool

  /// What a document of nothing but pictures is when they were not read.
  var unread: AttachmentContent { .unreadable(.unsupportedFormat) }

  func read(_ page: OpaquePointer, _ size: Box, _ number: Int) -> PageContent? { nil }
}
