/// What each attachment is, judged by its content; its name is weak evidence at most.
package struct Classified: Hashable, Sendable {
  package var verdict: AttachmentVerdict
  /// The reading of a document that could be a form.
  package var reading: FormReading?
  package var digest: String
  package var contentDigestInput: String
  /// By content, for our own file name: `docx`, `pdf`, `bin`.
  package var fileExtension: String
  /// Read from a picture: a gap may be the recogniser's, or on the page that was not photographed.
  package var isRecognised = false
  /// One picture, of which nobody knows how many pages the form has.
  package var isPhotograph = false
  /// It is no form that anybody here knows, and its name or its title says that it is a PEP.
  package var callsItselfPlan = false
  /// Part of the document was not read: it was cut at a limit or broken, or holds an embedded sheet.
  package var isPartlyRead = false
  /// Of a PEP check document.
  package var check: CheckReading?
}

package struct Classification {
  let policy: Policy
  let reader: FormReader

  package init(_ policy: Policy, near: CivilDay) {
    self.policy = policy
    reader = FormReader(policy.forms, near: near)
  }

  package func classify(_ attachment: AttachmentFacts) -> Classified {
    let name = attachment.name ?? ""
    func simple(_ kind: AttachmentKind, _ reason: String) -> Classified {
      Classified(
        verdict: AttachmentVerdict(name: name, kind: kind, reasons: [reason]), reading: nil,
        digest: attachment.digest, contentDigestInput: "",
        fileExtension: attachment.content.fileExtension)
    }
    switch attachment.content {
    case .document(let document): return classify(document, name: name, digest: attachment.digest)
    case .picture(let width, let height):
      return isDecoration(attachment, width, height)
        ? simple(.decoration, "a picture of \(width) by \(height) pixels")
        : simple(.unreadable, "a picture that nothing here reads")
    case .container(let kind): return simple(.container, "a container (\(kind.rawValue))")
    case .calendar: return simple(.meetingNotice, "a calendar entry")
    case .sealed(let seal): return simple(.sealed, "sealed: \(seal.rawValue)")
    case .unreadable(let reason): return simple(.unreadable, "unreadable: \(reason.rawValue)")
    case .other(let what):
      if what == "signature" { return simple(.decoration, "a signature of the mail program") }
      // It may be the form that somebody meant to send, so it is not passed over as no form at all.
      if promisesDocument(name) { return simple(.unreadable, "named as a document, and is none") }
      let byName = scores([], text: "", name: name)[.supporting, default: 0]
      return simple(byName > 0 ? .supporting : .unknown, "a file that cannot be a form")
    }
  }

  private func promisesDocument(_ name: String) -> Bool {
    ["doc", "docx", "docm", "dot", "dotx", "odt", "rtf", "pdf"]
      .contains { name.lowercased().hasSuffix("." + $0) }
  }

  /// Logos and signature pictures are small, or inline under a name that a mail program made.
  private func isDecoration(_ attachment: AttachmentFacts, _ width: Int, _ height: Int) -> Bool {
    if width < 700 && height < 700 { return true }
    return attachment.isInline && attachment.contentID != nil && height < 400
  }

  /// A form typed into the message itself; nil where the text is no form.
  package func classify(body facts: MessageFacts, digest: String = "") -> Classified? {
    let forms = MessageText.documents(facts).compactMap {
      form(in: $0, signer: facts.from.first?.name, digest)
    }
    // The same form twice, plain and with its tables: the one that tells more was understood better.
    return forms.max { answers($0) < answers($1) }
  }

  private func answers(_ form: Classified) -> Int { form.reading?.values.count ?? 0 }

  private func form(in text: DocumentFacts, signer: String?, _ digest: String) -> Classified? {
    let answered = reader.read(text).values.keys.filter { !$0.isIdentity }.count
    guard answered >= Limits.formInBody else { return nil }
    var document = text
    document.blocks = SignOff.removed(from: text.blocks, signer: signer) { rest in
      let reading = reader.read(DocumentFacts(format: .messageText, blocks: rest))
      return reading.asked.contains { !$0.isIdentity }
    }
    var classified = classify(document, name: "", digest: digest)
    guard classified.verdict.kind == .pep else { return nil }
    classified.fileExtension = "eml"
    classified.verdict.reasons.append("typed into the message")
    return classified
  }

  func classify(_ document: DocumentFacts, name: String, digest: String) -> Classified {
    let outline = FormOutline(document)
    let reading = reader.read(outline)
    let lines = outline.lines.filter { !$0.isBlank }
    let text =
      " " + lines.map { $0.words.map(\.folded).joined(separator: " ") }.joined(separator: " | ")
      + " "
    let titles = Self.titles(lines)
    var scores = scores(titles, text: text, name: name)
    let asked = reading.asked.filter { !$0.isIdentity }.count
    if asked >= 3 { scores[.pep, default: 0] += min(4, Double(asked) * 0.35) }
    // A "PEP checklist and plan" with figures, dates and choices in it is the plan: who checks a plan
    // writes about them in words.
    let settled = reading.fields.filter {
      !$0.key.isIdentity && $0.key.kind != .text && $0.value.isValue
    }
    if settled.count >= Limits.settledAnswers { scores[.pep, default: 0] += 3 }
    // "Dear Virtual School" is no title of a form.
    let isOthers =
      document.format != .messageText
      && OtherAuthority.named(in: Self.sentences(lines), ours: policy.authority) == true
    if isOthers { scores[.otherAuthority, default: 0] += 4 }
    let best = scores.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }
    var kind = best.map { $0.value >= 1 ? $0.key : .unknown } ?? .unknown
    if kind == .pep, asked < 3, !isShortPartA(titles, reading) { kind = .unknown }
    // However much it asks what a plan asks, the name in its title says whose plan it is.
    if kind == .pep, isOthers { kind = .otherAuthority }
    var verdict = AttachmentVerdict(name: name, kind: kind)
    if kind == .pep {
      verdict.part = part(titles, reading)
      if verdict.part != .a { verdict.phase = phase(titles, text, reading) }
      if isBlankForm(reading) { verdict.kind = .blankForm }
    }
    verdict.reasons = reasons(scores, asked)
    return Classified(
      verdict: verdict, reading: reading, digest: digest, contentDigestInput: text,
      fileExtension: AttachmentContent.document(document).fileExtension,
      isRecognised: document.method == .recognised, isPhotograph: document.isOnePicture,
      callsItselfPlan: kind == .unknown && (titles + [name]).contains(where: PlanTalk.speaksOfPlan),
      isPartlyRead: !Set(document.remarks).isDisjoint(with: [.truncated, .embeddedObjectsIgnored]),
      check: kind == .pepCheck ? CheckReading(outline, policy.forms.check) : nil)
  }

  // MARK: Evidence

  /// Each sentence of the titles: "Done with the carer. Virtual School – Early Years" names no carer's school.
  private static func sentences(_ lines: [Line]) -> [String] {
    titleLines(lines).flatMap { $0.text.split(separator: /[.;:]\s/) }.map {
      " " + Wording.folded(String($0)).joined(separator: " ") + " "
    }
  }

  private static func titles(_ lines: [Line]) -> [String] {
    titleLines(lines).map { " " + $0.words.map(\.folded).joined(separator: " ") + " " }
  }

  /// Page headers and footers, headings, and the first lines: where a document says what it is.
  private static func titleLines(_ lines: [Line]) -> [Line] {
    let margins = lines.filter { $0.place == .header || $0.place == .footer }
    let body = lines.filter { $0.place == .body }
    let first = body.prefix(Limits.titleLines)
    let headings = body.dropFirst(Limits.titleLines).filter(\.isHeading).prefix(20)
    return (margins + first + headings).filter { $0.words.count <= 30 }
  }

  private func scores(
    _ titles: [String], text: String, name: String
  ) -> [AttachmentKind: Double] {
    var scores: [AttachmentKind: Double] = [:]
    let fileName = " " + Wording.key(name) + " "
    for sign in policy.forms.documents where sign.part == nil && sign.phase == nil {
      let keys = sign.keys
      let hit =
        switch sign.position {
        case .title:
          titles.contains { title in
            keys.contains { title.holds($0) } || sign.isToldBy(title)
          }
        case .anywhere: keys.contains { text.holds($0) }
        case .fileName: keys.contains { fileName.holds($0) }
        }
      if hit { scores[sign.kind, default: 0] += sign.weight }
    }
    return scores
  }

  /// Whether the title says that it is this part, perhaps among others.
  private func isNamed(_ part: FormPart, _ titles: [String]) -> Bool {
    policy.forms.documents.contains { sign in
      sign.part == part
        && sign.keys.contains { key in
          titles.prefix(Limits.titleLines).contains { $0.holds(key) }
        }
    }
  }

  /// Who is responsible for the child is all that a Part A need ask, under a title that says what it is.
  private func isShortPartA(_ titles: [String], _ reading: FormReading) -> Bool {
    let care: Set<FieldName> = [.legalStatus, .parentalResponsibility, .socialWorker]
    return isNamed(.a, titles) && reading.asked.intersection(care).count >= 2
  }

  private func part(_ titles: [String], _ reading: FormReading) -> FormPart {
    // "Parts A and B" in the title, and the legal status asked in words that nobody knows.
    let asksA =
      reading.asked.contains(.legalStatus)
      || isNamed(.a, titles) && reading.asked.contains(.parentalResponsibility)
    let asksB =
      reading.asked.intersection([.meetingDate, .targets, .premiumSpend, .childsViews]).count >= 2
    switch (asksA, asksB) {
    case (true, true): return .both
    case (true, false): return .a
    case (false, true): return .b
    case (false, false): return isNamed(.a, titles) && !isNamed(.b, titles) ? .a : .b
    }
  }

  private func phase(_ titles: [String], _ text: String, _ reading: FormReading) -> Phase {
    var scores: [Phase: Double] = [:]
    // Less than a title: schools use the form at hand for a child who has outgrown it.
    if case .text(let text) = reading.values[.childYearGroup],
      let year = YearGroup(text.filter(\.isNumber))
    {
      scores[year.phase] = 0.5
    }
    for sign in policy.forms.documents {
      guard let phase = sign.phase else { continue }
      for key in sign.keys {
        let hit =
          sign.position == .title ? titles.contains { $0.holds(key) } : text.holds(key)
        if hit {
          scores[phase, default: 0] += sign.weight
          break
        }
      }
    }
    return scores.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key
      ?? .keyStages1to4
  }

  /// The unfilled template: nothing but, perhaps, whose it is to be.
  private func isBlankForm(_ reading: FormReading) -> Bool {
    let answers = reading.fields.filter { !$0.key.isIdentity && $0.value.answer != .blank }.count
    let identity = reading.values.keys.filter(\.isIdentity).count
    // A stray prefilled date does not make a PEP of a form that names no child.
    return answers == 0 || identity == 0 && answers * 8 <= reading.asked.count
  }

  private func reasons(_ scores: [AttachmentKind: Double], _ asked: Int) -> [String] {
    let ranked = scores.sorted { ($0.value, $1.key.rawValue) > ($1.value, $0.key.rawValue) }
    return ["asks \(asked) of a PEP's questions"]
      + ranked.prefix(3).map { "\($0.key.rawValue) \(($0.value * 10).rounded() / 10)" }
  }
}

extension DocumentSign {
  fileprivate func isToldBy(_ title: String) -> Bool {
    guard !cues.isEmpty else { return false }
    let words = LabelWords.canonical(title)
    return cues.contains { $0.fits(words) }
  }
}

extension FieldName {
  package var isIdentity: Bool { owner == nil }
}

extension AttachmentContent {
  /// The ending that our own file names get: what the content is, not what the sender called it.
  package var fileExtension: String {
    switch self {
    case .document(let document):
      switch document.format {
      case .picture: "jpg"
      case .messageText: "txt"
      default: document.format.rawValue
      }
    case .picture: "jpg"
    case .calendar: "ics"
    case .container, .sealed, .unreadable, .other: "bin"
    }
  }
}

extension DocumentFacts {
  /// A picture of a page; a fax may have several.
  fileprivate var isOnePicture: Bool {
    format == .picture && !blocks.contains { $0.isBehindFirstPage }
  }
}

extension Block {
  fileprivate var isBehindFirstPage: Bool {
    switch self {
    case .paragraph(let paragraph): paragraph.page ?? 1 > 1
    case .table(let table):
      table.rows.contains { $0.contains { $0.blocks.contains { $0.isBehindFirstPage } } }
    }
  }
}
