/// A mail that nobody could look through, because it killed the reader or has more parts or levels than
/// are looked at, may have brought anything. Where nothing in it tells that it concerns the office, a
/// person is asked: "it could not be read" never means "it was never noticed".
enum UnreadMail {
  static func decide(_ mail: Mail) -> Decision? {
    guard Unrelated.isOne(mail), let defect = blindingDefect(mail.facts) else { return nil }
    return mail.review(
      .unreadable, "not looked through to its end: \(defect.rawValue)", kind: .submission)
  }

  private static func blindingDefect(_ facts: MessageFacts) -> MessageDefect? {
    facts.defects.first { defect in
      switch defect {
      case .readerFailed, .tooManyParts, .tooDeep: true
      // Of a long quoted thread the beginning was read; of a mail that was not sent to the reader at
      // all, nothing.
      case .tooLarge: facts.from.isEmpty
      case .noFrom, .noDate, .noMessageID, .brokenEncoding, .unknownCharset, .unterminatedMultipart:
        false
      }
    }
  }
}
