import FuzzDriver

@testable import Extraction
@testable import PepCore

/// The word of a reader that a stranger's file may have taken over. It is taken apart in the daemon, so
/// nothing here may ever end the process.
@main enum Answer {
  static func main() {
    FuzzDriver.run { bytes in
      let body = [UInt8](bytes)
      if let read = ReaderAnswer.message(body) {
        precondition(read.documents.count == read.facts.attachments.count)
      }
      _ = ReaderAnswer.content(body)
    }
  }
}
