/// What a form says to one question.
package enum Answer: Hashable, Sendable {
  case value(FieldValue)
  /// The question is asked and nothing acceptable stands there.
  case blank
  /// "See attached": the answer is said to be in another document.
  case elsewhere
  /// Something stands there that cannot be read for certain; a person looks, nobody is chased.
  case doubtful
}

/// The text that stands where an answer belongs: lines of runs, prompts already known by their mark.
struct AnswerText {
  var lines: [Line]
  var position: String { lines.first?.position ?? "" }

  /// Lines as written, without prompts, trimmed; struck text is no longer part of an answer.
  var written: String {
    lines.map { line in
      line.runs.reduce(into: "") { text, run in
        if !run.marks.contains(.prompt), !run.marks.contains(.struck) {
          text += run.text.replacing(Run.illegible, with: "")
        }
      }.trimmedBlanks
    }.joined(separator: "\n").trimmedBlanks
  }

  /// Something stands there of which no word could be read.
  var isIllegible: Bool {
    written.isEmpty && lines.contains { $0.runs.contains { $0.text.contains(Run.illegible) } }
  }

  var isDoubtful: Bool { lines.contains { $0.runs.contains { $0.marks.contains(.doubtful) } } }

  var hasBoxes: Bool {
    lines.contains { $0.runs.contains { $0.text.unicodeScalars.contains(where: Signs.isSign) } }
  }

  /// One box is ticked and another is empty beyond doubt: of a choice that is enough, whatever a
  /// recogniser made of the words beside them.
  var hasClearTick: Bool {
    var ticked = 0
    var empty = 0
    for run in lines.flatMap(\.runs) {
      let signs = run.text.unicodeScalars.filter { Signs.isSign($0) }
      if signs.isEmpty { continue }
      if run.marks.contains(.doubtful) { return false }
      let marks = signs.count { Signs.isTicked($0) }
      ticked += marks
      empty += signs.count - marks
    }
    return ticked == 1 && empty >= 1
  }
}

extension AnswerText {
  /// Nothing at all, a prompt, "TBC", a bare dash: no answers. "None" and "N/A" are not among them,
  /// whether they answer depends on the question.
  func isBlank(prompts: Set<String>) -> Bool {
    if isIllegible { return false }
    let text = written
    let key = Wording.key(text)
    if key.isEmpty { return !text.unicodeScalars.contains { Signs.isTicked($0) } }
    // "Please quote." behind a question.
    let words = key.split(separator: " ")
    if words.first == "please", words.count <= 3 { return true }
    return prompts.contains(key) || NoAnswer.keys.contains(key) || NoAnswer.isOpen(key)
      || NoAnswer.isExample(key)
  }

  /// The answer is said to lie elsewhere ("see attached print-out", "as per report").
  var pointsElsewhere: Bool {
    guard written.utf8.count <= 120 else { return false }
    let key = Wording.key(written)
    guard key.utf8.count <= 90 else { return false }
    let words = Set(key.split(separator: " "))
    let attached = [
      "attached", "enclosed", "attachment", "printout", "print", "overleaf", "separate",
    ]
    guard attached.contains(where: { words.contains(Substring($0)) }) else { return false }
    if isOnlyPointer(key) { return true }
    return key.hasPrefix("see ") || key.hasPrefix("please see") || key.hasPrefix("attached")
      || key.hasPrefix("as attached") || key.hasPrefix("as per") || key.hasPrefix("enclosed")
      || key.hasPrefix("refer to") || key.hasPrefix("please refer") || words.contains("see")
  }
}

extension AnswerText {
  /// "2024-25", which heads figures and is no year group.
  var isSchoolYear: Bool { written.contains(/^\s*20\d\d ?[\/–-] ?(?:20)?\d\d\s*$/) }

  /// "Yr": the number was forgotten, or a recogniser lost it or read it as a letter. "Year R" is one.
  var isYearAlone: Bool {
    let words = Wording.folded(written)
    guard let first = words.first, ["y", "yr", "year"].contains(first) else { return false }
    let rest = words.dropFirst().joined()
    return rest.isEmpty || rest.utf8.count == 1 && !"rn0123456789".contains(rest)
  }

  /// "17/01/2027", "3rd October 2026": a day, and no sentence that names one.
  var isDayAlone: Bool { Wording.folded(written).count <= 4 }

  /// "Looked after children: Personal Education Plan": a paper, and nobody's name.
  var namesPaper: Bool { Wording.namesPaper(Wording.folded(written)) }

  /// "Year 12", "Yr 9".
  var isYearGroup: Bool {
    written.trimmedBlanks.wholeMatch(of: /(?i)(?:year|yr)\.? ?\d{1,2}/) != nil
  }

  /// "Rowan Tree School", "Puddle Ducks Nursery": a few words, the last of which says what it is.
  var namesSchool: Bool {
    let words = Wording.folded(written)
    return (2...8).contains(words.count)
      && ["school", "academy", "college", "nursery", "preschool", "primary", "infants", "juniors"]
        .contains(words[words.count - 1])
  }
}

/// "On the attached print-out", "Report enclosed": a few words of which one says that it lies elsewhere.
private func isOnlyPointer(_ key: String) -> Bool {
  key.split(separator: " ").count <= 6 && !key.contains(where: \.isNumber)
    && !key.holds("attached to")
    && [
      "attached", "enclosed", "attachment", "overleaf", "printout", "print out", "separate sheet",
    ]
    .contains { key.holds($0) }
}

enum NoAnswer {
  /// Folded texts that mean "not yet known", whatever the question.
  static let keys: Set<String> = [
    "tbc", "tba", "tbd", "t b c", "t b a", "to be confirmed", "to be advised", "to be arranged",
    "to follow",
    "to be added", "to be completed", "not yet known", "awaiting", "pending", "x", "xx", "xxx",
    "date tbc", "tbc date", "will follow", "unknown", "not known", "awaited", "n k",
    "to be agreed", "to be decided", "to be set", "awaiting confirmation", "awaiting date",
  ]

  /// "TBC at LAC review", "To be arranged with carers": it says when or by whom, and no more.
  static func isOpen(_ key: String) -> Bool {
    let words = key.split(separator: " ")
    guard words.count <= 8, !key.contains(where: \.isNumber) else { return false }
    // "Duty team to confirm"
    return ["tbc", "tba", "tbd"].contains(words.first) || key.hasSuffix(" to confirm")
      || opening.contains { key.hasPrefix($0 + " ") }
  }

  static func isNotApplicable(_ text: String) -> Bool {
    ["na", "n a", "not applicable"].contains(Wording.key(text))
  }

  /// "e.g. Saxophone lessons": the form shows how to answer.
  static func isExample(_ key: String) -> Bool {
    ["e g ", "eg ", "example "].contains { key.hasPrefix($0) }
  }

  private static let opening = [
    "to be confirmed", "to be advised", "to be arranged", "to be agreed", "to be decided",
    "to be set", "to be gathered", "to be collected", "to be obtained", "to be sought",
    "to be discussed", "to be added", "to be completed", "to be updated", "not yet known",
    "not yet arranged", "not yet set", "not yet booked",
  ]

  /// "None" in its many forms.
  static let nothing: Set<String> = [
    "none", "nil", "0", "zero", "no", "na", "n a", "not applicable", "none to date",
    "none this term",
    "none so far", "none recorded", "no exclusions", "no suspensions", "no fixed term exclusions",
    "no fixed period exclusions", "none since last pep", "none since the last pep", "never",
    "no exclusions to date", "no suspensions to date", "no sessions missed", "none at all",
    "nought",
    "there have been none", "no exclusion", "no suspension", "none received", "nil return",
    "none this year",
  ]
}

extension String {
  /// Without blanks of any kind at both ends; inner blanks stay as written.
  package var trimmedBlanks: String {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isWhitespace || scalar.value == 0xFEFF || scalar.value == 0x200B
    }
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}
