extension MonthReport {
  /// What belongs to the figures, one sentence each.
  package func notes(_ policy: TermPolicy) -> [String] {
    var notes = ["\(term), as it stood at the end of \(month.inWords)."]
    if let unknown { notes.append(unknown) }
    if !isTimed {
      notes.append(
        "The loaded calendar does not reach far enough, so not every PEP can be told to be in time."
      )
    }
    if let timely { notes.append(timely) }
    if let earlier { notes.append(earlier) }
    notes += apart
    notes += PlanCounts.Column.allCases.map { "\($0.title): \($0.meaning(policy))." }
    return notes
  }

  /// In time, of those of which it can be said.
  var timely: String? {
    guard let share = total.timelyShare else { return nil }
    let judged = total.inTime + total.late + total.overdue
    return "Of \(PlanWords.count(judged)) whose time was over or that had come before, "
      + "\(total.inTime) (\(PlanWords.percent(share))) came in time."
  }

  /// What the figures cannot tell, where the register began in the course of the term or after it.
  var unknown: String? {
    guard !knowsTerm, let began else {
      let isEmpty = began.map { $0 > month.lastDay } ?? true
      return isEmpty
        ? "The register holds nothing that came by the end of \(month.inWords)." : nil
    }
    if began > month.lastDay {
      return "The register begins on \(began.inWords): of what came before, it knows nothing."
    }
    return "The register begins on \(began.inWords): what came before is in no figure."
  }

  /// The term before: what was late at its end may be here by now. A share of what the register does not
  /// know would mislead.
  var earlier: String? {
    guard before.due > 0, knowsBefore || before.submitted > 0 else { return nil }
    guard knowsBefore else {
      return began.map {
        "Of \(term.previous), \(PlanWords.count(before.submitted)) came after \($0.inWords), when the "
          + "register begins; how many came before, it cannot tell."
      }
    }
    let submitted = PlanWords.percent(Double(before.submitted) / Double(before.due))
    return "Of \(PlanWords.count(before.due)) due in \(term.previous), \(before.submitted) "
      + "(\(submitted)) had come by the end of \(month.inWords), \(before.inTime) of them in time; "
      + "\(before.finalised) were finalised."
  }

  /// Who is in no column.
  var apart: [String] {
    var notes: [String] = []
    if left.children > 0 {
      notes.append(
        "Not counted: \(PlanWords.children(left.children)) who left care during the term; "
          + "a PEP of the term had come for \(left.submitted).")
    }
    for (authority, count) in otherAuthorities.sorted(by: { $0.key < $1.key }) {
      notes.append("Not counted: \(PlanWords.children(count)) placed by \(authority).")
    }
    return notes
  }
}

/// Figures as a sentence says them.
enum PlanWords {
  static func count(_ number: Int) -> String { number == 1 ? "1 PEP" : "\(number) PEPs" }
  static func children(_ number: Int) -> String { number == 1 ? "1 child" : "\(number) children" }

  /// Whole percent; what is not all is never shown as all, nor what is something as nothing.
  static func percent(_ share: Double) -> String {
    if share <= 0 { return "0%" }
    if share >= 1 { return "100%" }
    return "\(min(99, max(1, Int((share * 100).rounded()))))%"
  }
}
