/// What follows from where a PEP stands, whichever event brought it there: a check that arrives, an
/// answer that closes the last gap, or a day on which a query is done with. Both doors of `decide` ask
/// it, of each PEP that they touched.
struct NextSteps {
  private(set) var changes: [RegisterChange] = []
  private(set) var letters: [LetterDraft] = []
  private(set) var reasons: [String] = []

  /// After a message: of the PEPs that it changed.
  static func after(_ decision: Decision, _ mail: Mail) -> NextSteps {
    var next = NextSteps()
    guard decision.outcome == .registered, mail.mayWrite else { return next }
    let day = mail.day
    for (index, key) in touched(decision, mail.register).sorted().enumerated() {
      let forwarded = decision.letters.contains { $0.kind == .forward && $0.plan == key }
      guard let standing = Standing(key, day, after: decision.changes, forwarded: forwarded) else {
        continue
      }
      next.add(standing, opens: true) { "\(mail.message.seed)-\($0)\(index + 1)" }
    }
    return next
  }

  /// On a day: of every PEP that waits for something.
  static func on(_ day: TermDay, _ start: DayStart, after changes: [RegisterChange]) -> NextSteps {
    var next = NextSteps()
    let waiting = day.register.plans.filter { _, plan in
      plan.isSatisfactory && plan.finalisedOn == nil || plan.request?.isOpen == true
    }
    for key in waiting.keys.sorted() {
      guard let standing = Standing(key, day, after: changes, forwarded: false) else { continue }
      next.add(standing, opens: false) { start.reference("\(key) \($0)") }
    }
    return next
  }

  private static func touched(_ decision: Decision, _ register: Register) -> Set<PlanKey> {
    var keys = Set(decision.plans.map(\.plan))
    for change in decision.changes {
      switch change {
      case .planChecked(let key, _), .requestRecorded(let key, _): keys.insert(key)
      case .queryAnswered(let reference, _), .queryClosed(let reference):
        if let query = register.queries[reference] { keys.insert(query.plan) }
      default: continue
      }
    }
    return keys
  }

  /// `opens`: a request above the allocation is recognised when a form or an answer comes, not on a
  /// later day, when the allocation may be another.
  private mutating func add(
    _ standing: Standing, opens: Bool, reference: (String) -> String
  ) {
    var standing = standing
    for query in standing.answeredByForm { changes.append(query) }
    if opens || standing.plan.request != nil {
      add(Requests.step(&standing, reference: reference))
    }
    add(Sharing.step(&standing, reference: reference))
    add(Finalising.step(&standing, reference: reference))
  }

  private mutating func add(_ step: NextStep?) {
    guard let step else { return }
    changes.append(step.change)
    if let letter = step.letter { letters.append(letter) }
    reasons.append(step.reason)
  }
}

struct NextStep {
  var change: RegisterChange
  var letter: LetterDraft?
  var reason: String
}

extension Decision {
  mutating func add(_ next: NextSteps) {
    changes += next.changes
    letters += next.letters
    reasons += next.reasons
  }
}
