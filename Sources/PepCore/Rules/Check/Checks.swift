/// "The AT ensures that the PEP is completed satisfactorily. A PEP check document is used by the AT to
/// summarise the outcomes and this is filed" (paper, "What happens once a PEP is submitted?").
///
/// The check is the Advisory Teacher's, or that of another one who covers. Where it cannot be told for
/// certain how it came out, or which of two a query is for, a person reads it.
enum Checks {
  static func decide(_ mail: Mail) -> Decision? {
    if mail.kind == .pepCheck { return decision(mail) }
    guard mail.kind == .submission, mail.has(.pepCheck), checker(mail) != nil else { return nil }
    return withForm(mail)
  }

  /// An Advisory Teacher, who may lead in writing the PEP, sends it with its check: the form first.
  private static func withForm(_ mail: Mail) -> Decision {
    var submission = Submissions.decide(mail)
    guard submission.outcome == .registered || submission.reason == .duplicate else {
      return submission
    }
    let check = decision(
      Mail(
        mail.message, mail.register.applying(submission.changes), calendar: mail.calendar,
        today: mail.today, policy: mail.policy))
    guard check.outcome == .registered else {
      return check.outcome == .review ? check : submission
    }
    submission.outcome = .registered
    submission.reason = nil
    submission.filing = .registered
    submission.changes += check.changes
    submission.letters += check.letters
    submission.reasons += check.reasons
    return submission
  }

  private static func decision(_ mail: Mail) -> Decision {
    let verdicts = NamedChildren.verdicts(mail)
    guard let by = checker(mail) else {
      return mail.review(
        .senderNotKnown, "a check comes from an Advisory Teacher", attachments: verdicts)
    }
    var decision = Decision(
      message: .pepCheck, outcome: .registered, attachments: verdicts, filing: .registered)
    let papers = mail.attachments.filter { $0.verdict.kind == .pepCheck }
    for (index, paper) in papers.enumerated() {
      guard let id = NamedChildren.child(paper, mail), let child = mail.register.children[id] else {
        return mail.review(
          .childNotIdentified, "the check names no child for certain", attachments: verdicts)
      }
      if isOnFile(paper, child, mail) { continue }
      decision.changes.append(.paperFiled(Papers.filed(paper, index, child: id, mail)))
      guard let key = plan(of: child, paper, mail) else {
        decision.reasons.append("\(id): filed; no PEP on file that it could be about")
        continue
      }
      switch CheckedPlan.make(paper, child, key, by: by, mail, number: index + 1) {
      case .success(let checked):
        decision.changes += checked.changes
        decision.letters += checked.letters
        decision.reasons += checked.reasons
      case .failure(let doubt):
        return mail.review(doubt.reason, doubt.because, attachments: verdicts, child: id)
      }
    }
    guard !decision.changes.isEmpty else {
      var duplicate = mail.ignore(.duplicate, "every check of it is on file already")
      duplicate.attachments = verdicts
      return duplicate
    }
    return decision
  }

  /// Staff ID of the Advisory Teacher who sent it; whoever sent it, where a person accepted it.
  private static func checker(_ mail: Mail) -> String? {
    let staff = mail.sender.staff.sorted()
    return staff.first { mail.register.staff[$0]?.role == .advisoryTeacher }
      ?? (mail.message.isAccepted ? staff.first : nil)
  }

  private static func isOnFile(_ paper: Classified, _ child: Child, _ mail: Mail) -> Bool {
    let digest = mail.message.digest(paper.contentDigestInput)
    return mail.register.papers.contains {
      $0.child == child.id && $0.document.contentDigest == digest
    }
  }

  /// The PEP of the meeting that the check names; where it names none, the latest one.
  private static func plan(of child: Child, _ paper: Classified, _ mail: Mail) -> PlanKey? {
    guard child.isInCare(on: mail.today),
      Wording.key(child.placingAuthority) == Wording.key(mail.policy.authority)
    else { return nil }
    let received = mail.register.plans.filter {
      $0.key.child == child.id && $0.value.receivedOn != nil
    }.keys
    if case .date(let day)? = paper.reading?.values[.meetingDate] {
      let key = PlanKey(child: child.id, term: SchoolTerm(of: day))
      return received.contains(key) ? key : nil
    }
    return received.max()
  }
}
