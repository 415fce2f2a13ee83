/// The letters that a booked, moved or cancelled meeting leads to: "to ensure all paperwork is
/// circulated and Virtual School Advisory teachers contacted" (paper, "Who initiates the PEP?").
struct BookingLetters {
  private let key: PlanKey
  private let child: Child
  private let mail: Mail

  init(_ key: PlanKey, _ child: Child, _ mail: Mail) {
    self.key = key
    self.child = child
    self.mail = mail
  }

  /// The Advisory Teacher hears of each day; the paperwork goes out once.
  func booked(_ meeting: Meeting, movedFrom before: Meeting?) -> [LetterDraft] {
    guard mayWrite, meeting.day >= mail.today else { return [] }
    var facts = facts(meeting)
    if let notice = notice(of: meeting.day) {
      facts["notice"] = .text(String(notice))
      facts["oneDay"] = .flag(notice == 1)
    }
    if AttendanceWish.isExpressed(in: mail.facts, of: advisoryTeacher) {
      facts["attendance"] = .flag(true)
    }
    if let before, before.day != meeting.day { facts["movedFrom"] = .text(before.day.inWords) }
    return toAdvisoryTeacher(facts) + (before == nil ? paperwork(meeting) : [])
  }

  func calledOff(_ meeting: Meeting) -> [LetterDraft] {
    guard mayWrite else { return [] }
    var facts = facts(meeting)
    facts["cancelled"] = .flag(true)
    return toAdvisoryTeacher(facts)
  }

  private var mayWrite: Bool {
    mail.mayWrite && child.placingAuthority == mail.policy.authority
  }

  private var advisoryTeacher: StaffMember? {
    child.advisoryTeacherID.flatMap { mail.register.staff[$0] }
  }

  private func facts(_ meeting: Meeting) -> [String: LetterFact] {
    [
      "child": .text(child.id), "initials": .text(child.initials),
      "term": .text(key.term.description), "meeting": .text(meeting.day.inWords),
      "school": .text(child.schoolURN.flatMap { mail.register.schools[$0]?.name } ?? ""),
    ]
  }

  private func toAdvisoryTeacher(_ facts: [String: LetterFact]) -> [LetterDraft] {
    guard let advisoryTeacher else { return [] }
    return [
      LetterDraft(
        kind: .booking, to: .staff(advisoryTeacher.id), reference: "\(mail.message.seed)-b1",
        plan: key, facts: facts)
    ]
  }

  /// Working days from tomorrow through the day of the meeting; nil beyond the calendar.
  private func notice(of day: CivilDay) -> Int? {
    guard let holidays = mail.calendar.holidays else { return nil }
    return try? WorkingDays(holidays: holidays).count(after: mail.today, through: day)
  }

  // MARK: Paperwork

  /// To the designated teacher and the social worker of record, and to nobody else: the last PEP's
  /// Part A says where the child lives.
  private func paperwork(_ meeting: Meeting) -> [LetterDraft] {
    guard mail.register.holds[child.id] == nil else { return [] }
    let day = mail.day
    let phase = mail.policy.formsToSend.contains(child.phase) ? child.phase : nil
    var facts = facts(meeting)
    if phase != nil { facts["form"] = .flag(true) }
    let last = lastPartA
    if let last { facts["lastPlan"] = .text(last.term.description) }
    return [day.designatedTeacher(of: child), day.socialWorker(of: child)].compactMap(\.self)
      .enumerated().map { index, to in
        var draft = LetterDraft(
          kind: .paperwork, to: to, reference: "\(mail.message.seed)-p\(index + 1)", plan: key,
          attachments: last.map { [$0.attachment] } ?? [], facts: facts)
        draft.form = phase
        return draft
      }
  }

  private var lastPartA: (term: SchoolTerm, attachment: LetterDraft.Attachment)? {
    let earlier = mail.register.plans.filter { $0.key.child == child.id && $0.key < key }
    for (key, plan) in earlier.sorted(by: { $0.key > $1.key }) {
      if let document = plan.documents.last(where: { $0.part == .a || $0.part == .both }) {
        return (
          key.term,
          LetterDraft.Attachment(digest: document.digest, fileName: document.fileName)
        )
      }
    }
    return nil
  }
}
