import CXLSXWriter
import PepCore

/// Writes one sheet: titles that stay in sight and on every printed page, a filter, widths, notes,
/// charts.
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
      put(.text(head.title), 0, column, styles.heading)
    }
    for (row, cells) in table.rows.enumerated() { putRow(cells, row + 1) }
    var next = table.rows.count + 1
    if let total = table.total {
      putRow(total, next, styles.total)
      next += 1
    }
    for (row, note) in content.notes.enumerated() {
      put(.text(note), next + 1 + row, 0, styles.note)
    }
    worksheet_freeze_panes(sheet, 1, 1)
    if table.rows.count > 1 {
      worksheet_autofilter(sheet, 0, 0, UInt32(table.rows.count), lastColumn)
    }
    setUpPrinting(workbook)
    for (place, chart) in content.charts.enumerated() { draw(chart, place, workbook) }
  }

  private func setUpPrinting(_ workbook: Workbook) {
    worksheet_set_paper(sheet, 9)  // A4 (ECMA-376 part 1, section 18.3.1.63)
    worksheet_set_landscape(sheet)
    // As wide as a page, as many pages long as it takes.
    worksheet_fit_to_pages(sheet, 1, 0)
    worksheet_repeat_rows(sheet, 0, 0)
    // An ampersand begins a code of Excel's there.
    let title = workbook.title.replacing("&", with: "&&")
    worksheet_set_header(sheet, "&L\(title)&R&A")
    worksheet_set_footer(sheet, "&RPage &P of &N")
  }

  private func putRow(_ cells: [ReportTable.Cell], _ row: Int, _ style: CellStyles.Style? = nil) {
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
    let kind = chart.direction == .upright ? LXW_CHART_COLUMN : LXW_CHART_BAR
    let made = workbook_add_chart(book, UInt8(kind.rawValue))
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
    // A lying chart begins at the foot; the first row belongs to the top.
    if chart.direction == .lying, let made { chart_axis_set_reverse(made.pointee.x_axis) }
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
