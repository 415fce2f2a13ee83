import CXLSXWriter

/// How cells look.
struct CellStyles {
  typealias Style = UnsafeMutablePointer<lxw_format>

  let heading: Style?
  /// Above figures.
  let headingOfFigures: Style?
  let text: Style?
  let count: Style?
  let number: Style?
  let share: Style?
  let money: Style?
  let day: Style?
  let total: Style?

  init(_ book: UnsafeMutablePointer<lxw_workbook>) {
    func style(_ format: String?, _ change: (Style) -> Void = { _ in }) -> Style? {
      guard let made = workbook_add_format(book) else { return nil }
      format_set_align(made, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
      if let format { format_set_num_format(made, format) }
      change(made)
      return made
    }
    func headed(_ change: @escaping (Style) -> Void = { _ in }) -> Style? {
      style(nil) {
        format_set_bold($0)
        format_set_text_wrap($0)
        format_set_bg_color($0, 0xDCE6F1)
        format_set_bottom($0, UInt8(LXW_BORDER_THIN.rawValue))
        change($0)
      }
    }
    heading = headed()
    headingOfFigures = headed { format_set_align($0, UInt8(LXW_ALIGN_RIGHT.rawValue)) }
    text = style(nil) { format_set_text_wrap($0) }
    count = style("#,##0")
    number = style("0.##")
    share = style("0%")
    money = style("£#,##0.00")
    day = style("d mmm yyyy") { format_set_align($0, UInt8(LXW_ALIGN_LEFT.rawValue)) }
    total = style("#,##0") {
      format_set_bold($0)
      format_set_top($0, UInt8(LXW_BORDER_THIN.rawValue))
    }
  }
}
