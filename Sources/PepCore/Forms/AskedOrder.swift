/// What a form asks beyond doubt, and in which order. A label in words that nobody has seen is told by its
/// neighbours as well: what stands between "Is progress acceptable?" and "If not: measures" asks for the
/// evidence, and what is surely asked in another place is hardly asked here.
struct AskedOrder {
  /// The field asked next, by the position before it.
  private var next: [String: FieldName] = [:]
  /// Positions at which a field is asked.
  private var asked: [FieldName: Set<String>] = [:]
  /// Positions of labels that sound like the statutory review, on a form that calls the PEP meeting a review.
  private var reviewsOfPlan: Set<String> = []
  /// What is asked in its very words.
  private(set) var exactly: Set<FieldName> = []
  /// The form goes on with "Yes, …" and with "No, …", so that neither is an answer.
  let asksForEitherAnswer: Bool

  init(_ outline: FormOutline, _ catalogue: FormCatalogue) {
    let branches = Set(
      outline.lines.filter { $0.mayOpenBranch && !$0.opensCondition }.compactMap(\.branch))
    asksForEitherAnswer = branches.isSuperset(of: [Branch.yes, Branch.no])
    var following: FieldName?
    // Another line asks for the review of care, or the meeting itself is called a review.
    var isTold = false
    var asksForNextMeeting = false
    for line in outline.askingLines.reversed() {
      if let following { next[line.position] = following }
      if line.asksForReviewOfCare || line.isDateOfReview { isTold = true }
      guard catalogue.sectionKey(of: line) == nil,
        let match = catalogue.index.matches(line, allowed: { _ in true }),
        match.score >= Limits.surelyAlike || match.lead >= Limits.clearlyLearned,
        let field = catalogue.labels[match.entry].meaning.field
      else { continue }
      following = field
      asked[field, default: []].insert(line.position)
      if match.score >= Limits.surelyAlike { exactly.insert(field) }
      // "Next PEP" in a column of days by which targets are to be met asks for nothing.
      if field == .nextMeetingDate, line.asksOpenly || line.startsBold { asksForNextMeeting = true }
      if field == .meetingDate, line.callsPlanReview { isTold = true }
      if field == .nextReviewDate, !line.tellsOfCare { reviewsOfPlan.insert(line.position) }
    }
    // "Next review date" beside "Date of CiC review" or "Date of this review", and the next meeting asked nowhere.
    if asksForNextMeeting || !isTold || reviewsOfPlan.count != 1 {
      reviewsOfPlan = []
    }
  }

  /// What is surely asked somewhere.
  var fields: Set<FieldName> { Set(asked.keys) }

  func isNextMeeting(_ line: Line) -> Bool { reviewsOfPlan.contains(line.position) }

  /// The field that is surely asked behind the line.
  func next(of line: Line) -> FieldName? { next[line.position] }

  func place(of line: Line, after previous: FieldName?, kind: FieldKind? = nil) -> PlaceInForm {
    PlaceInForm(
      previous: previous, next: next[line.position],
      elsewhere: Set(asked.filter { !$0.value.contains(line.position) }.keys), kind: kind)
  }
}

extension Line {
  /// May speak of the review of the child's care.
  fileprivate var tellsOfCare: Bool {
    namesCare || words.contains { $0.folded == "child" || $0.folded == "children" }
  }

  /// "Date of CiC review", whatever it is taken for.
  fileprivate var asksForReviewOfCare: Bool {
    namesCare && words.count <= Limits.longestHeading && words.contains { $0.folded == "review" }
  }

  /// "Date of this review": the meeting by another name.
  fileprivate var callsPlanReview: Bool {
    !tellsOfCare && words.contains { $0.folded == "review" }
      && !words.contains { ["pep", "plan"].contains($0.folded) }
  }

  /// "Date of Review", beside which another review is the next one.
  fileprivate var isDateOfReview: Bool {
    let label = beforeTab?.head ?? self
    return ["date of review", "review date", "date reviewed", "reviewed on"].contains(
      Wording.key(label.text))
  }

  /// Speaks of the review of the child's care, and of no PEP.
  var namesCare: Bool {
    words.contains { word in
      ["cic", "lac", "cla", "iro", "iros", "looked", "care", "statutory", "social"].contains(
        word.folded)
    }
  }
}

extension FormOutline {
  /// Lines that may be labels with an answer: no title, and no cell that has nothing beside it nor an answer of its
  /// own ("Date of birth: 8 May 2018").
  fileprivate var askingLines: [Line] {
    items.flatMap { item in
      switch item {
      case .line(let line): line.isTitle || line.isBlank ? [] : [line]
      case .grid(let grid):
        grid.rows.flatMap { cells in
          cells.compactMap(\.headLine).filter { cells.count > 1 || $0.holdsPair }
        }
      }
    }
  }
}
