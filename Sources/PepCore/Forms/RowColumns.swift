// Which column of a table of rows is which, by what the headings say and what stands under them. Either
// alone is often not enough: "Priority for the term" is a target because a way and a person stand
// beside it, "Linked objective" is no target because "Target 1" stands under it.

/// One column: its heading, and what is known of it.
struct RowColumn {
  var cell: GridCell
  /// The heading without the running number of a block.
  var line: Line
  var content: ColumnContent
  /// Words of the longest text under it.
  var longest = 0
}

/// Assigns the columns of one table.
struct RowColumns {
  let columns: [RowColumn]
  let pass: Pass

  /// nil where it is no table of ours for certain.
  var header: RowHeader? {
    // "Present, year to date | 94.1 | Sessions lost | 8" heads nothing.
    guard !columns.contains(where: { asksElse($0) || $0.line.isFigure }), !isAboutChild,
      !isOfFigures
    else { return nil }
    let header = money == nil ? targets : combined ?? spend
    guard let header,
      Set(header.field.neededColumns).isSubset(of: header.columns.map(\.column))
        || header.isWhatAndCost && columns.count == 2 && isOfPremium
    else { return nil }
    return header
  }

  /// "Target | Action | Who | When | Funded by PP+ | Cost | Impact": a target in each row, and what is bought for it.
  private var combined: RowHeader? {
    guard let cost = money else { return nil }
    let all = columns.indices.filter { $0 != cost }
    let told = ofTargets(all)
    let rest = all.filter { index in !told.contains { $0.index == index } }
    guard told.count >= 3, told.first?.column == .target, told[1].column == .action,
      let what = best(.premiumSpend, .intervention, among: rest)
        ?? (rest.count <= 2 ? rest.first : nil)
    else { return nil }
    var header = RowHeader(
      field: .premiumSpend,
      columns: [
        (columns[what].cell, .intervention), (columns[cost].cell, .cost),
        (columns[told[0].index].cell, .target),
      ])
    if let impact = best(.premiumSpend, .impact, among: rest.filter { $0 != what }) {
      header.columns.append((columns[impact].cell, .impact))
    }
    header.targets = told.map { (columns[$0.index].cell, $0.column) }
    return header
  }

  /// The columns that surely say what is aimed at, how, by whom and when.
  private func ofTargets(_ all: [Int]) -> [(index: Int, column: FieldKind.Column)] {
    let kinds: [FieldKind.Column] = [.target, .action, .who, .byWhen]
    return kinds.compactMap { kind in
      all.first { said($0, .targets, kind) == .surely }.map { (index: $0, column: kind) }
    }
  }

  // MARK: What a heading says

  private enum Said: Int, Comparable {
    case nothing, likely, surely
    static func < (a: Said, b: Said) -> Bool { a.rawValue < b.rawValue }
  }

  private func said(_ index: Int, _ field: FieldName, _ column: FieldKind.Column) -> Said {
    let line = columns[index].line
    let exact = pass.catalogue.index.headed(line)
    // "Who helps" resembles a question for those who came.
    if column == .who, asksForPeople(line) || exact.contains(where: \.isOfPeople),
      !exact.contains(where: \.isColumn)
    {
      return .likely
    }
    if exact.contains(.column(field, column)) { return .surely }
    if !exact.isEmpty { return .nothing }
    return pass.catalogue.index.columnByCue(line, of: field, in: nil) == column ? .likely : .nothing
  }

  /// The column that says it best, the leftmost of equals.
  private func best(
    _ field: FieldName, _ column: FieldKind.Column, among indices: [Int]
  ) -> Int? {
    let told = indices.map { ($0, said($0, field, column)) }.filter { $0.1 > .nothing }
    let most = told.map(\.1).max()
    return told.first { $0.1 == most }?.0
  }

  /// "You can help me by" beside "Helper": both may ask for a person, and a person is told in fewer words.
  private func bestOfPeople(among indices: [Int]) -> Int? {
    let told = indices.map { ($0, said($0, .targets, .who)) }.filter { $0.1 > .nothing }
    let most = told.map(\.1).max()
    return told.filter { $0.1 == most }.map(\.0)
      .min { (columns[$0].longest, $0) < (columns[$1].longest, $1) }
  }

  /// Its heading asks for something that nothing is recorded from ("Success criteria", "Provider").
  private func isForeign(_ index: Int) -> Bool {
    if asksForPeople(columns[index].line) { return false }
    return pass.catalogue.index.headed(columns[index].line).contains {
      if case .other = $0 { !$0.isOfPeople } else { false }
    } || pass.catalogue.index.isMeasure(columns[index].line)
  }

  private func asksForPeople(_ line: Line) -> Bool {
    line.words.first?.folded == "who" && line.words.count <= 4
      && !line.words.contains { ["attended", "present", "invited", "came"].contains($0.folded) }
  }

  /// "Attendance" or "Date of meeting" heads no table of ours.
  private func asksElse(_ column: RowColumn) -> Bool {
    let line = column.line
    guard let match = pass.catalogue.index.headedMatch(line, allowed: { _ in true }),
      match.score == 1, case .field(let field) = pass.meaning(match)
    else { return false }
    // "Name" behind "Target" and "Action" is who sees to it.
    if field == .childName, columns.count >= 3, column.cell.column > columns[0].cell.column,
      Self.ofNames.contains(Wording.key(line.text))
    {
      return false
    }
    // "Amount requested" heads the costs as well as it asks for the sum, "Use of PP+" what is bought.
    return ![.premiumRequested, .premiumSpend, .targets].contains(field)
  }

  /// "Learner | Date born | Pupil UPN" over one child's own.
  private var isAboutChild: Bool {
    let asked = columns.compactMap { column in
      pass.label(column.line).flatMap { pass.meaning($0).field }
    }
    // "Legal name of child | Alfie Pell | Likes to be called | Alfie".
    let opens = columns.first.flatMap { pass.label($0.line) }
    return asked.filter(\.isIdentity).count >= 2
      || opens.map {
        pass.meaning($0).field?.isIdentity == true
          && ($0.score >= Limits.likeEnough || $0.lead >= Limits.clearlyLearned)
      } ?? false
  }

  /// "Att. % YTD | Sessions out | Susp. (no.) | Perm. ex. (Y/N)" over what is asked: none of it is bought or aimed at.
  private var isOfFigures: Bool {
    let asked = columns.compactMap { column -> FieldName? in
      guard let match = pass.label(column.line), let field = pass.meaning(match).field,
        match.score >= Limits.likeEnough || match.lead >= Limits.clearlyLearned
      else { return nil }
      return field
    }
    let kinds: Set<FieldKind> = [.percentage, .count, .number, .yesNo]
    // "Total PP+ bid | Over termly entitlement (Y/N)".
    if Set(asked).isSuperset(of: [.premiumRequested, .premiumAboveAllocation]) { return true }
    return Set(asked.filter { kinds.contains($0.kind) && $0 != .premiumAboveAllocation }).count >= 2
  }

  /// "PEP took place on | Follow-up PEP on | Review due" over one day each, "Where you go to school" beside them
  /// perhaps.
  private var isOfDays: Bool {
    let times = columns.filter { $0.content == .time }
    guard times.count >= 2 else { return false }
    let meetings = times.compactMap { column -> FieldName? in
      guard let match = pass.label(column.line),
        match.score >= Limits.likeEnough || match.lead >= Limits.clearlyLearned
      else { return nil }
      return pass.meaning(match).field
    }
    return !columns.contains { $0.content == .text }
      || Set(meetings).isSuperset(of: [.meetingDate, .nextMeetingDate])
  }

  // MARK: Pupil Premium

  private var money: Int? {
    let all = Array(columns.indices)
    let pounds = all.filter { columns[$0].content == .pounds }
    if pounds.count == 1 { return pounds[0] }
    let figures = all.filter { columns[$0].content == .figures }
    // "Spend" over 88 and 330, in a table that speaks of the premium.
    let only = figures.count == 1 && pounds.isEmpty && tellsOfPremium ? figures[0] : nil
    return best(
      .premiumSpend, .cost,
      among: !pounds.isEmpty ? pounds : !figures.isEmpty ? figures : isOfTargets ? [] : blank(all))
      ?? only
  }

  /// "Objective | Action | Named person | Timescale | Cost to school" over no cost at all: nothing is bought.
  private var isOfTargets: Bool {
    let told = ofTargets(Array(columns.indices)).map(\.column)
    return told.contains(.target) && told.contains(.action) && told.count + of(.who).count >= 3
  }

  private func of(_ column: FieldKind.Column) -> [Int] {
    columns.indices.filter { said($0, .targets, column) == .likely }
  }

  private var tellsOfPremium: Bool {
    columns.contains { column in
      column.line.words.contains {
        ["pp", "ppg", "premium", "eypp", "pupilpremium"].contains($0.folded)
      }
    }
  }

  private var isOfPremium: Bool { tellsOfPremium || pass.section == "premium" }

  private func blank(_ indices: [Int]) -> [Int] { indices.filter { columns[$0].content == .blank } }

  private var spend: RowHeader? {
    guard let cost = money else { return nil }
    var rest = columns.indices.filter { $0 != cost }
    var header = RowHeader(field: .premiumSpend, columns: [(columns[cost].cell, .cost)])
    let references = rest.filter { columns[$0].content == .reference }
    let link =
      best(.premiumSpend, .target, among: references) ?? best(.premiumSpend, .target, among: rest)
      ?? (references.count == 1 ? references[0] : nil)
    if let link = link ?? namesake(among: rest) ?? purpose(among: rest) ?? leftOver(of: rest) {
      header.columns.append((columns[link].cell, .target))
      rest.removeAll { $0 == link }
    }
    let open = rest.filter {
      !isForeign($0) && columns[$0].content != .counting
        && said($0, .premiumSpend, .impact) < .surely
    }
    let unnamed = open.first { [.text, .blank].contains(columns[$0].content) }
    if let what = best(.premiumSpend, .intervention, among: open) ?? unnamed {
      header.columns.append((columns[what].cell, .intervention))
      rest.removeAll { $0 == what }
    }
    // "Success criteria" of what is bought are what it is hoped to bring.
    let measure = rest.first { pass.catalogue.index.headsMeasure(columns[$0].line) }
    // "PPP activity | PPP cost | Supports target | PPP outcome": what is left tells what it is to bring.
    let left = rest.filter { ![.counting, .figures, .reference].contains(columns[$0].content) }
    let last = link != nil && rest.count == 1 && !isForeign(rest[0]) ? left.first : nil
    if let impact = best(.premiumSpend, .impact, among: rest) ?? measure ?? last {
      header.columns.append((columns[impact].cell, .impact))
    }
    // Looking back, a table tells what came of it.
    let tellsNoEffect = link != nil && header.columns.count == columns.count && rest.isEmpty
    return isReview(linkedBy: link) && !tellsNoEffect ? nil : header
  }

  /// "Objective" here, where the table of targets has its targets under "Objective".
  private func namesake(among indices: [Int]) -> Int? {
    let named = indices.filter { index in
      let words = Set(columns[index].line.labelWords.map(\.folded))
      return !words.isEmpty && pass.targetHeads.contains { !$0.isDisjoint(with: words) }
    }
    return named.count == 1 ? named[0] : nil
  }

  /// "PP+ support is for" beside "PP+ funded support".
  private func purpose(among indices: [Int]) -> Int? {
    // "PP+ to pay for", which comes first, is what is bought.
    let named = indices.dropFirst().filter { index in
      let words = columns[index].line.labelWords.map(\.folded)
      // "To support" beside "Hoped for", which is what it is to bring.
      return words.last == "for" && !["hoped", "hope", "looked"].contains(words.first)
        || words.count <= 3 && words.first == "to"
          && words.contains { ["support", "help", "meet", "serve"].contains($0) }
    }
    return named.count == 1 && indices.count >= 3 ? named[0] : nil
  }

  /// "For" between what is said to be bought and what it is said to bring.
  private func leftOver(of indices: [Int]) -> Int? {
    let others = indices.filter { index in
      [.intervention, .impact].allSatisfy { said(index, .premiumSpend, $0) == .nothing }
        && !isForeign(index) && columns[index].content != .counting
    }
    guard others.count == 1, indices.count == 3,
      [.intervention, .impact].allSatisfy({ best(.premiumSpend, $0, among: indices) != nil })
    else { return nil }
    return others[0]
  }

  // MARK: Targets

  private var targets: RowHeader? {
    var rest = Array(columns.indices)
    // "Not yet started" under "Success criteria" judges no target of the last term.
    let isJudged = rest.contains { index in
      columns[index].content == .verdict
        && !pass.catalogue.index.headsMeasure(columns[index].line)
    }
    guard !isJudged, !isOfDays else { return nil }
    var header = RowHeader(field: .targets, columns: [])
    var found: [FieldKind.Column: Int] = [:]
    func take(_ column: FieldKind.Column, _ index: Int?) {
      guard let index else { return }
      found[column] = index
      header.columns.append((columns[index].cell, column))
      rest.removeAll { $0 == index }
    }
    let times = rest.filter { columns[$0].content == .time }
    take(
      .byWhen,
      best(.targets, .byWhen, among: times)
        ?? best(.targets, .byWhen, among: surelyTimes(rest))
        ?? best(.targets, .byWhen, among: blank(rest))
        ?? rest.last { index in
          let words = columns[index].line.words
          return words.count <= 2 && Self.ofDates.contains(words.last?.folded ?? "")
        }
        ?? times.last { index in
          // "Done by" over days, beside "Who will do it".
          let isOfPeople =
            said(index, .targets, .who) > .nothing
            && !rest.contains { $0 != index && said($0, .targets, .who) > .nothing }
          return !isOfPeople
            && ![.target, .action].contains { said(index, .targets, $0) > .nothing }
        })
    // "Name" over "Careers adviser", beside what is to be done.
    let people = rest.dropFirst().first {
      Self.ofNames.contains(Wording.key(columns[$0].line.text))
    }
    rest.removeAll { isForeign($0) || columns[$0].content == .counting }
    // "By" over people, where the dates stand under "Date".
    take(
      .who,
      bestOfPeople(among: rest)
        ?? rest.first { found[.byWhen] != nil && said($0, .targets, .byWhen) > .nothing })
    // "Area" over "Maths", "PSHE" is no target where whole sentences stand beside it.
    let wordy = rest.filter { columns[$0].longest >= Self.sentence }
    let named = best(.targets, .target, among: rest)
    let isArea = named.map { columns[$0].longest <= 2 && wordy.count >= 2 } ?? false
    take(.target, isArea ? best(.targets, .target, among: wordy) : named)
    // "You will…" beside "We will help by…": of two ways with no target, the first is the target.
    let ways = rest.filter { said($0, .targets, .action) > .nothing }
    let isLed = found[.target] == nil && ways.count >= 2 && ways.first == rest.first
    take(.action, best(.targets, .action, among: isLed ? Array(rest.dropFirst()) : rest))
    let isTold = found[.target] != nil || found[.action] != nil
    let isAtHome = pass.section == "targets"
    let hasOwner = found[.who] != nil || found[.byWhen] != nil
    guard isAtHome ? isTold || hasOwner : isTold && hasOwner else { return nil }
    if found[.target] == nil {
      take(
        .target, (isArea ? wordy : rest).first { rest.contains($0) && $0 < found[.action] ?? .max })
    }
    if found[.action] == nil { take(.action, rest.first { $0 > found[.target] ?? -1 }) }
    if found[.who] == nil { take(.who, people) }
    return isReview() ? nil : header
  }

  /// Beside "Before", "By" asks for a person.
  private func surelyTimes(_ indices: [Int]) -> [Int] {
    let sure = indices.filter { said($0, .targets, .byWhen) == .surely }
    let others = sure.filter { columns[$0].line.words.map(\.folded) != ["by"] }
    return others.isEmpty ? sure : others
  }

  private static let ofNames: Set<String> = ["name", "names", "person", "initials"]

  /// Words of a text that is more than a name.
  private static let sentence = 4

  /// "Date" over "ongoing", "From Monday".
  private static let ofDates: Set<String> = ["date", "dates", "deadline", "timescale", "due"]

  /// The table looks back, by its section or its headings, and not ahead.
  private func isReview(linkedBy link: Int? = nil) -> Bool {
    // "Objective met" over "Reading goal" names the objective.
    let words = columns.indices.filter { $0 != link }
      .flatMap { columns[$0].line.words.map(\.folded) }
      // "Spent on" beside "Linked target" is a plan; a review tells what was spent, and links it to nothing.
      .filter { link == nil || $0 != "spent" }
    let looksAhead = words.contains { word in
      Self.ahead.contains { word.hasPrefix($0) } || word == "be" || word == "will"
    }
    let looksBack = words.contains(where: Self.back.contains)
    let isPlan = words.contains(where: Self.ofPlans.contains)
    return !looksAhead && (looksBack || pass.section == "lastTargets" && !isPlan)
  }

  private static let ofPlans: Set<String> = [
    "who", "whom", "when", "deadline", "responsible", "timescale", "lead", "owner",
  ]
  private static let back: Set<String> = [
    "last", "previous", "actual", "achieved", "did", "was", "were", "met", "spent",
  ]
  private static let ahead = [
    "planned", "propos", "expect", "intend", "hope", "anticipat", "should",
  ]
}

extension LabelEntry.Meaning {
  /// "Key worker", "Careers lead": a person, and heads those who see to a target.
  fileprivate var isOfPeople: Bool {
    if case .other(let name) = self { name.hasPrefix("people.") } else { false }
  }
}
