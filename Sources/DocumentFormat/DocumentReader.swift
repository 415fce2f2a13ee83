// Turns the bytes of an attachment into what it says (`AttachmentContent`).
//
// What a file is, its bytes decide: neither its name nor its declared type is looked at. All input
// is hostile. Nothing here opens a file or a socket, starts a thread or keeps state between
// documents; sizes, counts and depths are held by `Limits`, and what no count can hold (one
// enormous start tag) by the CPU limit of the process, `pep-extract`. So this module is linked into
// that program alone.
//
// A new format is a folder beside `Word`, one case of `FileKind` and one line in `read`.

import Glibc
import PepCore

package enum DocumentReader {
  /// Loads what cannot be loaded under locks. Call once, before `read`. With `recognising` false,
  /// pictures of pages are `unreadable(needsRecognition)`: what recognises them takes 0.1 s to load,
  /// 30 MB to hold, and then a second a page.
  package static func prepare(recognising: Bool = true) {
    XMLScanner.prepare()
    CodePage.prepare()
    // Else libarchive replaces what it cannot show of a name that is marked as UTF-8.
    setlocale(LC_CTYPE, "C.UTF-8")
    PDFDocument.prepare()
    Recognition.prepare(isWanted: recognising)
  }

  /// False where the package is absent. Ask after `prepare(recognising: true)`.
  package static var canRecognisePictures: Bool { Recognition.isAvailable }

  package static func read(_ bytes: [UInt8]) -> AttachmentContent {
    bytes.withUnsafeBytes { read($0) }
  }

  package static func read(_ bytes: UnsafeRawBufferPointer) -> AttachmentContent {
    do {
      switch FileKind(of: bytes) {
      case .empty: return .unreadable(.empty)
      case .zip: return try readZip(bytes)
      case .compound: return try CompoundFile.content(of: bytes)
      case .picture(let width, let height):
        return try PictureDocument.read(bytes, width: width, height: height)
      case .pdf: return try PDFDocument.read(bytes)
      case .rtf: return .document(try RichTextDocument(bytes).facts())
      case .tnef:
        return TransportFormat.isWhole(bytes) ? .container(.tnef) : .unreadable(.damaged)
      case .unknown: return .unreadable(.unsupportedFormat)
      case .other(let what): return .other(what)
      }
    } catch {
      return .unreadable(error.reason)
    }
  }

  private static func readZip(
    _ bytes: UnsafeRawBufferPointer
  ) throws(UnreadableDocument) -> AttachmentContent {
    let archive = try ZipArchive(bytes)
    if archive.isEncrypted { return .sealed(.zipPassword) }
    let package = try OfficePackage(archive)
    switch package.kind {
    case .word(let format): return .document(try WordDocument(package, as: format).facts())
    case .other(let what): return .other(what)
    case .openDocument: return try OpenDocument.content(of: archive)
    case .plainZip: return .container(.zip)
    case .unsupported: return .unreadable(.unsupportedFormat)
    }
  }
}

/// Why a document cannot be read: a fact about it, thrown to get out of deep places.
package struct UnreadableDocument: Error {
  package let reason: UnreadableReason
  package init(_ reason: UnreadableReason) { self.reason = reason }
}
