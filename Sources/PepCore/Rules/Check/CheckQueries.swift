/// "Any queries relating to the completed PEP are followed up by the AT with the school or Social Worker"
/// (paper, "What happens once a PEP is submitted?").
///
/// Who is to answer each query of a check. A query is the Advisory Teacher's own words; where they, or their row,
/// name one of the two, a letter goes there. All others are the Advisory Teacher's own to follow up.
struct CheckQueries {
  struct Group {
    /// nil where the Advisory Teacher sees to it.
    var recipient: Recipient?
    var questions: [String] = []
  }

  /// By the letter that stands in the reference of what is written: "d" designated teacher, "w" social
  /// worker, "o" the Advisory Teacher's own.
  private var groups: [String: Group] = [:]

  var all: [(letter: String, group: Group)] { groups.map { ($0.key, $0.value) } }

  init(_ reading: CheckReading, _ child: Child, _ mail: Mail) throws(Doubt) {
    let words = mail.policy.forms.check
    let said = ReplyText.above(mail.facts.body)
    let isInPerson = words.inPerson.stands(in: Wording.key(said))
    for query in reading.queries {
      guard !Self.speaksOfAnother(query.text, child, mail.register) else {
        throw Doubt(
          reason: .childConflict, because: "a query speaks of another child", child: child.id)
      }
      let text = child.withoutName(Self.withoutAddress(query.text, words))
      if isInPerson || words.inPerson.stands(in: Wording.key(query.text + " " + query.whom)) {
        add(text, nil, "o")
        continue
      }
      let named = query.addressee.map { [$0] } ?? Self.addressees(query.whom, child, mail)
      switch (named.contains(.school), named.contains(.socialWorker)) {
      case (true, false): add(text, Self.teacher(of: child, mail.register), "d")
      case (false, true): add(text, Self.socialWorker(of: child, mail.register), "w")
      // "followed up by the AT": who names nobody asks for no letter.
      case (false, false): add(text, nil, "o")
      case (true, true) where mail.message.isAccepted: add(text, nil, "o")
      case (true, true):
        throw Doubt(
          reason: .unsure,
          because:
            "a query speaks of the school and of the social worker; one of them is to answer it",
          child: child.id)
      }
    }
  }

  /// "Which test was used? Ask school": the end says who is to answer, and the letter goes there.
  private static func withoutAddress(_ text: String, _ words: CheckWords) -> String {
    guard
      let parts = text.wholeMatch(
        of: /(?i)(.*[.?!])\s*\(?(?:please )?(?:ask|for|to)\s+(?:the\s+)?([\w ]{2,25})[.)]*\s*/),
      words.school.stands(in: Wording.key(String(parts.2)))
        || words.socialWorker.stands(in: Wording.key(String(parts.2)))
    else { return text }
    return String(parts.1)
  }

  private mutating func add(_ text: String, _ recipient: Recipient?, _ letter: String) {
    groups[recipient == nil ? "o" : letter, default: Group(recipient: recipient)].questions
      .append(text)
  }

  private static func teacher(of child: Child, _ register: Register) -> Recipient? {
    child.schoolURN.flatMap { register.schools[$0] != nil ? .designatedTeacher($0) : nil }
  }

  private static func socialWorker(of child: Child, _ register: Register) -> Recipient? {
    child.socialWorkerID.flatMap { register.staff[$0] != nil ? .staff($0) : nil }
  }

  /// By words such as "ask school", or by the name of who it is.
  private static func addressees(
    _ whom: String, _ child: Child, _ mail: Mail
  ) -> Set<CheckReading.Addressee> {
    let words = mail.policy.forms.check
    let key = Wording.key(whom)
    let school = child.schoolURN.flatMap { mail.register.schools[$0] }
    let worker = child.socialWorkerID.flatMap { mail.register.staff[$0] }
    var named: Set<CheckReading.Addressee> = []
    if words.school.stands(in: key) || names(school?.designatedTeacher, key)
      || names(school?.name, key)
    {
      named.insert(.school)
    }
    if words.socialWorker.stands(in: key) || names(worker?.name, key) {
      named.insert(.socialWorker)
    }
    return named
  }

  /// The full name, or "S Lindo" for Sarah Lindo.
  private static func names(_ name: String?, _ key: String) -> Bool {
    let words = Wording.folded(name ?? "")
    guard let first = words.first, let last = words.last, words.count > 1 else { return false }
    let text = " " + key + " "
    return text.holds(" \(words.joined(separator: " ")) ")
      || text.holds(" \(first.prefix(1)) \(last) ")
  }

  private static func speaksOfAnother(_ text: String, _ child: Child, _ register: Register) -> Bool
  {
    let facts = MentionedChild.facts(in: text, register)
    return facts.careIDs.contains { $0 != child.id.uppercased() }
      || facts.upns.contains { $0.text != UPN(child.upn)?.text }
      || MentionedChild.named(in: text, register).contains { $0.id != child.id }
  }
}

extension Child {
  /// The text with the child's initials in place of the name, as letters to schools have them.
  func withoutName(_ text: String) -> String {
    var text = text
    for name in ["\(forename) \(surname)", forename, knownAs ?? "", surname] where !name.isEmpty {
      let typed = name.replacing("'", with: "’")
      for written in [name, typed, name.uppercased(), typed.uppercased()] {
        text = text.replacingWord(written, by: initials)
      }
    }
    return text
  }
}

extension String {
  /// Replaces a word, or several, written exactly so and not part of a longer one.
  fileprivate func replacingWord(_ word: String, by other: String) -> String {
    var result = ""
    var rest = self[...]
    while let range = rest.firstRange(of: word) {
      let before = (result + rest[..<range.lowerBound]).last
      let after = rest[range.upperBound...].first
      result += rest[..<range.lowerBound]
      let isWhole = before?.isLetter != true && after?.isLetter != true
      result += isWhole ? other : String(rest[range])
      rest = rest[range.upperBound...]
    }
    return result + rest
  }
}
