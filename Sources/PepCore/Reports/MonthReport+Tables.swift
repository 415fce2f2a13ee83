extension MonthReport {
  /// The stages of all PEPs, with their share of those due.
  package var totalsTable: ReportTable {
    ReportTable(
      name: "Totals", columns: [.init("PEPs", 16), .init("Number", 10), .init("Of those due", 14)],
      rows: PlanCounts.Column.allCases.map { column in
        [
          .text(column.title), .count(total[column]),
          total.share(column).map { .share($0) } ?? .blank,
        ]
      })
  }

  package var areasTable: ReportTable { table("Area teams", "Area team", 24, areas) }
  package var schoolsTable: ReportTable { table("Schools", "School", 36, schools) }

  private func table(_ name: String, _ title: String, _ width: Double, _ rows: [Row]) -> ReportTable
  {
    func cells(_ name: String, _ counts: PlanCounts) -> [ReportTable.Cell] {
      [.text(name)] + PlanCounts.Column.allCases.map { .count(counts[$0]) }
    }
    return ReportTable(
      name: name,
      columns: [.init(title, width)]
        + PlanCounts.Column.allCases.map { .init($0.title, 11) },
      rows: rows.map { cells($0.name, $0.counts) }, total: cells("Total", total))
  }

  /// What is counted, and who is not.
  package func notesTable(_ policy: TermPolicy) -> ReportTable {
    ReportTable(
      name: "What is counted", columns: [.init("What is counted", 100)],
      rows: notes(policy).map { [.text($0)] })
  }

  /// By care ID only: the workbook goes by mail.
  package var awaitedTable: ReportTable {
    ReportTable(
      name: "Without a PEP",
      columns: [
        .init("Care ID", 12), .init("School", 36), .init("Area team", 20),
        .init("Advisory Teacher", 26), .init("Meeting", 13), .init("Overdue", 10),
      ],
      rows: awaited.map { item in
        [
          .text(item.child), .text(item.school), .text(item.area), .text(item.advisoryTeacher),
          .init(item.meeting), item.isOverdue ? .text("yes") : .blank,
        ]
      })
  }
}

extension PlanCounts {
  /// Of the PEPs due, 0 to 1; nil where none is.
  package func share(_ column: Column) -> Double? {
    due == 0 || column == .due ? nil : Double(self[column]) / Double(due)
  }

  /// Of the PEPs that came in time, late or not at all though their time was over; nil where there is
  /// none.
  package var timelyShare: Double? {
    let judged = inTime + late + overdue
    return judged == 0 ? nil : Double(inTime) / Double(judged)
  }
}
