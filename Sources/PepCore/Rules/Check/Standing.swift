/// Where one PEP stands once the changes of an event are applied. Only what belongs to the PEP is copied:
/// a register of a county is too large to be copied for each message.
struct Standing {
  let key: PlanKey
  let child: Child
  let day: TermDay
  var plan: PlanRecord
  /// Advisory Teachers' queries about it, of the check on file or an earlier one.
  let queries: [String: PlanQuery]
  let isChased: Bool
  /// No person has stopped the letters or has mail about the child to look at.
  let mayWrite: Bool
  /// The same event sends the form to the Advisory Teacher.
  let isForwarded: Bool
  private let hasNewForm: Bool

  init?(_ key: PlanKey, _ day: TermDay, after changes: [RegisterChange], forwarded: Bool) {
    guard let child = day.register.children[key.child] else { return nil }
    var part = Register()
    part.plans[key] = day.register.plans[key]
    let open = day.open(key)
    for reference in open.chases { part.chases[reference] = day.register.chases[reference] }
    for reference in open.queries { part.queries[reference] = day.register.queries[reference] }
    part.reviews = day.register.reviews.filter { $0.value.child == key.child }
    part.holds[key.child] = day.register.holds[key.child]
    for change in changes { part.apply(change) }
    guard let plan = part.plans[key], plan.receivedOn != nil else { return nil }
    self.key = key
    self.child = child
    self.day = day
    self.plan = plan
    queries = part.queries.filter { $0.value.plan == key }
    isChased = part.chases.values.contains { $0.plan == key }
    mayWrite = TermDay(
      part, calendar: day.calendar, today: day.today, policy: day.policy
    ).mayWrite(about: child)
    isForwarded = forwarded
    hasNewForm = changes.contains {
      if case .documentFiled(key, let document) = $0 { document.kind == .pep } else { false }
    }
  }

  /// A new form answers what was asked of the school: the Advisory Teacher gets it and checks it anew.
  var answeredByForm: [RegisterChange] {
    guard hasNewForm else { return [] }
    return queries.filter { $0.value.answeredOn == nil }.keys.sorted().map {
      .queryAnswered(reference: $0, on: day.today)
    }
  }

  /// The check is of the time for which letters are written at all.
  var isCheckedSinceCutOff: Bool {
    guard let check = plan.check else { return false }
    return day.policy.processMailSince.map { check.on >= $0 } ?? true
  }

  /// Facts of every letter about it.
  var facts: [String: LetterFact] {
    var meeting = ""
    if case .date(let held)? = plan.fields[.meetingDate]?.value { meeting = held.inWords }
    return [
      "child": .text(child.id), "initials": .text(child.initials),
      "term": .text(key.term.description), "meeting": .text(meeting),
      "school": .text(
        child.schoolURN.flatMap { day.register.schools[$0]?.name } ?? "no school on the roster"),
    ]
  }

  /// The latest form of each part.
  var forms: [LetterDraft.Attachment] {
    var parts: Set<FormPart> = []
    var forms: [FiledDocument] = []
    for form in plan.documents.reversed() where form.kind == .pep {
      let own: Set<FormPart> = form.part == .both ? [.a, .b] : [form.part ?? .b]
      if own.isSubset(of: parts) { continue }
      parts.formUnion(own)
      forms.insert(form, at: 0)
    }
    return forms.map { LetterDraft.Attachment(digest: $0.digest, fileName: $0.fileName) }
  }
}
