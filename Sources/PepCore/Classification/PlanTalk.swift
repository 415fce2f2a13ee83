/// Prose that tells what belongs on the form.
struct PlanTalk {
  let register: Register
  let sender: SenderVerdict

  /// Tells at least three of the things that a PEP records, of a PEP or of a child of the sender's.
  func tellsOfPlan(_ facts: MessageFacts) -> Bool {
    guard !Self.isBulk(facts) else { return false }
    let text = Self.told(facts)
    let statements = Sentences.of(text).filter { !$0.hasSuffix("?") }
    let words = Set(statements.flatMap(Wording.folded)).union(Self.meant(by: statements))
    let told = Self.topics.filter { topic in
      topic.contains { stem in
        // A verb begins like SEN, so that is a word and no stem.
        words.contains { stem == "sen" ? $0 == stem : $0.hasPrefix(stem) }
      }
    }
    let all = facts.subject + " " + text
    if sender.isKnown, Self.tellsOfMeeting(text, topics: told.count), namesChild(all, words) {
      return true
    }
    guard told.count >= 3 else { return false }
    return Self.speaksOfPlan(all) || namesChild(all, words)
  }

  /// The words for what is told without them: "He is in most days and would like more art."
  private static func meant(by statements: [String]) -> [String] {
    let text = statements.joined(separator: " ")
    let isIn = text.contains(/(?i)\bin (?:on )?(?:most|nearly every|almost every|every) days?\b/)
    let wishes = text.contains(/(?i)\b(?:he|she|they)(?: would like|['’]d like| wants| reckons)\b/)
    return (isIn ? ["attendance"] : []) + (wishes ? ["views"] : [])
  }

  /// The fewer of the topics it tells, the plainer it must say that the PEP was made.
  private static func tellsOfMeeting(_ text: String, topics: Int) -> Bool {
    // "Tilda's PEP meeting on Tuesday went fine. Reading is coming on. I will put it on the form."
    let wentWell =
      /(?i)\bPEPs?\b[^.?!\n]{0,40}\b(?:went|took place|happened|was held|has been held)\b/
    // "We had Danika's PEP this week. She's in the nineties for attendance, and the money could go on netball."
    let wasHad = /(?i)\b(?:had|held|did) (?:[^ \n]+ ){1,3}PEPs?\b/
    // "Matilda's meeting was last Thursday. She likes her teacher, and there was talk of reading help."
    let wasMeeting = /(?i)['’]s meeting (?:was|went|took place|happened)\b/
    // "We had the meeting for Lottie on Wednesday. Reading is flying, and there is a bit of money left."
    let meetingWasHad = /(?i)\b(?:had|held) (?:the|her|his|their|our|a) meeting (?:for|about)\b/
    // "We met about Tommy on Wednesday. He likes Lego club. Could we have some money for a tutor?"
    let weMet = /(?i)\bwe(?: have|['’]ve)? met about\b/
    return topics >= 1 && text.contains(wentWell)
      || topics >= 2 && [wasHad, wasMeeting, meetingWasHad, weMet].contains { text.contains($0) }
  }

  static func speaksOfPlan(_ text: String) -> Bool {
    let words = Wording.folded(text)
    return words.contains { $0 == "pep" || $0 == "peps" }
      || text.lowercased().contains("personal education plan")
  }

  /// The file lies behind a link of a sharing service, so a person must open it.
  static func linksToPlan(_ facts: MessageFacts) -> Bool {
    let text = facts.body.lowercased()
    guard (facts.subject + " " + text).lowercased().contains("pep") else { return false }
    return (facts.links + [text]).contains { link in
      sharing.contains { link.lowercased().contains($0) }
    }
  }

  /// A child of the sender's, by forename or care ID.
  private func namesChild(_ text: String, _ words: Set<String>) -> Bool {
    guard sender.isKnown else { return false }
    if !MentionedChild.facts(in: text, register).isEmpty { return true }
    // "Marnie's PEP"
    let all = words.union(Wording.folded(text.replacing(/['’]s\b/, with: "")))
    return register.children.values.contains { child in
      [child.forename, child.knownAs ?? ""].contains { name in
        let parts = Wording.folded(name)
        return !parts.isEmpty && parts.allSatisfy(all.contains)
      } && sender.isKnown(for: child, register)
    }
  }

  /// What the sender wrote; of a forwarded letter, what it passes on.
  private static func told(_ facts: MessageFacts) -> String {
    let subject = facts.subject.lowercased()
    let isForward = subject.hasPrefix("fw:") || subject.hasPrefix("fwd:")
    return ReplyText.above(facts.body) + (isForward ? "\n" + ReplyText.quoted(facts.body) : "")
  }

  /// Newsletters speak of everything that a PEP records.
  static func isBulk(_ facts: MessageFacts) -> Bool {
    !facts.headers(named: "list-unsubscribe").isEmpty || !facts.headers(named: "list-id").isEmpty
      || facts.headers(named: "precedence").contains { $0.lowercased() == "bulk" }
      || facts.body.lowercased().contains("unsubscribe")
  }

  private static let topics: [[String]] = [
    ["attend", "absen"], ["exclusion", "suspension", "excluded", "suspended"],
    ["target"], ["progress", "maths", "reading", "phonics", "grade", "literacy"],
    ["premium", "ppg", "money", "funding", "pounds", "grant"],
    ["says", "views", "likes", "enjoys"], ["ehcp", "sen"], ["placement", "carer"],
  ]

  private static let sharing = [
    "sharepoint.", "1drv.", "onedrive.", "docs.google.", "drive.google.", "dropbox.", "wetransfer.",
    "we.tl/", "egress.", "switch.egress", "avco", "anycomms", "galaxkey", "zivver", "icloud.com",
    "office.com/", "forms.gle", "box.com",
  ]
}
