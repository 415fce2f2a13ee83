/// A form of a case: the file, and what it says.
struct FormFile {
  var attachment: Message.Attachment
  var part: String
  var phase: Phase
  var said: [Field: Value]
  var tags: Set<String>
  var notes: [String] = []

  func expected(_ child: String?) -> Expected.Attachment {
    Expected.Attachment(file: attachment.name, kind: "pep", part: part, phase: phase, child: child)
  }
}

extension SetMaker {
  /// Draws a plan as a file of the case's format. `part` is nil where the form may choose.
  mutating func form(_ plan: PlanContent, part: String?, _ dice: inout Dice) -> FormFile {
    let isVaried = !options.isPlain
    // What is typed beside a fillable form's fields is no field, so all of it is in them.
    let entry = format == .pdfForm ? .controls : dice.pick(Pen.Entry.allCases)
    let pen = Pen(
      plan, entry, isVaried: isVaried, format: format, Dice(seed: dice.next()))
    let document: Document
    var script: FormScript
    // Of the free forms some have but one page, and then a photo shows all of it.
    if options.isPlain || part == "A" || format == .photo || dice.chance(0.35) {
      var layout = SomersetForm(pen, is2016: isVaried && dice.chance(0.25))
      let part = part ?? (dice.chance(0.4) ? "AB" : "B")
      (document, script) = layout.draw(partA: part.contains("A"), partB: part.contains("B"))
      script.tags.insert(layout.is2016 ? "somerset-2016" : "somerset-2018")
    } else {
      var layout = FreeForm(pen, Dice(seed: dice.next()))
      (document, script) = layout.draw(withCare: part == nil && dice.chance(0.35))
      script.tags.insert("free-layout")
    }
    script.tags.insert(format == .pdfForm ? "entry-fields" : "entry-\(entry)")
    script.tags.insert("format-\(format.rawValue)")
    let attachment = attachment(
      document, named: fileName(plan, script.part, &dice), padded: options.isPlain, &dice)
    return FormFile(
      attachment: attachment, part: script.part, phase: script.phase,
      said: plan.said(asked: script.asked, columns: script.columns), tags: script.tags,
      notes: script.notes)
  }

  /// The drawn form in the case's format, now or when all drafts are converted.
  mutating func attachment(
    _ document: Document, named name: String, padded: Bool, _ dice: inout Dice
  ) -> Message.Attachment {
    var attachment = Message.Attachment(name: name, type: format.type(&dice), bytes: [])
    if format == .pdfForm {
      attachment.bytes = FillablePDF.write(document, dice.pick(FillablePDF.Naming.allCases))
      return attachment
    }
    let word = WordPackage.write(
      document, Dice(seed: dice.next()), clutter: 0.25, padded: padded,
      hasMacros: format == .docm)
    if format.programs.isEmpty {
      attachment.bytes = word
    } else {
      attachment.draft = drafts.count
      drafts.append(Draft(word: word, format: format, seed: dice.next()))
    }
    return attachment
  }

  private func fileName(_ plan: PlanContent, _ part: String, _ dice: inout Dice) -> String {
    switch format {
    case .photo: return "IMG_\(dice.within(1000...9999)).\(dice.pick(["jpeg", "jpg", "JPG"]))"
    case .scan where dice.chance(0.6):
      return dice.pick([
        "SKM_C3602610\(dice.within(100...312))", "Scan_0001", "doc0\(dice.within(1000...9999))",
      ]) + ".pdf"
    default: return "\(stem(plan, part, &dice)).\(format.ending)"
    }
  }

  private func stem(_ plan: PlanContent, _ part: String, _ dice: inout Dice) -> String {
    let child = plan.child
    let initials = "\(child.forename.prefix(1))\(child.surname.prefix(1))"
    let stem = dice.pick([
      "PEP \(initials)", "\(initials) PEP autumn 2026", "PEP final v2", "PEP",
      "PEP Part \(part == "AB" ? "A and B" : part) \(initials)", "\(child.forename) PEP",
    ])
    return part == "A" ? "PEP Part A \(initials)" : stem
  }
}
