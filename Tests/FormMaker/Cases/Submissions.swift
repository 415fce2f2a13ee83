// Plans that schools and social workers send.

extension SetMaker {
  mutating func nextChild(where fits: (Child) -> Bool = { _ in true }) -> Int? {
    guard let position = free.lastIndex(where: { fits(roster.children[$0]) }) else { return nil }
    return free.remove(at: position)
  }

  func plan(for child: Child, before date: Moment, gapRate: Double?, _ dice: inout Dice)
    -> PlanContent
  {
    let meeting = date.day.adding(-dice.within(1...9))
    let held =
      meeting.weekday == 0
      ? meeting.adding(-2) : meeting.weekday == 6 ? meeting.adding(-1) : meeting
    let maker = PlanMaker(
      child: child, school: roster.school(of: child)?.name ?? "",
      worker: roster.person(child.socialWorker)?.name ?? "", meeting: held,
      gapRate: gapRate ?? (dice.chance(0.45) ? 0 : 0.07))
    return maker.make(&dice)
  }

  /// The designated teacher sends as a rule; the office and the social worker do too.
  func sender(_ child: Child, _ dice: inout Dice) -> (
    from: (name: String, address: String), vouch: Message.Vouch, tag: String
  ) {
    let school = roster.school(of: child)
    let worker = roster.person(child.socialWorker)
    let roll = dice.below(10)
    if roll == 0, let worker { return ((worker.name, worker.email), .within, "from-social-worker") }
    if roll == 1, let domain = school?.domains.first {
      return (("School Office", "office@\(domain)"), .domain, "from-office")
    }
    return ((school?.teacher ?? "", school?.teacherEmail ?? ""), .domain, "from-teacher")
  }

  mutating func submission(at date: Moment, _ dice: inout Dice, asTwoFiles: Bool = false)
    -> LabelledCase?
  {
    guard let index = nextChild() else { return nil }
    let child = roster.children[index]
    if asTwoFiles, format == .photo { format = .docx }
    let content = plan(
      for: child, before: date, gapRate: format.isPicture && dice.chance(0.8) ? 0 : nil, &dice)
    let files =
      asTwoFiles
      ? [form(content, part: "A", &dice), form(content, part: "B", &dice)]
      : [form(content, part: format == .photo ? "B" : nil, &dice)]
    return register(
      [(child, files)], at: date, from: sender(child, &dice), "submission", "A filled PEP", &dice)
  }

  mutating func siblings(at date: Moment, _ dice: inout Dice) -> LabelledCase? {
    let children = roster.children
    let pair = free.first { index in
      children.indices.contains(index + 1) && free.contains(index + 1)
        && children[index].surname == children[index + 1].surname
        && children[index].school == children[index + 1].school
    }
    guard let pair else { return nil }
    if format.isPicture { format = .docx }
    free.removeAll { $0 == pair || $0 == pair + 1 }
    // Each child may have a social worker of its own, so the school it is that sends both.
    let school = roster.school(of: children[pair])
    let teacher = (school?.teacher ?? "", school?.teacherEmail ?? "")
    let both = [children[pair], children[pair + 1]].map { child -> (Child, [FormFile]) in
      (child, [form(plan(for: child, before: date, gapRate: nil, &dice), part: "B", &dice)])
    }
    return register(
      both, at: date, from: (teacher, .domain, "from-teacher"), "siblings",
      "Two siblings in one message",
      &dice)
  }

  /// A message whose plans are registered, with everything that follows from it.
  mutating func register(
    _ plans: [(child: Child, files: [FormFile])], at date: Moment,
    from sender: (from: (name: String, address: String), vouch: Message.Vouch, tag: String),
    _ name: String, _ summary: String, _ dice: inout Dice
  ) -> LabelledCase {
    var expected = Expected(summary: summary)
    var attachments: [Message.Attachment] = []
    var entries: [Ledger.Entry] = []
    var taken: Set<String> = []
    for (child, files) in plans {
      var said: [Field: Value] = [:]
      for file in files {
        // Part B is the newer word on whatever both parts ask.
        said.merge(file.said) { $1 }
        var attachment = file.attachment
        if !taken.insert(attachment.name).inserted {
          attachment.name = "\(child.forename) \(attachment.name)"
        }
        attachments.append(attachment)
        var listed = file.expected(child.id)
        listed.file = attachment.name
        expected.attachments.append(listed)
        expected.tags.formUnion(file.tags)
      }
      entries.append(
        settle(child, said, hasPartA: files.contains { $0.part.contains("A") }, at: date, &expected)
      )
    }
    expected.tags.insert(sender.tag)
    let first = plans[0].child
    let message = Message(
      from: sender.from, date: date,
      subject: dice.pick([
        "PEP", "PEP for \(first.forename.prefix(1))\(first.surname.prefix(1))",
        "Completed PEP attached", "PEP paperwork",
      ]),
      text:
        "Hello,\n\nPlease find the PEP attached from our meeting.\n\nKind regards\n\(sender.from.name)\n",
      attachments: attachments,
      program: dice.pick(Message.Program.allCases), vouch: sender.vouch)
    let notes = plans.flatMap { $0.files.flatMap(\.notes) }
    if format == .photo {
      let unsure = Expected(
        summary: "A photo of one page: what is not on it may stand on another", outcome: "review",
        reason: "unsure", attachments: expected.attachments, tags: expected.tags)
      return LabelledCase(name: name, message: message, expected: unsure, notes: notes)
    }
    let made = LabelledCase(name: name, message: message, expected: expected, notes: notes)
    for var entry in entries {
      entry.submission = made
      ledger.entries.append(entry)
    }
    return made
  }

  /// Adds what the register then knows of one plan, and the letters that leave because of it.
  private func settle(
    _ child: Child, _ said: [Field: Value], hasPartA: Bool, at date: Moment,
    _ expected: inout Expected
  ) -> Ledger.Entry {
    let term = (said[.meeting]?.day ?? date.day).term
    let earlier = ledger.entries.last { $0.child.id == child.id && $0.term == term }
    var known = earlier?.known ?? [:]
    known.merge(said) { $1 }
    let withA = hasPartA || earlier?.hadPartA == true
    let missing = Requirements.missing(child, known, hasPartA: withA)
    expected.plans.append(
      Expected.Plan(child: child.id, term: term, fields: said, missing: missing))
    let school = missing.filter { !$0.isCare && earlier?.asked.contains($0) != true }
    let care = missing.filter { $0.isCare && earlier?.askedCare.contains($0) != true }
    expected.mail.append(
      Expected.Letter(kind: "forward", to: roster.person(child.advisoryTeacher)?.email ?? ""))
    if !school.isEmpty {
      expected.mail.append(
        Expected.Letter(
          kind: "chase", to: roster.school(of: child)?.teacherEmail ?? "", child: child.id,
          asks: school))
    }
    if !care.isEmpty {
      expected.mail.append(
        Expected.Letter(
          kind: "chase", to: roster.person(child.socialWorker)?.email ?? "", child: child.id,
          asks: care))
    }
    return Ledger.Entry(
      child: child, term: term, meeting: said[.meeting]?.day, known: known, hadPartA: withA,
      missing: missing, asked: school + (earlier?.asked ?? []).filter(missing.contains),
      askedCare: care + (earlier?.askedCare ?? []).filter(missing.contains),
      submission: LabelledCase(
        name: "", message: Message(from: ("", ""), date: date, subject: "", text: ""),
        expected: expected), received: date)
  }
}
