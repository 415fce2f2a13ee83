import CXLSXWriter
import PepCore

/// Writes one sheet: titles that stay in sight and on every printed page, a filter, widths, charts.
struct SheetWriter {
  private let content: Workbook.Sheet
  private let book: UnsafeMutablePointer<lxw_workbook>
  private let sheet: UnsafeMutablePointer<lxw_worksheet>?
  private let styles: CellStyles

  private var table: ReportTable { content.table }
  private var lastColumn: UInt16 { UInt16(max(1, table.columns.count) - 1) }

  init(
    _ content: Workbook.Sheet, _ book: UnsafeMutablePointer<lxw_workbook>, _ styles: CellStyles
  ) {
    self.content = content
    self.book = book
    self.styles = styles
    sheet = workbook_add_worksheet(book, content.table.name)
  }

  func write(in workbook: Workbook) {
    for (column, head) in table.columns.enumerated() {
      worksheet_set_column(sheet, UInt16(column), UInt16(column), head.width, nil)
      let style = hasFigures(column) ? styles.headingOfFigures : styles.heading
      put(.text(head.title), 0, column, style)
    }
    setHeight(of: table.columns.map { .text($0.title) }, 0)
    for (row, cells) in table.rows.enumerated() { putRow(cells, row + 1) }
    if let total = table.total { putRow(total, table.rows.count + 1, styles.total) }
    worksheet_freeze_panes(sheet, 1, table.columns.count > 1 ? 1 : 0)
    if table.rows.count > 1, table.columns.count > 1 {
      worksheet_autofilter(sheet, 0, 0, UInt32(table.rows.count), lastColumn)
    }
    setUpPrinting(workbook)
    for (place, chart) in content.charts.enumerated() { draw(chart, place, workbook) }
  }

  private func hasFigures(_ column: Int) -> Bool {
    table.rows.lazy.map { $0[column] }.first { $0 != .blank }.map {
      switch $0 {
      case .number, .count, .share, .money: true
      case .text, .day, .blank: false
      }
    } ?? false
  }

  private func setUpPrinting(_ workbook: Workbook) {
    worksheet_set_paper(sheet, 9)  // A4 (ECMA-376 part 1, section 18.3.1.63)
    worksheet_set_landscape(sheet)
    // As many pages long as it takes; as wide as can still be read.
    let width = table.columns.reduce(0) { $0 + $1.width }
    worksheet_fit_to_pages(sheet, UInt16(width / Self.charactersPerPage) + 1, 0)
    worksheet_repeat_rows(sheet, 0, 0)
    worksheet_repeat_columns(sheet, 0, 0)
    // An ampersand begins a code of Excel's there.
    let title = workbook.title.replacing("&", with: "&&")
    worksheet_set_header(sheet, "&L\(title)&R&A")
    worksheet_set_footer(sheet, "&RPage &P of &N")
  }

  /// Across a page of A4 on its side, at a size that people read.
  private static let charactersPerPage = 180.0

  /// A row is as high as its longest text is long. Excel would find that out by itself, others do not.
  private func setHeight(of cells: [ReportTable.Cell], _ row: Int) {
    let lines = zip(cells, table.columns).map { cell, column -> Int in
      guard case .text(let text) = cell else { return 1 }
      // Words are not cut, so a line holds less than fits into it.
      return Int((Double(text.count) / max(1, column.width * 0.9)).rounded(.up))
    }
    worksheet_set_row(sheet, UInt32(row), 15.5 * Double(min(20, max(1, lines.max() ?? 1))), nil)
  }

  private func putRow(_ cells: [ReportTable.Cell], _ row: Int, _ style: CellStyles.Style? = nil) {
    setHeight(of: cells, row)
    for (column, cell) in cells.enumerated() { put(cell, row, column, style) }
  }

  private func put(
    _ cell: ReportTable.Cell, _ row: Int, _ column: Int, _ style: CellStyles.Style? = nil
  ) {
    let row = UInt32(row)
    let column = UInt16(column)
    switch cell {
    case .text(let text):
      worksheet_write_string(sheet, row, column, Self.storable(text), style ?? styles.text)
    case .number(let number):
      worksheet_write_number(sheet, row, column, number, style ?? styles.number)
    case .count(let count):
      worksheet_write_number(sheet, row, column, Double(count), style ?? styles.count)
    case .share(let share):
      worksheet_write_number(sheet, row, column, share, style ?? styles.share)
    case .money(let pounds):
      worksheet_write_number(sheet, row, column, pounds, style ?? styles.money)
    case .day(let day):
      var date = lxw_datetime()
      date.year = Int32(day.year)
      date.month = Int32(day.month)
      date.day = Int32(day.day)
      worksheet_write_datetime(sheet, row, column, &date, style ?? styles.day)
    case .blank: worksheet_write_blank(sheet, row, column, style ?? styles.text)
    }
  }

  /// As much of a text as a cell holds (Excel's limit is 32,767 UTF-16 units), without characters that
  /// XML cannot hold.
  private static func storable(_ text: String) -> String {
    let clean = text.unicodeScalars.filter { scalar in
      scalar.value >= 0x20 && !(0xfffe...0xffff).contains(scalar.value) || scalar == "\n"
    }
    let whole = String(String.UnicodeScalarView(clean))
    return whole.utf16.count <= 32_767 ? whole : String(whole.unicodeScalars.prefix(16_000)) + "…"
  }
}

// MARK: Charts

extension SheetWriter {
  /// Rows of the sheet that a chart covers, with a gap.
  private static let rowsPerChart = 19

  private func draw(_ chart: Workbook.Chart, _ place: Int, _ workbook: Workbook) {
    guard let drawn = workbook.sheets.first(where: { $0.table.name == chart.sheet })?.table,
      !drawn.rows.isEmpty
    else { return }
    let made = workbook_add_chart(book, UInt8(LXW_CHART_COLUMN.rawValue))
    let last = UInt32(drawn.rows.count)
    for (index, column) in chart.columns.enumerated() {
      let series = chart_add_series(made, nil, nil)
      chart_series_set_categories(series, chart.sheet, 1, 0, last, 0)
      chart_series_set_values(series, chart.sheet, 1, UInt16(column), last, UInt16(column))
      chart_series_set_name_range(series, chart.sheet, 0, UInt16(column))
      var fill = lxw_chart_fill()
      fill.color = Self.colours[index % Self.colours.count]
      chart_series_set_fill(series, &fill)
      chart_series_set_labels(series)
    }
    chart_title_set_name(made, chart.title)
    if chart.columns.count == 1 {
      chart_legend_set_position(made, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
    } else {
      chart_legend_set_position(made, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
    }
    insert(made, chart, place)
  }

  private func insert(
    _ made: UnsafeMutablePointer<lxw_chart>?, _ chart: Workbook.Chart, _ place: Int
  ) {
    let words = strdup(chart.title)
    defer { free(words) }
    var options = lxw_chart_options()
    options.x_scale = 1.4
    options.y_scale = 1.25
    options.description = words
    worksheet_insert_chart_opt(
      sheet, UInt32(place * Self.rowsPerChart), lastColumn + 2, made, &options)
  }

  /// Told apart in print and by the colour-blind (Okabe and Ito's palette).
  private static let colours: [UInt32] = [0x0072B2, 0x56B4E9, 0x009E73, 0xE69F00]
}
