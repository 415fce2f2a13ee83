import CPoppler
import PepCore

/// A PDF: its pages' words, form fields and lines, or why it cannot be read.
struct PDFDocument {
  /// Loads what poppler and fontconfig open on first use, by drawing a page of one word.
  static func prepare() {
    pep_silence_glib()
    Array(PDFSample.text.utf8).withUnsafeBytes { bytes in
      guard let document = try? PDFDocument.opened(bytes) else { return }
      defer { g_object_unref(UnsafeMutableRawPointer(document)) }
      guard let page = poppler_document_get_page(document, 0) else { return }
      defer { g_object_unref(UnsafeMutableRawPointer(page)) }
      _ = PDFWords.pieces(of: page, limit: 10)
      _ = PageRaster(page, size: Box(left: 0, top: 0, right: 200, bottom: 200))
    }
  }

  static func read(_ bytes: UnsafeRawBufferPointer) throws(UnreadableDocument) -> AttachmentContent
  {
    let document: OpaquePointer
    do {
      document = try opened(bytes)
    } catch {
      if error.isEncrypted { return .sealed(.pdfPassword) }
      throw UnreadableDocument(error.isCut ? .truncated : .damaged)
    }
    defer { g_object_unref(UnsafeMutableRawPointer(document)) }
    var reading = PDFReading(document)
    return try reading.content()
  }

  private struct CannotOpen: Error {
    var isEncrypted = false
    var isCut = false
  }

  private static func opened(
    _ bytes: UnsafeRawBufferPointer
  ) throws(CannotOpen) -> OpaquePointer {
    let held = g_bytes_new_static(bytes.baseAddress, gsize(bytes.count))
    defer { g_bytes_unref(held) }
    var error: UnsafeMutablePointer<GError>?
    if let document = poppler_document_new_from_bytes(held, nil, &error) { return document }
    defer { g_clear_error(&error) }
    let end = UnsafeRawBufferPointer(rebasing: bytes.suffix(1_024))
    throw CannotOpen(
      isEncrypted: pep_is_encrypted(error) != 0, isCut: !end.contains("%%EOF".utf8))
  }
}
