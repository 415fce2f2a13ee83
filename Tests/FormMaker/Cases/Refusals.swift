// Plans that a person must look at, each for one reason.

extension SetMaker {
  mutating func refused(_ scenario: Scenario, at date: Moment, _ dice: inout Dice) -> LabelledCase?
  {
    guard let index = scenario == .twinInitial ? roster.twins.sorted().first : nextChild() else {
      return nil
    }
    if scenario == .twinInitial { roster.twins.remove(index) }
    // A photo is a reason of its own.
    if format == .photo { format = .docx }
    let child = roster.children[index]
    var content = plan(for: child, before: date, gapRate: 0, &dice)
    var sender = (
      (roster.school(of: child)?.teacher ?? "", roster.school(of: child)?.teacherEmail ?? ""),
      Message.Vouch.domain
    )
    var reason = ""
    var names = true
    switch scenario {
    case .unknownSender:
      sender = (
        ("Pat \(child.surname)", "pat.\(Ascii.letters(child.surname))@freemail.example"), .domain
      )
      reason = "senderNotKnown"
    case .forged: (sender.1, reason) = (.fails, "senderNotAuthenticated")
    case .otherSchool:
      guard let other = roster.schools.first(where: { $0.urn != child.school }) else { return nil }
      sender.0 = (other.teacher, other.teacherEmail)
      reason = "senderNotKnown"
    case .leftCare:
      roster.children[index].leftCareOn = date.day.adding(-dice.within(10...40))
      reason = "childNotInCare"
    case .noTeacher:
      roster.children[index].advisoryTeacher = ""
      reason = "noAdvisoryTeacher"
    case .conflict:
      content.answers[.name] = .text(child.fullName)
      content.answers[.birth] = .day(child.birth.adding(dice.within(20...200)))
      content.answers[.upn] = .text(child.upn)
      (reason, names) = ("childConflict", false)
    case .stranger:
      content = strange(content, &dice)
      (reason, names) = ("childNotIdentified", false)
    case .twinInitial:
      content.answers[.name] = .text("\(child.forename.prefix(1)) \(child.surname)")
      content.answers[.birth] = .day(child.birth)
      (content.answers[.upn], content.answers[.careID]) = (nil, nil)
      guard roster.children[index - 1].forename.first == child.forename.first else { return nil }
      (reason, names) = ("childNotIdentified", false)
    case .blankForm: return blank(content, sender.0, at: date, &dice)
    default: return nil
    }
    let file = form(content, part: "B", &dice)
    let message = Message(
      from: sender.0, date: date, subject: "PEP",
      text: "Hello,\n\nPEP attached.\n\n\(sender.0.0)\n", attachments: [file.attachment],
      program: dice.pick(Message.Program.allCases), vouch: sender.1)
    let expected = Expected(
      summary: "A form that a person must look at: \(scenario.rawValue)", outcome: "review",
      reason: reason, attachments: [file.expected(names ? child.id : nil)],
      tags: file.tags.union([scenario.rawValue]))
    return LabelledCase(name: scenario.rawValue, message: message, expected: expected)
  }

  /// A child whom the roster does not know.
  private func strange(_ content: PlanContent, _ dice: inout Dice) -> PlanContent {
    var content = content
    content.answers[.name] = .text("Wilberforce \(dice.pick(["Unthank", "Postlethwaite", "Zugg"]))")
    content.answers[.birth] = .day(content.child.birth.adding(31))
    content.answers[.upn] = .text(UPN.make([8, 8, 8] + (0..<9).map { _ in dice.below(10) }))
    content.answers[.careID] = nil
    return content
  }

  private mutating func blank(
    _ content: PlanContent, _ from: (String, String), at date: Moment, _ dice: inout Dice
  ) -> LabelledCase {
    var empty = content
    empty.answers = [:]
    if format.isPicture { format = .docx }
    let entry = format == .pdfForm ? .controls : dice.pick(Pen.Entry.allCases)
    let pen = Pen(empty, entry, isVaried: false, Dice(seed: dice.next()))
    var layout = SomersetForm(pen, is2016: false, isTemplate: true)
    let (document, script) = layout.draw(partA: false, partB: true)
    let name = "PEP Part B.\(format.ending)"
    let file = attachment(document, named: name, padded: options.isPlain, &dice)
    let message = Message(
      from: from, date: date, subject: "PEP", text: "Hello,\n\nPEP attached.\n\n\(from.0)\n",
      attachments: [file])
    let expected = Expected(
      summary: "The unfilled form", outcome: "review", reason: "blankForm",
      attachments: [
        Expected.Attachment(file: name, kind: "blankForm", part: "B", phase: script.phase)
      ], tags: ["blankForm", "format-\(format.rawValue)"])
    return LabelledCase(name: "blank-form", message: message, expected: expected)
  }

  // MARK: Mail that is none of our business

  mutating func ordinary(_ scenario: Scenario, at date: Moment, _ dice: inout Dice) -> LabelledCase?
  {
    let school = dice.pick(roster.schools)
    var message = Message(
      from: (school.teacher, school.teacherEmail), date: date, subject: "", text: "",
      program: dice.pick(Message.Program.allCases))
    var expected = Expected(
      summary: "Mail without a form: \(scenario.rawValue)", message: "unrelated",
      outcome: "ignored", reason: "unrelated", tags: [scenario.rawValue])
    switch scenario {
    case .newsletter:
      message.from = ("Education Weekly", "news@educationweekly.example")
      message.subject = "Five ideas for a calm classroom"
      message.text =
        "This week: seating plans, quiet corners and a webinar on reading.\n\nUnsubscribe at any time.\n"
      message.extra = [
        "List-Unsubscribe: <mailto:leave@educationweekly.example>", "Precedence: bulk",
      ]
    case .humanMail:
      message.subject = dice.pick(["Parking at County Hall", "Training in January", "Thank you"])
      message.text =
        "Hello,\n\nCould you tell me whether lunch is provided at the network morning?\n\nThanks\n\(school.teacher)\n"
    case .autoReply:
      message.subject = "Automatic reply: your message"
      message.text = "Thank you for your email. School is closed until Monday.\n"
      message.extra = ["Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All"]
      (expected.message, expected.reason) = ("autoReply", "autoReply")
    default:
      let isFinal = dice.chance(0.5)
      message = bounce(school, isFinal, at: date)
      (expected.message, expected.reason, expected.outcome) = (
        "bounce", "bounce", isFinal ? "review" : "ignored"
      )
    }
    return LabelledCase(name: scenario.rawValue, message: message, expected: expected)
  }

  /// A delivery report (RFC 3464).
  private func bounce(_ school: School, _ isFinal: Bool, at date: Moment) -> Message {
    let border = "report.\(date.second)"
    let (action, status) = isFinal ? ("failed", "5.1.1") : ("delayed", "4.4.1")
    let parts = [
      "This is a MIME-encapsulated message.", "", "--\(border)",
      "Content-Type: text/plain; charset=us-ascii", "",
      "Your message to <\(school.teacherEmail)> was \(isFinal ? "not delivered: user unknown" : "delayed").",
      "", "--\(border)",
      "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.somerset.example", "",
      "Final-Recipient: rfc822; \(school.teacherEmail)",
      "Action: \(action)", "Status: \(status)", "", "--\(border)--", "",
    ]
    var message = Message(
      from: ("Mail Delivery System", "MAILER-DAEMON@mx.somerset.example"), date: date,
      subject: isFinal
        ? "Undelivered Mail Returned to Sender" : "Delayed Mail (still being retried)", text: "",
      vouch: .within)
    message.extra = ["Auto-Submitted: auto-replied"]
    message.whole = (
      "multipart/report; report-type=delivery-status; boundary=\"\(border)\"",
      parts.joined(separator: "\r\n")
    )
    return message
  }
}
