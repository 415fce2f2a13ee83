/// A form of a case: the file, and what it says.
struct FormFile {
  var attachment: Message.Attachment
  var part: String
  var phase: Phase
  var said: [Field: Value]
  var tags: Set<String>

  func expected(_ child: String?) -> Expected.Attachment {
    Expected.Attachment(file: attachment.name, kind: "pep", part: part, phase: phase, child: child)
  }
}

extension SetMaker {
  /// Draws a plan as a file. `part` is nil where the form may choose.
  func form(_ plan: PlanContent, part: String?, _ dice: inout Dice) -> FormFile {
    let isVaried = !options.isPlain
    let entry = dice.pick(Pen.Entry.allCases)
    let pen = Pen(plan, entry, isVaried: isVaried, Dice(seed: dice.next()))
    let document: Document
    var script: FormScript
    if options.isPlain || part == "A" || dice.chance(0.35) {
      var layout = SomersetForm(pen, is2016: isVaried && dice.chance(0.25))
      let part = part ?? (dice.chance(0.4) ? "AB" : "B")
      (document, script) = layout.draw(partA: part.contains("A"), partB: part.contains("B"))
      script.tags.insert(layout.is2016 ? "somerset-2016" : "somerset-2018")
    } else {
      var layout = FreeForm(pen, Dice(seed: dice.next()))
      (document, script) = layout.draw(withCare: part == nil && dice.chance(0.35))
      script.tags.insert("free-layout")
    }
    script.tags.insert("entry-\(entry)")
    let hasMacros = isVaried && dice.chance(0.06)
    let bytes = WordPackage.write(
      document, Dice(seed: dice.next()), clutter: 0.25, padded: options.isPlain,
      hasMacros: hasMacros)
    let type =
      hasMacros
      ? "application/vnd.ms-word.document.macroEnabled.12"
      : dice.chance(0.15) ? "application/octet-stream" : Message.word
    let attachment = Message.Attachment(
      name: fileName(plan, script.part, hasMacros ? "docm" : "docx", &dice), type: type,
      bytes: bytes)
    return FormFile(
      attachment: attachment, part: script.part, phase: script.phase,
      said: plan.said(asked: script.asked, columns: script.columns), tags: script.tags)
  }

  private func fileName(_ plan: PlanContent, _ part: String, _ ending: String, _ dice: inout Dice)
    -> String
  {
    let child = plan.child
    let initials = "\(child.forename.prefix(1))\(child.surname.prefix(1))"
    let stem = dice.pick([
      "PEP \(initials)", "\(initials) PEP autumn 2026", "PEP final v2", "PEP",
      "PEP Part \(part == "AB" ? "A and B" : part) \(initials)", "\(child.forename) PEP",
    ])
    return "\(part == "A" ? "PEP Part A \(initials)" : stem).\(ending)"
  }
}
