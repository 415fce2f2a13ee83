// Mail that meets what earlier mail left.

extension SetMaker {
  private mutating func earlier(_ date: Moment, where fits: (Ledger.Entry) -> Bool) -> Int? {
    let found = ledger.entries.indices.filter { index in
      let entry = ledger.entries[index]
      return !entry.isUsed && entry.received.day.adding(2) < date.day
        && entry.submission.expected.plans.count == 1 && fits(entry)
    }
    guard !found.isEmpty else { return nil }
    let chosen = dice.pick(found)
    ledger.entries[chosen].isUsed = true
    return chosen
  }

  /// A second version that fills in what the first left out.
  mutating func completed(at date: Moment, _ dice: inout Dice) -> LabelledCase? {
    guard let index = earlier(date, where: { !$0.asked.isEmpty && $0.meeting != nil }),
      let held = ledger.entries[index].meeting
    else { return nil }
    if format == .photo { format = .docx }
    let child = ledger.entries[index].child
    var content = plan(for: child, before: date, gapRate: 0, &dice)
    content.answers[.meeting] = .day(held)
    return register(
      [(child, [form(content, part: "B", &dice)])], at: date, from: sender(child, &dice),
      "completed", "A second version without the gaps", &dice)
  }

  mutating func duplicate(at date: Moment) -> LabelledCase? {
    guard let index = earlier(date, where: { $0.missing.isEmpty }) else { return nil }
    var again = ledger.entries[index].submission
    again.name = "duplicate"
    again.message.date = date
    again.message.subject = "Fw: " + again.message.subject
    again.expected = Expected(
      summary: "The same form once more", outcome: "ignored", reason: "duplicate",
      attachments: again.expected.attachments, tags: again.expected.tags)
    return again
  }

  /// A plain answer to a chase of the earlier office practice.
  mutating func reply(at date: Moment, _ dice: inout Dice) -> LabelledCase? {
    let telling: [Field] = [.attendance, .exclusions, .nextMeeting]
    guard let index = earlier(date, where: { $0.asked.contains { telling.contains($0) } }) else {
      return nil
    }
    let entry = ledger.entries[index]
    guard let school = roster.school(of: entry.child),
      let field = entry.asked.first(where: { telling.contains($0) })
    else { return nil }
    let (sentence, label, value) = told(field, date, &dice)
    let left = entry.missing.filter { $0 != field }
    ledger.entries[index].missing = left
    let quoted =
      "> Thank you for the PEP (our reference \(entry.child.id)).\n> Could you send us the following, by replying to this message:\n>   - \(label)\n"
    let text =
      "Hi,\n\n\(sentence)\n\nBest wishes\n\(school.teacher)\n\nOn \(date.day.adding(-1).day) \(date.day.adding(-1).monthName.prefix(3)) 2026, at 09:30, The Virtual School <\(Message.mailbox)> wrote:\n\n\(quoted)"
    let message = Message(
      from: (school.teacher, school.teacherEmail), date: date,
      subject: "Re: PEP information needed (\(entry.child.id), autumn term)", text: text,
      program: .apple,
      extra: ["In-Reply-To: <2026.\(dice.hex(12))@somerset.example>"])
    let expected = Expected(
      summary: "A reply that gives \(field.rawValue)", message: "reply",
      plans: [
        Expected.Plan(
          child: entry.child.id, term: entry.term, fields: [field: value], missing: left)
      ], tags: ["reply"])
    return LabelledCase(name: "reply", message: message, expected: expected)
  }

  private func told(_ field: Field, _ date: Moment, _ dice: inout Dice) -> (String, String, Value) {
    switch field {
    case .attendance:
      let figure = Double(dice.within(801...999)) / 10
      let written = figure == figure.rounded() ? String(Int(figure)) : String(figure)
      return (
        dice.pick([
          "Attendance to date is \(written)%.", "Sorry, missed that: attendance is \(written)%",
          "Attendance: \(written)%",
        ]), "3a Attendance this academic year to date (%)", .number(figure)
      )
    case .exclusions:
      let sentence = dice.pick([
        "There have been no exclusions.", "Exclusions: none", "No suspensions since the last PEP.",
      ])
      return (sentence, "3b Number of fixed term exclusions since the last PEP", .number(0))
    default:
      let day = date.day.adding(dice.within(60...90)).schoolDay
      return (
        "The next PEP meeting is on \(day.day) \(day.monthName) \(day.year).",
        "1a Date of next PEP meeting", .day(day)
      )
    }
  }

  mutating func booking(at date: Moment, _ dice: inout Dice) -> LabelledCase? {
    guard let index = nextChild(), let worker = roster.person(roster.children[index].socialWorker)
    else { return nil }
    let child = roster.children[index]
    let day = date.day.adding(dice.within(10...20)).schoolDay
    let text =
      "Dear all,\n\nThe PEP meeting for \(child.fullName) (\(child.id)) will take place on \(day.weekdayName) \(day.day) \(day.monthName) \(day.year) at 2pm in school.\n\nMany thanks\n\(worker.name)\n"
    let message = Message(
      from: (worker.name, worker.email), date: date,
      subject: "PEP meeting \(child.forename.prefix(1))\(child.surname.prefix(1))", text: text,
      program: .outlook, vouch: .within)
    let expected = Expected(
      summary: "The social worker announces a meeting", message: "booking",
      plans: [
        Expected.Plan(child: child.id, term: day.term, fields: [.meeting: .day(day)], missing: [])
      ], tags: ["booking"])
    return LabelledCase(name: "booking", message: message, expected: expected)
  }
}
