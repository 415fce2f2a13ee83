import FuzzDriver

@testable import DocumentFormat

/// What we make of a PDF: words, fields, lines, the layout. Poppler parses it first, which is not
/// watched by the fuzzer; should it crash, that is the end of one locked child and of no more (see `run`
/// for how such an end is told from one of ours). Scans are not recognised: a second for each input
/// would leave no inputs.
@main enum PDF {
  static func main() {
    DocumentReader.prepare(recognising: false)
    FuzzDriver.run { bytes in
      guard FileKind(of: bytes) == .pdf else { return }
      _ = DocumentReader.read(bytes)
    }
  }
}
