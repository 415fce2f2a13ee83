/// "Once the PEP is completed it is the Designated Teacher's responsibility to email the form to
/// [the Virtual School]"; "the PEP Co-ordinators use the information to update the Virtual School
/// register. … Where there are gaps or missing information, the PEP Co-ordinators will request this
/// information from the school/CSC. A copy of the submitted PEP is filed and another sent to the
/// Advisory Teacher" (paper, "What happens once a PEP is submitted?").
enum Submissions {
  static func decide(_ mail: Mail) -> Decision {
    if let decision = NothingReadable.decide(mail) { return decision }
    var plans: [PlanSubmission] = []
    for group in FormGroups.of(mail) {
      switch PlanSubmission.make(group, mail) {
      case .success(let plan): plans.append(plan)
      case .failure(let doubt):
        return mail.review(
          doubt.reason, doubt.because, attachments: NamedChildren.verdicts(mail), child: doubt.child
        )
      }
    }
    if plans.allSatisfy(\.isDuplicate) {
      var decision = mail.ignore(.duplicate, "every form of it is on file already")
      decision.attachments = NamedChildren.verdicts(mail)
      return decision
    }
    return register(plans.filter { !$0.isDuplicate }, mail)
  }

  private static func register(_ plans: [PlanSubmission], _ mail: Mail) -> Decision {
    var decision = Decision(
      message: .submission, outcome: .registered, attachments: NamedChildren.verdicts(mail),
      filing: .registered)
    for (index, plan) in plans.enumerated() {
      let letters = PlanLetters(plan, mail, number: index + 1, alone: plans.count == 1)
      decision.plans.append(
        PlanVerdict(plan: plan.key, fields: plan.values, missing: plan.missing))
      decision.changes += plan.changes + letters.chaseChanges
      decision.letters += mail.mayWrite ? letters.all : []
      decision.reasons += plan.reasons + letters.reasons
    }
    return decision
  }
}

/// Why a form is put before a person instead of being registered.
struct Doubt: Error {
  var reason: ReasonCode
  var because: String
  var child: String?
}

/// Messages whose attachments are no form that could be registered.
private enum NothingReadable {
  static func decide(_ mail: Mail) -> Decision? {
    guard mail.forms.isEmpty else { return nil }
    let verdicts = NamedChildren.verdicts(mail)
    func review(_ reason: ReasonCode, _ because: String) -> Decision {
      mail.review(reason, because, attachments: verdicts)
    }
    if mail.has(.otherAuthority) {
      return review(.otherAuthority, "the form is another authority's")
    }
    if mail.has(.sealed) || PlanTalk.linksToPlan(mail.facts) {
      return review(.sealed, "a person must open it")
    }
    if mail.has(.unreadable) {
      return review(.unreadable, "nothing here could read the attachment")
    }
    if mail.has(.blankForm) { return review(.blankForm, "the form is not filled in") }
    if mail.attachments.contains(where: \.callsItselfPlan) {
      return review(
        .unsure, "an attachment calls itself a PEP, and asks nothing that is known here")
    }
    return review(.unsure, "it tells of a PEP in prose")
  }
}

/// Parts that came as separate files belong together when they name the same child.
enum FormGroups {
  static func of(_ mail: Mail) -> [[Classified]] {
    var groups: [(child: String?, forms: [Classified])] = []
    for form in mail.forms {
      let child = NamedChildren.child(form, mail)
      if let child, let index = groups.firstIndex(where: { $0.child == child }) {
        groups[index].forms.append(form)
      } else {
        groups.append((child, [form]))
      }
    }
    return groups.map(\.forms)
  }
}
