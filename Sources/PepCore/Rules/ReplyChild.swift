/// Whether a reply speaks of the child that was asked about. A figure for a brother or a classmate in
/// the wrong thread would be written about the wrong child.
enum ReplyChild {
  static func isAnother(_ mail: Mail, _ chase: Chase, _ said: String) -> Bool {
    guard let child = mail.register.children[chase.plan.child] else { return false }
    let text = mail.facts.subject + "\n" + said
    let facts = MentionedChild.facts(in: text, mail.register)
    if facts.careIDs.contains(where: { $0 != child.id.uppercased() }) { return true }
    if facts.upns.contains(where: { $0.text != UPN(child.upn)?.text }) { return true }
    if MentionedChild.named(in: text, mail.register).contains(where: { $0.id != child.id }) {
      return true
    }
    return mail.register.children.values.contains { other in
      other.id != child.id && isLikely(other, chase) && isNamed(other, instead: child, in: text)
    }
  }

  /// A child that the same person could be writing about.
  private static func isLikely(_ other: Child, _ chase: Chase) -> Bool {
    switch chase.recipient {
    case .designatedTeacher(let urn): other.schoolURN == urn
    case .staff(let id): other.socialWorkerID == id || other.advisoryTeacherID == id
    case .coordinator, .knownSender: false
    }
  }

  /// By forename alone, with a capital letter.
  private static func isNamed(_ other: Child, instead child: Child, in text: String) -> Bool {
    let own = Set(
      [child.forename, child.knownAs ?? "", child.surname].flatMap(Wording.folded))
    let names = [other.forename, other.knownAs ?? ""].filter { name in
      let words = Wording.folded(name)
      return !words.isEmpty && !words.contains(where: own.contains)
        && !alsoWords.contains(words.joined(separator: " "))
    }
    return names.contains { name in
      text.split { !$0.isLetter && $0 != "-" }.contains { $0 == name }
        || name.contains(" ") && text.contains(name)
    }
  }

  /// Forenames that open sentences or name a term.
  private static let alsoWords: Set<String> = [
    "will", "may", "hope", "summer", "autumn", "april", "june", "august", "mark", "bill", "penny",
    "art", "rose", "grace", "faith", "joy", "sunny", "honey", "precious", "star",
  ]
}
