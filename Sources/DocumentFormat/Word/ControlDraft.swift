/// A content control (`w:sdt`) while it is open.
struct ControlDraft {
  enum Kind {
    case text, choice, checkBox
    /// Groups, repeating sections, tables of contents, pictures: what they hold is nobody's entry.
    case structure
  }

  var kind = Kind.text
  var alias: String?
  var tag: String?
  var showsPrompt = false
  var isChecked = false
  /// The sign that an author chose for "not ticked" where it looks like a tick.
  var uncheckedLooksTicked = false
  /// The box has been written; the rest of the control's content is the same sign.
  var isWritten = false

  var name: String? { alias ?? tag }

  /// What the box shows. A program that is not Word may have changed the sign and left the state,
  /// and the sign is what the sender saw.
  func isTicked(showing sign: Unicode.Scalar?) -> Bool {
    guard !uncheckedLooksTicked else { return isChecked }
    if sign == SymbolFont.ticked { return true }
    if sign == SymbolFont.unticked { return false }
    return isChecked
  }
}
