// Figures by period: a table with a row for last year, this year and the target, of which the form asks for
// this year's.

extension Pass {
  /// Reads a table whose heads are times and whose rows are questions: "| Last | This | Next" over "PEP meeting |
  /// 12/06 | 23/11 | 10/03", "| 2025-26 | 2026-27 so far | Target" over "Attendance | 91 | 94 | 96". Without a first
  /// column the title above is the question. Returns the index of the row behind it, or nil where it is none.
  mutating func readTimes(_ grid: Grid, _ row: Int) -> Int? {
    if let end = passOtherYears(grid, row) ?? readTerms(grid, row) { return end }
    let heads = grid.rows[row]
    let hasQuestions = heads.first.map { !isTime($0) } ?? false
    let columns = heads.dropFirst(hasQuestions ? 1 : 0)
    let times = columns.filter { isTime($0) }
    // "| Autumn | Spring | Summer | Year to date": the terms are parts of it.
    let terms = columns.filter { isTerm($0) && !isTime($0) }
    let isAlone =
      times.count == 1 && heads[0].isBlank && (heads.count == 2 || !terms.isEmpty)
    guard times.count >= 2 || isAlone,
      columns.allSatisfy({
        isTime($0) || period($0) != nil || isTerm($0) || $0.isBlank || $0.headsRemarks
      }),
      row + 1 < grid.rows.count
    else { return nil }
    guard hasQuestions || lineBefore?.isTitle == true else { return nil }
    // "This PEP | Next PEP | Next review" under "School section": they ask themselves.
    let asking = columns.compactMap { $0.headLine.flatMap { label($0) } }.filter {
      meaning($0).field != nil && $0.score >= Limits.likeEnough
    }
    guard hasQuestions || asking.isEmpty else { return nil }
    // "PEP date: 13/10/2026 | Next PEP date: 20/01/2027" is made of words of time, and answered.
    guard !heads.contains(where: \.holdsPair) else { return nil }
    // Where one column is now for certain, those of other times hold no answer of ours.
    let isDated = times.filter { period($0) == .present }.count == 1
    var end = row + 1
    while end < grid.rows.count, grid.rows[end].count == heads.count {
      for (head, cell) in zip(columns, grid.rows[end].dropFirst(hasQuestions ? 1 : 0)) {
        answered.formUnion(cell.lines.map(\.position))
        let question = hasQuestions ? grid.rows[end][0].headLine : lineBefore
        guard let question, let time = head.headLine, !head.headsRemarks,
          !isDated || isNowOrNext(head)
        else {
          continue
        }
        take(cell, atTime: time, question)
      }
      end += 1
      if !hasQuestions { break }
    }
    return end
  }

  /// "Attendance | Autumn | Spring | Summer" over rows of earlier years only: nothing of it is asked for now.
  private mutating func passOtherYears(_ grid: Grid, _ row: Int) -> Int? {
    let terms = grid.rows[row].dropFirst()
    guard terms.count >= 2, row + 1 < grid.rows.count, terms.allSatisfy({ isTerm($0) }) else {
      return nil
    }
    let years = grid.rows[(row + 1)...].prefix { cells in
      cells.count == grid.rows[row].count && cells.first.flatMap { period($0) } == .other
    }
    guard !years.isEmpty else { return nil }
    for cell in (grid.rows[row] + years.joined()) { answered.formUnion(cell.lines.map(\.position)) }
    return row + 1 + years.count
  }

  /// " | Autumn | Spring | Summer" over "Date of PEP | 08/10 | 28/01 | ": one form for the year, of which only the
  /// column of the last meeting asks now. What stands in those before it was recorded then.
  func ofPresentTerm(_ grid: Grid) -> Grid? {
    guard
      let head = grid.rows.firstIndex(where: { cells in
        cells.count >= 3 && cells.dropFirst().allSatisfy { isTerm($0) && period($0) == nil }
      })
    else { return nil }
    let count = grid.rows[head].count
    guard grid.rows[(head + 1)...].allSatisfy({ $0.count == count }),
      let meeting = grid.rows[(head + 1)...].first(where: { cells in
        cells[0].headLine.flatMap { label($0) }.map { meaning($0) == .field(.meetingDate) } ?? false
      })
    else { return nil }
    let held = (1..<count).compactMap { column -> (column: Int, day: CivilDay)? in
      guard
        case .value(.date(let day)) = reading.read(
          AnswerText(lines: meeting[column].lines), as: .date), day <= reading.near
      else { return nil }
      return (column, day)
    }
    guard let last = held.max(by: { $0.day < $1.day }) else { return nil }
    return Grid(
      number: grid.number,
      rows: grid.rows[..<head]
        + grid.rows[(head + 1)...].map { [$0[0], $0[last.column]].sideBySide })
  }

  /// "| Autumn | Spring | Summer" over "Attendance % | 95.2 | 93.1 | ": of one term that is the year so far; of two, none
  /// is, and what stands in both is for a person.
  private mutating func readTerms(_ grid: Grid, _ row: Int) -> Int? {
    let heads = grid.rows[row]
    guard heads.count >= 3, heads.dropFirst().allSatisfy({ isTerm($0) && period($0) == nil }) else {
      return nil
    }
    var end = row + 1
    while end < grid.rows.count, grid.rows[end].count == heads.count,
      let question = grid.rows[end][0].headLine, let match = label(question),
      meaning(match).field != nil, question.from(match.answerStart).isBlank
    {
      let cells = grid.rows[end].dropFirst()
      let whole = zip(heads, grid.rows[end]).filter { isWhole($0.0) && !$0.1.isBlank }.map(\.1)
      let lines = (whole.count == 1 ? whole : Array(cells)).filter { !$0.isBlank }.flatMap(\.lines)
      for cell in cells { answered.formUnion(cell.lines.map(\.position)) }
      let answer = AnswerText(lines: lines.isEmpty ? [Line(runs: [])] : lines)
      take(answer.placed(question.position), for: match, in: question, .toTheRight)
      end += 1
    }
    return end > row + 1 ? end : nil
  }

  /// "Year", "Total": all terms together.
  private func isWhole(_ cell: GridCell) -> Bool {
    let words = Set(Wording.folded(cell.text))
    return !words.isDisjoint(with: ["year", "total", "overall"])
      && words.isDisjoint(with: ["autumn", "spring", "summer"])
  }

  private mutating func take(_ cell: GridCell, atTime time: Line, _ question: Line) {
    answered.formUnion(cell.lines.map(\.position))
    let answer = AnswerText(lines: cell.lines.isEmpty ? [Line(runs: [])] : cell.lines)
      .placed(question.position)
    var whole = Line(runs: [Run(time.text.trimmedBlanks + " " + question.text.trimmedBlanks)])
    whole.position = question.position
    whole.standsAsLabel = true
    // "This year" says when, and the row says what.
    if let match = label(question), match.score >= Limits.likeEnough, isPresent(time) {
      take(answer, for: match, in: question, .below)
    } else if let match = label(whole) {
      take(answer, for: match, in: whole, .below)
    } else {
      noteUnexplained(whole, isAnswered: !cell.isBlank)
    }
  }

  private func isPresent(_ time: Line) -> Bool { period(Wording.folded(time.text)) == .present }

  private func isNowOrNext(_ head: GridCell) -> Bool {
    period(head) == .present || Wording.folded(head.text).contains("next")
  }

  /// "Autumn", "Spring term".
  private func isTerm(_ cell: GridCell) -> Bool {
    let words = Wording.folded(cell.text)
    return (1...3).contains(words.count) && words.contains(where: Self.ofTerm.contains)
      && words.allSatisfy { Self.ofTerm.contains($0) || Int($0) != nil }
  }

  /// "Last", "This year", "2025-26", "At this PEP".
  private func isTime(_ cell: GridCell) -> Bool {
    let words = Wording.folded(cell.text)
    guard (1...6).contains(words.count),
      words.allSatisfy({ Self.ofTime.contains($0) || Int($0) != nil })
    else { return false }
    return period(cell) != nil || words.contains("next")
  }

  /// What stands under a heading over rows that begin with a period: the answer of the present one, or
  /// of all of them where none is the present one for certain. nil where the rows are no periods.
  func periods(_ grid: Grid, _ row: Int, _ index: Int) -> AnswerText? {
    let heads = grid.rows[row]
    guard index > 0, heads.count >= 2 else { return nil }
    let rows = grid.rows[(row + 1)...].prefix { $0.count == heads.count }
    // "Times suspended this year" is a question and no period.
    let terms = rows.filter { isTerm($0[0]) && period($0[0]) == nil }
    if terms.count >= 2, terms.count == rows.count {
      let lines = terms.filter { !$0[index].isBlank }.flatMap { $0[index].lines }
      return AnswerText(lines: lines.isEmpty ? [Line(runs: [])] : lines)
    }
    let named = rows.map { (cells: $0, period: isNameOfPeriod($0[0]) ? period($0[0]) : nil) }
    guard rows.count >= 2, named.filter({ $0.period != nil }).count >= 2 else { return nil }
    // "Spring 2027" is a part of this year that has not begun.
    let present = named.filter { $0.period == .present }
    let filled = present.filter { !$0.cells[index].isBlank }
    let meant = filled.count == 1 ? filled : present.count == 1 ? present : named
    let lines = meant.flatMap { $0.cells[index].lines }
    return AnswerText(lines: lines.isEmpty ? [Line(runs: [])] : lines)
  }

  /// "2024-25 | 85.0 | 88.1", "Whole of last year | 2 | 3.5": a row of another time asks for nothing now.
  func isOfOtherTime(_ cells: [GridCell]) -> Bool {
    cells.count >= 3 && !cells[0].isBlank && isNameOfPeriod(cells[0]) && period(cells[0]) == .other
      && !Wording.folded(cells[0].text).contains("target")
      && cells.dropFirst().allSatisfy { cell in cell.isBlank || cell.headLine?.isFigure == true }
  }

  private func isNameOfPeriod(_ cell: GridCell) -> Bool {
    Wording.folded(cell.text).allSatisfy { word in
      Self.ofTime.contains(word) || Self.others.contains(word) || Int(word) != nil
    }
  }

  private enum Period { case present, other }

  private func period(_ cell: GridCell) -> Period? { period(Wording.folded(cell.text)) }

  private func period(_ words: [String]) -> Period? {
    guard (1...8).contains(words.count) else { return nil }
    if let year = Self.schoolYear(words) ?? Self.yearOfTerm(words) {
      return year == schoolYear ? .present : .other
    }
    // "Since last PEP" is up to now.
    if words.contains("since") { return .present }
    if words.contains(where: Self.others.contains) { return .other }
    return words.contains(where: Self.present.contains) ? .present : nil
  }

  /// "Autumn 2025", "Summer term 2026": the year in which the school year begins.
  private static func yearOfTerm(_ words: [String]) -> Int? {
    guard let year = words.compactMap(Int.init).first(where: { (2000...2100).contains($0) }) else {
      return nil
    }
    if words.contains("autumn") { return year }
    return words.contains("spring") || words.contains("summer") ? year - 1 : nil
  }

  private static let present: Set<String> = ["current", "this", "now", "present", "date", "far"]
  /// All words that a head which is nothing but a time is made of.
  private static let ofTime = present.union(others).subtracting(["target", "national", "average"])
    .union([
      "next", "year", "years", "term", "time", "school", "academic", "to", "so", "the", "whole",
      "full", "at",
      "in", "our", "all", "three", "two", "terms", "over", "during", "for", "and", "pep", "plan",
      "review", "meeting", "of", "from", "since", "until", "up", "was",
    ]).union(ofTerm).union(
      CivilDay.monthNames.flatMap { [$0.lowercased(), String($0.lowercased().prefix(3))] })
  private static let ofTerm: Set<String> = [
    "autumn", "spring", "summer", "term", "year", "whole", "full", "total", "overall", "half",
  ]
  private static let others: Set<String> = [
    "last", "previous", "prior", "target", "national", "average", "expected", "before",
  ]
}

extension GridCell {
  /// "Comment" beside the figures of two years.
  fileprivate var headsRemarks: Bool {
    ["comment", "comments", "note", "notes", "remarks", "any comments"].contains(Wording.key(text))
  }

  /// A label, its colon and an answer.
  fileprivate var holdsPair: Bool { headLine?.holdsPair == true }
}
