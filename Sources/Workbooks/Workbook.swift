// Writes Excel workbooks: tables that can be sorted, filtered and printed as they are, and native
// charts. What stands in them is settled in the centre (`ReportTable`); here is only how it looks.
//
// Every text is written as a text. libxlsxwriter takes a formula only where it is asked to write one,
// and nothing here asks, so a form that begins with "=" stays the words that a school wrote.

import PepCore

/// A workbook as a value.
package struct Workbook: Sendable {
  package var title: String
  /// Stands in the file as its day of making, so that the same figures give the same bytes.
  package var dated: CivilDay
  package var sheets: [Sheet]

  package init(title: String, dated: CivilDay, sheets: [Sheet]) {
    self.title = title
    self.dated = dated
    self.sheets = sheets
  }

  package struct Sheet: Sendable {
    package var table: ReportTable
    /// To the right of the table, one below the other.
    package var charts: [Chart]

    package init(_ table: ReportTable, charts: [Chart] = []) {
      self.table = table
      self.charts = charts
    }
  }

  /// Columns of a table, one group of bars for each of its rows.
  package struct Chart: Sendable {
    package var title: String
    /// Name of the sheet whose first column names the groups.
    package var sheet: String
    /// Places of the columns to draw.
    package var columns: [Int]

    package init(_ title: String, sheet: String, columns: [Int]) {
      self.title = title
      self.sheet = sheet
      self.columns = columns
    }
  }
}

/// What libxlsxwriter or the disk said.
package struct WorkbookError: Error, Hashable, Sendable {
  package var file: String
  package var problem: String
}
