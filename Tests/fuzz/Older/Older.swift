import FuzzDriver

@testable import DocumentFormat

/// What is written in formats of Word before 2007, and Outlook's own: .doc, .rtf, .msg, winmail.dat.
/// All of them are read by code of our own.
@main enum Older {
  static func main() {
    DocumentReader.prepare()
    FuzzDriver.run { bytes in
      switch FileKind(of: bytes) {
      case .compound, .rtf, .tnef:
        _ = DocumentReader.read(bytes)
        _ = DocumentReader.members(of: [UInt8](bytes), limit: 1 << 20)
      case .empty, .zip, .pdf, .picture, .other, .unknown: break
      }
    }
  }
}
