// Figures by period: a table with a row for last year, this year and the target, of which the form asks for
// this year's.

extension Pass {
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
    if let year = firstYear(words) { return year == schoolYear ? .present : .other }
    if words.contains(where: Self.others.contains) { return .other }
    return words.contains(where: Self.present.contains) ? .present : nil
  }

  /// "2025-26", "2025/2026", "25/26": the year it begins in.
  private func firstYear(_ words: [String]) -> Int? {
    for (first, second) in zip(words, words.dropFirst()) {
      guard let from = Int(first), let to = Int(second), (to - from - 1) % 100 == 0 else { continue }
      if first.utf8.count == 4 { return from }
      if first.utf8.count == 2, second.utf8.count == 2 { return 2000 + from }
    }
    return nil
  }

  /// A school year begins with September; forms filled in during August speak of the one that ends.
  private var schoolYear: Int { reading.near.month >= 9 ? reading.near.year : reading.near.year - 1 }

  private static let present: Set<String> = ["current", "this", "now", "present", "date", "far"]
  private static let others: Set<String> = [
    "last", "previous", "prior", "target", "national", "average", "expected", "before",
  ]
}
