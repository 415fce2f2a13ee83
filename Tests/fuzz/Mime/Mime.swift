import FuzzDriver

@testable import MailReading
@testable import PepCore

/// One mail, as it came. Its documents are the matter of other targets.
@main enum Mime {
  static func main() {
    MailReader.prepare()
    FuzzDriver.run { bytes in
      let read = MailReader.read([UInt8](bytes)) { _ in .unreadable(.unsupportedFormat) }
      precondition(read.facts.attachments.count == read.decoded.count)
    }
  }
}
