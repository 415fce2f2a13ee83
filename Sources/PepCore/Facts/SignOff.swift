/// Where what somebody says ends and their signature begins: a telephone number is no answer, and a
/// name below "Kind regards" is not the child's.
package enum SignOff {
  /// Index of the closing line; nil where there is none. A "Thank you" that opens a letter closes
  /// nothing.
  static func index(in lines: [String]) -> Int? {
    var hasSpoken = false
    for (index, line) in lines.enumerated() {
      if isClosing(line) {
        if hasSpoken || isMark(line) { return index }
      } else if !line.trimmedBlanks.isEmpty, !isGreeting(line) {
        hasSpoken = true
      }
    }
    return nil
  }

  /// A line that closes a letter, the signer's name in the same line included.
  static func isClosing(_ line: String) -> Bool {
    let text = line.trimmedBlanks
    guard text.utf8.count <= 60 else { return false }
    if isMark(text) { return true }
    let key = Wording.key(text)
    return phrases.contains { phrase in
      guard key.hasPrefix(phrase) else { return false }
      let rest = key.dropFirst(phrase.count)
      guard rest.isEmpty || rest.first == " " else { return false }
      let words = rest.split(separator: " ")
      // "Thanks for the reminder" goes on; "Thanks, Geraint Maddocks" does not.
      return words.count <= 3 && words.allSatisfy { !continuing.contains(String($0)) }
        && !words.contains { $0.contains { $0.isNumber } }
    }
  }

  static func isGreeting(_ line: String) -> Bool {
    let words = Wording.folded(line)
    guard let first = words.first, words.count <= 6 else { return false }
    return greetings.contains(first) && !words.contains { $0.contains { $0.isNumber } }
  }

  /// "-- " (RFC 3676 section 4.3), a ruled line, or what a telephone writes by itself.
  private static func isMark(_ line: String) -> Bool {
    let text = line.trimmedBlanks
    if text == "--" || text == "—" { return true }
    if text.utf8.count >= 5, text.allSatisfy({ $0 == "_" || $0 == "-" }) { return true }
    let lower = text.lowercased()
    return lower.hasPrefix("sent from my ") || lower.hasPrefix("sent from outlook")
      || lower.hasPrefix("get outlook for") || lower.hasPrefix("sent via ")
  }

  private static let phrases = [
    "kind regards", "kindest regards", "warm regards", "warmest regards", "best regards", "regards",
    "with kind regards", "with best wishes", "best wishes", "warm wishes", "warmest wishes",
    "kind wishes", "many thanks and best wishes", "many thanks", "thanks", "thank you",
    "thank you very much", "thanks very much", "thanks again", "thanks so much", "with thanks",
    "thanks in advance", "thanking you", "all the best", "all best", "best", "cheers", "kr",
    "yours sincerely", "yours faithfully", "yours truly", "yours", "sincerely", "take care",
    "have a good weekend", "have a lovely weekend", "have a good day", "speak soon",
  ]

  private static let continuing: Set<String> = [
    "for", "to", "that", "you", "if", "we", "i", "the", "is", "was", "are", "in", "of", "please",
    "but", "on", "from", "he", "she", "they", "it", "practice", "friend", "friends",
  ]

  private static let greetings: Set<String> = [
    "hi", "hello", "dear", "hiya", "morning", "afternoon", "evening", "good", "hey", "all", "team",
    "to",
  ]
}

extension SignOff {
  /// The blocks without their signature, or signatures: a form may stand below a covering letter.
  ///
  /// - Parameter asks: whether blocks ask what a form asks; what closes above them closes nothing.
  static func removed(
    from blocks: [Block], signer: String?, asks: ([Block]) -> Bool
  ) -> [Block] {
    let name = signer.map { Wording.key($0) } ?? ""
    var kept: [Block] = []
    for (index, block) in blocks.enumerated() {
      guard case .paragraph(let paragraph) = block,
        isClosing(paragraph.text) || !name.isEmpty && Wording.key(paragraph.text) == name
      else {
        kept.append(block)
        continue
      }
      if !asks(Array(blocks[index...])) { return kept }
      // The blank keeps what follows out of the answer above it.
      kept.append(.paragraph(Paragraph([])))
    }
    return kept
  }
}

extension ReplyText {
  /// What a reply says of its own: above the quotation, without greeting and signature.
  ///
  /// - Parameter names: of the sender; a line that is one of them ends the letter too.
  static func said(_ text: String, signedBy names: [String] = []) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if let end = SignOff.index(in: lines) { lines.removeSubrange(end...) }
    let signatures = Set(names.flatMap { [Wording.key($0), Wording.folded($0).first ?? ""] })
    if let end = lines.firstIndex(where: { signatures.contains(Wording.key($0)) && !$0.isEmpty }) {
      lines.removeSubrange(end...)
    }
    return lines.map(withoutGreeting).joined(separator: "\n")
  }

  /// "Hi both, 88.9 as of today": the greeting goes, what follows it in the line stays.
  private static func withoutGreeting(_ line: String) -> String {
    if SignOff.isGreeting(line) { return "" }
    guard let comma = line.firstIndex(of: ","), SignOff.isGreeting(String(line[..<comma])) else {
      return line
    }
    return String(line[line.index(after: comma)...])
  }
}
