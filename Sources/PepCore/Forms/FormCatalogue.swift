/// Everything the forms' words mean, as data: `config/forms/*.yaml`. The pro forma is "annually
/// reviewed and revised" (paper, "What is a PEP?"), so a new edition is a new file, never new code.
package struct FormCatalogue: Hashable, Sendable {
  /// One entry per field, and one per label that is no field of ours ("How many times has the
  /// young person been late?"): those keep their answers from being taken for somebody else's.
  package let labels: [LabelEntry]
  /// Labels to learn from; none of them counts as met word by word.
  package let examples: [LabelExample]
  /// Section headings, for scoping labels that mean different things in different sections.
  package let sections: [SectionEntry]
  /// Words that a form puts where an answer goes ("Click or tap here to enter text.").
  package let prompts: [String]
  /// Known editions, most recent first for each part and phase.
  package let editions: [FormEdition]
  /// What tells kinds of documents apart.
  package let documents: [DocumentSign]
  /// What is required of a PEP.
  package let requirements: [Requirement]
  /// What Advisory Teachers' check documents say, in which words.
  package let check: CheckWords
  /// Made once from `labels`, since every line of every form is looked up in it.
  let index: LabelIndex
  let promptKeys: Set<String>
  private let headingKeys: [String: String]

  package init(
    labels: [LabelEntry] = [], examples: [LabelExample] = [], sections: [SectionEntry] = [],
    prompts: [String] = [], editions: [FormEdition] = [], documents: [DocumentSign] = [],
    requirements: [Requirement] = [],
    check: CheckWords = CheckWords()
  ) {
    self.labels = labels
    self.examples = examples
    self.sections = sections
    self.prompts = prompts
    self.editions = editions
    self.documents = documents
    self.requirements = requirements
    self.check = check
    index = LabelIndex(labels, examples: examples)
    promptKeys = Set(prompts.map(Wording.key))
    headingKeys = Dictionary(
      sections.flatMap { entry in
        entry.headings.map { (LabelWords.canonical($0).joined(separator: " "), entry.key) }
      },
      uniquingKeysWith: { first, _ in first })
  }

  /// Key of the section whose heading the line is: the whole line, but for numbering and a bracketed
  /// hint.
  func sectionKey(of line: Line, byCue: Bool = true) -> String? {
    guard !line.isEntered, !line.labelWords.isEmpty, line.labelWords.count <= 14 else { return nil }
    var words = line.labelWords.map(\.folded)
    if let bracket = line.text.utf8.firstIndex(of: UInt8(ascii: "(")), words.count > 2 {
      let offset = line.text.utf8.distance(from: line.text.utf8.startIndex, to: bracket)
      let before = line.labelWords.filter { $0.end <= offset }.map(\.folded)
      if before.count > 1 { words = before }
    }
    if let key = headingKeys[words.joined(separator: " ")] { return key }
    for skip in 1...3 where skip < words.count {
      guard words[..<skip].allSatisfy(Self.isNumbering) else { break }
      if let key = headingKeys[words[skip...].joined(separator: " ")] { return key }
    }
    return byCue && line.isTitle ? sectionByCue(words) : nil
  }

  /// The first section, in the order of the file, of which a cue fits.
  private func sectionByCue(_ title: [String]) -> String? {
    // "Personal Education Plan: nursery and pre-school" heads no plan of action.
    let words =
      title.starts(with: Self.nameOfPlan) ? Array(title.dropFirst(Self.nameOfPlan.count)) : title
    return sections.first { section in section.cues.contains { $0.fits(words) } }?.key
  }

  private static let nameOfPlan = LabelWords.canonical("Personal Education Plan")

  private static func isNumbering(_ word: String) -> Bool {
    word == "section" || word == "part" || Numbering.is(word) || word.utf8.count == 1
  }
}

/// The wordings by which forms ask for one thing.
package struct LabelEntry: Hashable, Sendable {
  package enum Meaning: Hashable, Sendable {
    case field(FieldName)
    /// A column of a table of rows (targets, Pupil Premium).
    case column(FieldName, FieldKind.Column)
    /// A label of forms that nothing is recorded from; the name is only for explaining.
    case other(String)

    /// One of the three questions about SEND that are answered with yes or no, or a field of the kind.
    var isYesNo: Bool {
      switch self {
      case .field(let field): field.kind == .yesNo
      case .other(let name): ["sen.isSupported", "sen.hasPlan", "sen.isAssessed"].contains(name)
      case .column: false
      }
    }

    var isColumn: Bool { if case .column = self { true } else { false } }

    var field: FieldName? {
      switch self {
      case .field(let field), .column(let field, _): field
      case .other: nil
      }
    }
  }

  package var meaning: Meaning
  /// Wordings, as forms have them; compared after normalising.
  package var wordings: [String]
  /// Keys of the sections in which it may stand; empty = anywhere.
  package let sections: [String]
  /// Keys of sections in which these words mean something else.
  package var notInSections: [String]
  /// What tells a label that is none of the wordings.
  package var cues: [LabelCue]

  package init(
    meaning: Meaning, wordings: [String], sections: [String] = [], notInSections: [String] = [],
    cues: [LabelCue] = []
  ) {
    self.meaning = meaning
    self.wordings = wordings
    self.cues = cues
    self.sections = sections
    self.notInSections = notInSections
  }
}

package struct SectionEntry: Hashable, Sendable {
  /// Our key, e.g. `attendance`.
  package var key: String
  /// Heading wordings, without numbers.
  package var headings: [String]
  /// What tells a heading that is none of the wordings.
  package var cues: [LabelCue]
  package init(key: String, headings: [String], cues: [LabelCue] = []) {
    self.key = key
    self.headings = headings
    self.cues = cues
  }
}

/// One edition of one form.
package struct FormEdition: Hashable, Sendable {
  /// e.g. `somerset-2018-part-b-ks1-4`.
  package var name: String
  package var part: FormPart
  /// nil for Part A, which has no phase.
  package var phase: Phase?
  /// Marks that name the edition, e.g. `Revised August 2018`.
  package var revisionMarks: [String]
  package var isCurrent: Bool
  /// Where a letter says an answer belongs: section number and the form's own label.
  package var places: [FieldName: Place]

  package init(
    name: String, part: FormPart, phase: Phase?, revisionMarks: [String], isCurrent: Bool,
    places: [FieldName: Place]
  ) {
    self.name = name
    self.part = part
    self.phase = phase
    self.revisionMarks = revisionMarks
    self.isCurrent = isCurrent
    self.places = places
  }

  package struct Place: Hashable, Sendable {
    package var section: String
    package var label: String
    package init(section: String, label: String) {
      self.section = section
      self.label = label
    }
  }
}

/// Words that speak for or against a document being of some kind.
package struct DocumentSign: Hashable, Sendable {
  package enum Position: String, Codable, CaseIterable, Sendable {
    /// First lines, headings, page headers.
    case title
    case anywhere
    /// The attachment's name; weak evidence only.
    case fileName
  }

  package var kind: AttachmentKind
  package var part: FormPart?
  package var phase: Phase?
  package var position: Position
  package let words: [String]
  /// Folded, with a blank at both ends, so that whole words are found in a folded text.
  let keys: [String]
  /// Of titles in words that nobody has seen.
  let cues: [LabelCue]
  /// Added to the kind's score when one of `words` is found, or a cue fits; may be negative.
  package var weight: Double

  package init(
    kind: AttachmentKind, part: FormPart? = nil, phase: Phase? = nil, position: Position,
    words: [String], cues: [LabelCue] = [], weight: Double
  ) {
    self.kind = kind
    self.part = part
    self.phase = phase
    self.position = position
    self.words = words
    keys = words.map { " " + Wording.key($0) + " " }
    self.cues = cues
    self.weight = weight
  }
}

/// One required answer: for which phases, under which condition.
package struct Requirement: Hashable, Sendable {
  package enum Condition: Hashable, Sendable {
    case always
    /// Only where this field is answered with this.
    case answered(FieldName, is: [String])
    /// Only where Part A is among the documents.
    case withPartA
  }

  package var field: FieldName
  package var phases: Set<Phase>
  package var condition: Condition

  package init(field: FieldName, phases: Set<Phase>, condition: Condition = .always) {
    self.field = field
    self.phases = phases
    self.condition = condition
  }
}
