// The heading of a table of rows, and which of its cells head which column.

/// The columns of a table of rows.
struct RowHeader {
  var field: FieldName
  var columns: [(cell: GridCell, column: FieldKind.Column)]
  /// The targets' columns of a table that has what each target costs beside it.
  var targets: [(cell: GridCell, column: FieldKind.Column)] = []

  var hasFirstColumn: Bool {
    guard case .rows(let known) = field.kind else { return false }
    return columns.contains { $0.column == known.first }
  }

  /// "Early Years Pupil Premium will be used for | Cost": which target it serves is not asked.
  var isWhatAndCost: Bool { Set(columns.map(\.column)) == [.intervention, .cost] }

  var isWhole: Bool {
    Set(field.neededColumns.prefix(2)).isSubset(of: columns.map(\.column))
  }
}

extension [RowHeader] {
  /// Each column once: "Target" heads the first that is met.
  mutating func add(
    _ cell: GridCell, _ column: FieldKind.Column, of field: FieldName
  ) {
    guard let index = firstIndex(where: { $0.field == field }) else {
      append(RowHeader(field: field, columns: [(cell, column)]))
      return
    }
    guard !self[index].columns.contains(where: { $0.column == column }) else { return }
    self[index].columns.append((cell, column))
  }

  /// Gives the remaining cells of a heading the columns that their words tell, where a wording or the
  /// section says whose table it is.
  mutating func complete(_ cells: [GridCell], _ field: FieldName, _ pass: Pass) {
    let isAtHome = pass.section.map(Telling.sections(field).contains) ?? true
    guard isAtHome || contains(where: { $0.field == field && $0.columns.count >= 2 }) else {
      return
    }
    let known = first { $0.field == field }?.columns.count ?? 0
    // "Subject | Target grade | Working at | Teacher comment" tells how the child stands, whatever its heads sound like.
    guard field != .targets || known > 0 || !cells.contains(where: pass.namesSubjects) else {
      return
    }
    for cell in cells {
      let taken = first { $0.field == field }?.columns.contains { $0.cell.column == cell.column }
      guard taken != true, let line = cell.headLine, !pass.isLabelOfElse(line),
        field == .premiumSpend || !pass.catalogue.index.headsMeasure(line),
        let column = pass.catalogue.index.columnByCue(line, of: field, in: pass.section)
      else { continue }
      add(cell, column, of: field)
    }
    // By cues alone a table is ours only if it has what such a table cannot do without.
    if known < 2, first(where: { $0.field == field })?.isWhole != true {
      removeAll { $0.field == field && $0.columns.count > known }
    }
  }
}

extension Pass {
  /// "Subject", "Course".
  func namesSubjects(_ head: GridCell) -> Bool {
    guard let match = head.headLine.flatMap(label), match.score == 1 else { return false }
    return [.other("academicTargets"), .other("progress.courses")].contains(meaning(match))
  }

  /// "Amount requested (£)" heads no column of costs, and "Target grade" none of targets.
  func isLabelOfElse(_ line: Line) -> Bool {
    guard let match = label(line) else { return false }
    return switch meaning(match) {
    case .field: match.score >= Limits.likeEnough || match.lead >= Limits.clearlyLearned
    case .other: match.score == 1
    case .column: false
    }
  }
}

extension FieldName {
  /// What a usable row has: "a target with an action; an intervention with a cost and the target it
  /// supports".
  var neededColumns: [FieldKind.Column] {
    switch self {
    case .targets: [.target, .action]
    case .premiumSpend: [.intervention, .cost, .target]
    default: []
    }
  }

  static let withRows = allCases.filter {
    if case .rows = $0.kind { true } else { false }
  }
}
