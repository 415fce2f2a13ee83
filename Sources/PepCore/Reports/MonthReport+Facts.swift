extension MonthReport {
  /// What the letter of the month says. Bars are widths in percent; a width that is absent is nothing to
  /// draw, and every figure stands beside its bar, so that nothing is lost without colours.
  package func facts(_ policy: TermPolicy) -> [String: LetterFact] {
    [
      "month": .text(month.inWords), "term": .text(term.description),
      "due": .text(PlanWords.count(total.due)), "any": .flag(total.due > 0),
      "stages": .list(Self.bars(total, PlanCounts.Column.allCases.filter { $0 != .due })),
      "areas": .list(areas.map(Self.area)),
      "unknown": .text(unknown ?? ""), "timely": .text(timely ?? ""), "untimed": .flag(!isTimed),
      "earlier": .text(earlier ?? ""),
      "apart": .list(apart.map { ["sentence": .text($0)] }),
      "awaited": .text(PlanWords.children(awaited.count)), "anyAwaited": .flag(!awaited.isEmpty),
      "overdue": .text("\(total.overdue)"), "anyOverdue": .flag(total.overdue > 0),
      "meanings": .list(
        PlanCounts.Column.allCases.map {
          ["title": .text($0.title), "meaning": .text($0.meaning(policy))]
        }),
    ]
  }

  private static func area(_ row: Row) -> [String: LetterFact] {
    let counts = row.counts
    return [
      "area": .text(row.name), "due": .text("\(counts.due)"),
      "bars": .list(bars(counts, [.booked, .held, .submitted, .inTime])),
      "others": .list(
        [PlanCounts.Column.late, .overdue, .complete, .checked, .finalised].map {
          ["title": .text($0.title), "count": .text("\(counts[$0])")]
        }),
    ]
  }

  private static func bars(
    _ counts: PlanCounts, _ columns: [PlanCounts.Column]
  ) -> [[String: LetterFact]] {
    columns.map { column in
      let share = counts.share(column) ?? 0
      let width = counts[column] == 0 ? 0 : min(100, max(1, Int((share * 100).rounded())))
      var bar: [String: LetterFact] = [
        "title": .text(column.title), "count": .text("\(counts[column])"),
        "percent": .text(PlanWords.percent(share)), "colour": .text(column.colour),
      ]
      if width > 0 { bar["width"] = .text("\(width)") }
      if width < 100 { bar["rest"] = .text("\(100 - width)") }
      return bar
    }
  }
}

extension PlanCounts.Column {
  /// The palette of the workbook's charts: told apart in print and by the colour-blind.
  fileprivate var colour: String {
    switch self {
    case .due, .booked: "#0072B2"
    case .held: "#56B4E9"
    case .submitted, .complete, .checked, .finalised: "#009E73"
    case .inTime: "#E69F00"
    case .late, .overdue: "#999999"
    }
  }
}
