import PepCore

/// How a message is read that may kill its reader.
extension ReaderDesk {
  /// Readers that one message may cost, beside the first: a mail of 300 hostile documents must not
  /// hold up the mailbox for 300 deadlines.
  private static let deathsPerMessage = 4

  func read(_ message: [UInt8]) throws(ReaderError) -> ReadMessage {
    guard message.count <= ReaderFrames.questionBytes else { return unread(because: .tooLarge) }
    if let answer = try answer(.message, message) { return answer }
    // Without its documents the mail costs little; what dies now is the mail itself.
    guard var answer = try answer(.messageWithoutDocuments, message) else {
      return unread(because: .readerFailed)
    }
    var deaths = 0
    for index in answer.facts.attachments.indices {
      guard answer.facts.attachments[index].content == .unreadable(.readerFailed),
        deaths < ReaderDesk.deathsPerMessage
      else { continue }
      let body = try ask(.document, [UInt8](answer.documents[index]))
      if let content = body.flatMap(ReaderAnswer.content) {
        answer.facts.attachments[index].content = content
      } else {
        deaths += 1
      }
    }
    return answer
  }

  private func answer(
    _ kind: ReaderFrames.Kind, _ message: [UInt8]
  ) throws(ReaderError) -> ReadMessage? {
    try ask(kind, message).flatMap(ReaderAnswer.message)
  }

  private func unread(because defect: MessageDefect) -> ReadMessage {
    var facts = MessageFacts()
    facts.defects = [defect]
    return ReadMessage(facts: facts)
  }
}
