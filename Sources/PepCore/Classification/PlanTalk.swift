/// Prose that tells what belongs on the form.
enum PlanTalk {
  /// Speaks of a PEP and of at least three of the things that a PEP records, in statements.
  static func tellsOfPlan(_ text: String) -> Bool {
    let words = Set(Wording.folded(text))
    guard words.contains("pep") || text.lowercased().contains("personal education plan") else {
      return false
    }
    let told = topics.filter { topic in
      topic.contains { stem in words.contains { $0.hasPrefix(stem) } }
    }
    return told.count >= 3
  }

  /// The file lies behind a link of a sharing service, so a person must open it.
  static func linksToPlan(_ facts: MessageFacts) -> Bool {
    let text = facts.body.lowercased()
    guard (facts.subject + " " + text).lowercased().contains("pep") else { return false }
    return (facts.links + [text]).contains { link in
      sharing.contains { link.lowercased().contains($0) }
    }
  }

  private static let topics: [[String]] = [
    ["attendance", "attend"], ["exclusion", "suspension", "excluded", "suspended"],
    ["target"], ["progress", "maths", "reading", "grade"],
    ["premium", "ppg", "money", "funding", "pounds"],
    ["says", "views", "likes"], ["ehcp", "sen", "send"], ["placement", "carer"],
  ]

  private static let sharing = [
    "sharepoint.", "1drv.", "onedrive.", "docs.google.", "drive.google.", "dropbox.", "wetransfer.",
    "we.tl/", "egress.", "switch.egress", "avco", "anycomms", "galaxkey", "zivver", "icloud.com",
    "office.com/", "forms.gle", "box.com",
  ]
}
