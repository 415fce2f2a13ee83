/// What the forms of one message say about one PEP, settled far enough to be registered.
struct PlanSubmission {
  let child: Child
  let key: PlanKey
  let forms: [Classified]
  /// What these forms answer.
  let values: [FieldName: FieldValue]
  /// Required answers that neither these forms nor earlier ones give.
  let missing: [FieldName]
  let isDuplicate: Bool
  let changes: [RegisterChange]
  let reasons: [String]
  let record: PlanRecord
  /// The form gives a figure for the request that cannot be read for certain.
  let isRequestUncertain: Bool
}

extension PlanSubmission {
  static func make(_ forms: [Classified], _ mail: Mail) -> Result<PlanSubmission, Doubt> {
    do throws(Doubt) {
      let child = try identified(forms, mail)
      var answers = FormAnswers(forms, mail.policy.forms.editions)
      answers.spell(RosterSpelling(child, schools: Array(mail.register.schools.values)))
      let key = PlanKey(child: child.id, term: term(answers, mail))
      let record = mail.register.plans[key] ?? PlanRecord()
      let isDuplicate = forms.allSatisfy { form in
        record.documents.contains {
          $0.digest == form.digest && !form.digest.isEmpty
            || $0.contentDigest == mail.message.digest(form.contentDigestInput)
        }
      }
      if !isDuplicate { try isNewest(answers, record, child) }
      let recorded = Recording(answers, record, key, mail, forms)
      let completeness = Completeness(
        requirements: mail.policy.forms.requirements, child: child)
      let missing = completeness.missing(
        recorded.known, hasPartA: answers.hasPartA || recorded.hadPartA)
      if !isDuplicate { try isCertain(missing, completeness.owed, answers, mail, child) }
      return .success(
        PlanSubmission(
          child: child, key: key, forms: forms, values: answers.values, missing: missing,
          isDuplicate: isDuplicate,
          changes: recorded.changes + [.gapsFound(key, missing, on: mail.message.arrivedOn)]
            + OldForms.changes(forms, child, mail),
          reasons: [
            "\(child.id): \(answers.values.count) answers read, \(missing.count) required missing"
          ],
          record: record,
          isRequestUncertain: answers.state(.premiumRequested) == .doubtful))
    } catch {
      return .failure(error)
    }
  }

  /// The child of the forms, known to the sender, in care and ours.
  private static func identified(_ forms: [Classified], _ mail: Mail) throws(Doubt) -> Child {
    var facts = ChildFacts()
    for form in forms { facts.add(form.reading.map { ChildFacts($0) } ?? ChildFacts()) }
    let identity = ChildIdentity(mail.register).identify(facts)
    if let assigned = mail.message.assignedTo {
      if case .child(let id) = identity, id != assigned {
        throw Doubt(
          reason: .childConflict, because: "the form is for certain about another child", child: id)
      }
      return try ours(assigned, mail)
    }
    switch identity {
    case .notIdentified:
      throw Doubt(
        reason: .childNotIdentified, because: "the form fits no child of the roster for certain")
    case .conflict:
      throw Doubt(reason: .childConflict, because: "facts on the form point at different children")
    case .child(let id): return try ours(id, mail)
    }
  }

  /// Known to the sender, in care, placed by us, and with somebody to send it to.
  private static func ours(_ id: String, _ mail: Mail) throws(Doubt) -> Child {
    guard let child = mail.register.children[id] else {
      throw Doubt(reason: .childNotIdentified, because: "the form fits no child of the roster")
    }
    guard mail.sender.isKnown(for: child, mail.register) || mail.message.isAccepted else {
      throw Doubt(
        reason: .senderNotKnown, because: "the sender is not known for that child", child: id)
    }
    guard child.isInCare(on: mail.today) else {
      throw Doubt(reason: .childNotInCare, because: "the child has left care", child: id)
    }
    // "A Somerset school may hold another authority's child": such a PEP is that authority's.
    guard Wording.key(child.placingAuthority) == Wording.key(mail.policy.authority) else {
      throw Doubt(
        reason: .otherAuthority, because: "another authority placed the child", child: id)
    }
    guard let teacher = child.advisoryTeacherID, mail.register.staff[teacher] != nil else {
      throw Doubt(
        reason: .noAdvisoryTeacher, because: "the child has no Advisory Teacher", child: id)
    }
    return child
  }

  /// The term of the meeting; without a date of meeting, that of the message.
  private static func term(_ answers: FormAnswers, _ mail: Mail) -> SchoolTerm {
    if case .date(let day) = answers.values[.meetingDate] { return SchoolTerm(of: day) }
    return SchoolTerm(of: mail.message.arrivedOn)
  }

  /// "Older document never overwrites newer": an earlier meeting's form than the one on file.
  private static func isNewest(
    _ answers: FormAnswers, _ record: PlanRecord, _ child: Child
  ) throws(Doubt) {
    guard case .date(let onFile) = record.fields[.meetingDate]?.value,
      case .date(let sent) = answers.values[.meetingDate], sent < onFile
    else { return }
    throw Doubt(
      reason: .newerOnFile, because: "a newer PEP of this term is on file", child: child.id)
  }

  /// "Missing = … no acceptable answer anywhere in the parts received, no attachment that may hold
  /// it. Doubt → person, not chase."
  private static func isCertain(
    _ missing: [FieldName], _ owed: Set<FieldName>, _ answers: FormAnswers, _ mail: Mail,
    _ child: Child
  ) throws(Doubt) {
    if let field = missing.first(where: { answers.state($0) == .elsewhere }) {
      throw Doubt(
        reason: .answersElsewhere, because: "\(field.rawValue) is said to be in another document",
        child: child.id)
    }
    if let field = missing.first(where: { SupportingPapers.mayHold($0, mail) }) {
      throw Doubt(
        reason: .answersElsewhere, because: "another attachment may hold \(field.rawValue)",
        child: child.id)
    }
    if let field = owed.filter({ answers.state($0) == .doubtful }).map(\.rawValue).min() {
      throw Doubt(reason: .unsure, because: "\(field) cannot be read for certain", child: child.id)
    }
    for field in missing {
      guard let text = answers.unexplained(field) else { continue }
      throw Doubt(
        reason: .unsure,
        because: "\(text.place) holds what nobody here knows; it may be about \(field.rawValue)",
        child: child.id)
    }
    if let field = missing.first(where: answers.asksNowhere) {
      throw Doubt(
        reason: .unsure, because: "nothing on the form is known to ask for \(field.rawValue)",
        child: child.id)
    }
    if answers.isOnePhotograph {
      throw Doubt(
        reason: .unsure, because: "it is a photograph of one page, and there may be others",
        child: child.id)
    }
    guard !missing.isEmpty else { return }
    if answers.isRecognised, !missing.allSatisfy(answers.isSeenBlank) {
      throw Doubt(
        reason: .unsure, because: "what is missing may stand on the page and be illegible",
        child: child.id)
    }
    if answers.isPartlyRead {
      throw Doubt(
        reason: .unsure, because: "what is missing may stand in a part that was not read",
        child: child.id)
    }
    if mail.has(.sealed) {
      throw Doubt(
        reason: .sealed, because: "the answers may be in a sealed attachment", child: child.id)
    }
    if mail.has(.unreadable) {
      throw Doubt(
        reason: .unreadable, because: "the answers may be in an attachment nobody could read",
        child: child.id)
    }
  }
}
