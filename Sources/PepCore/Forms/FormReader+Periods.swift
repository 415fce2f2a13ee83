// Figures by period: a table with a row for last year, this year and the target, of which the form asks for
// this year's.

extension Pass {
  /// Reads a table whose heads are times and whose rows are questions: "| Last | This | Next" over "PEP meeting |
  /// 12/06 | 23/11 | 10/03". Without a first column the title above is the question. Returns the index of the
  /// row behind it, or nil where it is none.
  mutating func readTimes(_ grid: Grid, _ row: Int) -> Int? {
    let heads = grid.rows[row]
    let times = heads.filter { isTime($0) }
    let hasQuestions = heads.first.map { !isTime($0) } ?? false
    let isAlone = times.count == 1 && heads.count == 2 && heads[0].isBlank
    guard times.count >= 2 || isAlone, times.count == heads.count - (hasQuestions ? 1 : 0),
      row + 1 < grid.rows.count
    else { return nil }
    guard hasQuestions || lineBefore?.isTitle == true else { return nil }
    var end = row + 1
    while end < grid.rows.count, grid.rows[end].count == heads.count {
      for (head, cell) in zip(heads, grid.rows[end]).dropFirst(hasQuestions ? 1 : 0) {
        let question = hasQuestions ? grid.rows[end][0].headLine : lineBefore
        guard let question, let time = head.headLine else { continue }
        take(cell, atTime: time, question)
      }
      end += 1
      if !hasQuestions { break }
    }
    return end
  }

  private mutating func take(_ cell: GridCell, atTime time: Line, _ question: Line) {
    answered.formUnion(cell.lines.map(\.position))
    var whole = Line(runs: [Run(time.text.trimmedBlanks + " " + question.text.trimmedBlanks)])
    whole.position = question.position
    whole.standsAsLabel = true
    guard let match = label(whole) else {
      noteUnexplained(whole, isAnswered: !cell.isBlank)
      return
    }
    let answer = AnswerText(lines: cell.lines.isEmpty ? [Line(runs: [])] : cell.lines)
    take(answer.placed(question.position), for: match, in: whole, .below)
  }

  /// "Last", "This year", "2025-26".
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
    let named = rows.map { (cells: $0, period: period($0[0])) }
    guard rows.count >= 2, named.filter({ $0.period != nil }).count >= 2 else { return nil }
    let present = named.filter { $0.period == .present }
    let lines = (present.count == 1 ? present : named).flatMap { $0.cells[index].lines }
    return AnswerText(lines: lines.isEmpty ? [Line(runs: [])] : lines)
  }

  private enum Period { case present, other }

  private func period(_ cell: GridCell) -> Period? {
    let words = Wording.folded(cell.text)
    guard (1...8).contains(words.count) else { return nil }
    if let year = Self.schoolYear(words) { return year == schoolYear ? .present : .other }
    if words.contains(where: Self.others.contains) { return .other }
    return words.contains(where: Self.present.contains) ? .present : nil
  }

  private static let present: Set<String> = ["current", "this", "now", "present", "date", "far"]
  /// All words that a head which is nothing but a time is made of.
  private static let ofTime = present.union(others).subtracting(["target", "national", "average"])
    .union(["next", "year", "years", "term", "time", "school", "academic", "to", "so", "the"])
  private static let others: Set<String> = [
    "last", "previous", "prior", "target", "national", "average", "expected", "before",
  ]
}
