/// A field (`w:fldChar` begin to end) while it is open: first its instruction, then its result.
struct FieldDraft {
  enum Kind { case plain, text, checkBox, choice }

  var kind = Kind.plain
  var isInResult = false
  var name: String?
  var isChecked: Bool?
  var isCheckedAtFirst = false
  var chosen: Int?
  var chosenAtFirst: Int?
  var entries: [String] = []
  /// Where its result begins in the paragraph at hand.
  var start = 0

  /// The entry shown, and whether somebody chose it: an untouched list shows its first entry.
  var entry: (text: String, isChosen: Bool)? {
    let index = chosen ?? chosenAtFirst
    let shown = index ?? 0
    guard entries.indices.contains(shown) else { return nil }
    return (entries[shown], index != nil)
  }
}
