import FoundationEssentials
import PepCore

/// Everything in the journal that is about one child: what an access request asks for, and what an
/// erasure takes out. It is fed with the lines in their order.
struct ChildTrail {
  let id: String
  /// Questions and reviews about the child.
  private(set) var references: Set<String> = []
  private(set) var letters: Set<String> = []
  /// References of messages that brought something about the child, and the digests of their bytes.
  private(set) var messages: Set<String> = []
  private(set) var digests: Set<String> = []
  private(set) var documents: Set<FiledDocument> = []
  private(set) var attachments: Set<LetterDraft.Attachment> = []
  /// By which a text is known to tell of the child: the care ID, the UPN, the whole name.
  private(set) var words: Set<String>
  private var names: Set<[String]> = []

  /// `messages` tell of the child though the journal does not say so.
  init(_ id: String, messages: Set<String> = []) {
    self.id = id
    self.messages = messages
    words = [id]
  }

  /// Nothing of the child was ever recorded.
  var isEmpty: Bool { words.count == 1 && references.isEmpty && documents.isEmpty }

  mutating func note(_ line: JournalLine) throws {
    let entry = line.entry
    for change in entry.changes {
      if case .childListed(let child) = change, child.id == id { note(child) }
      guard concerns(change) else { continue }
      if let reference = change.reference { references.insert(reference) }
      if let document = change.document { documents.insert(document) }
    }
    for letter in entry.letters where try concerns(letter) {
      letters.insert(letter.reference)
      attachments.formUnion(letter.draft.attachments)
    }
    if case .message(let message) = entry, try concerns(message) {
      messages.insert(message.reference)
      if let digest = message.digest { digests.insert(digest) }
    }
  }

  private mutating func note(_ child: Child) {
    if !child.upn.isEmpty { words.insert(child.upn) }
    for forename in [child.forename, child.knownAs].compactMap({ $0 }) where !forename.isEmpty {
      names.insert([forename, child.surname])
      words.formUnion(["\(forename) \(child.surname)", "\(child.surname), \(forename)"])
    }
  }

  func concerns(_ change: RegisterChange) -> Bool {
    if change.child == id { return true }
    if case .reviewOpened(_, let review) = change, review.assignedTo == id { return true }
    if change.child == nil, let reference = change.reference {
      return references.contains(reference)
    }
    return false
  }

  func concerns(_ message: HandledMessage) throws -> Bool {
    try message.changes.contains(where: concerns) || message.letters.contains(where: concerns)
      || message.reasons.contains(where: tells) || messages.contains(message.reference)
  }

  /// A letter about the child, or one about several that names it.
  func concerns(_ letter: StoredLetter) throws -> Bool {
    if letter.draft.plan?.child == id || letters.contains(letter.reference) { return true }
    let json = try StoreJSON.encoder(pretty: false).encode(letter)
    return tells(String(decoding: json, as: UTF8.self))
  }

  /// Whether a text has one of the words, as whole words: C900 does not stand in C9001.
  func tells(_ text: String) -> Bool { words.contains { Self.stands($0, in: text) } }

  /// Whether forename and surname stand anywhere in a text, as in two cells of a form.
  func tellsByNames(_ text: String) -> Bool {
    names.contains { name in name.allSatisfy { Self.stands($0, in: text) } }
  }

  private static func stands(_ word: String, in text: String) -> Bool {
    var rest = text[...]
    while let found = rest.firstRange(of: word) {
      let before =
        found.lowerBound > text.startIndex ? text[text.index(before: found.lowerBound)] : " "
      let after = found.upperBound < text.endIndex ? text[found.upperBound] : " "
      if !before.isPartOfWord, !after.isPartOfWord { return true }
      rest = text[found.upperBound...]
    }
    return false
  }
}

extension Character {
  fileprivate var isPartOfWord: Bool { isLetter || isNumber }
}
