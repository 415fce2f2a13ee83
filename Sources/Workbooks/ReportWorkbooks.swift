import PepCore

extension Workbook {
  /// The workbook of a month: totals with charts, area teams, schools, children without a PEP.
  package static func of(_ report: MonthReport, _ policy: TermPolicy) -> Workbook {
    let drawn = [PlanCounts.Column.booked, .held, .submitted, .inTime]
    let places = drawn.compactMap { PlanCounts.Column.allCases.firstIndex(of: $0).map { $0 + 1 } }
    let areas = report.areasTable
    let totals = report.totalsTable
    return Workbook(
      title: "PEPs, \(report.term), to the end of \(report.month.inWords)",
      dated: report.month.lastDay,
      sheets: [
        Sheet(
          totals,
          charts: [
            Chart("PEPs by area team", sheet: areas.name, columns: places),
            Chart("All PEPs of the term", sheet: totals.name, columns: [1]),
          ]),
        Sheet(areas), Sheet(report.schoolsTable), Sheet(report.awaitedTable),
        Sheet(report.notesTable(policy)),
      ])
  }

  /// One sheet with one line for each PEP.
  package static func of(register table: ReportTable, on day: CivilDay) -> Workbook {
    Workbook(title: "Register of PEPs, \(day.inWords)", dated: day, sheets: [Sheet(table)])
  }
}
