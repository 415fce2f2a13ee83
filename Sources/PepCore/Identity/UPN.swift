/// Unique Pupil Number: a check letter and twelve digits; the last may be a letter in a temporary
/// one (DfE, "Unique pupil numbers: guide for schools").
package struct UPN: Hashable, Sendable {
  package let text: String

  /// nil where the text has not the shape of a UPN at all.
  package init?(_ written: String) {
    let folded = written.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    guard folded.utf8.count == 13, let first = folded.first, first.isLetter,
      folded.dropFirst().prefix(11).allSatisfy(\.isNumber)
    else { return nil }
    text = folded
  }

  /// Everything behind the check letter.
  package var body: Substring { text.dropFirst() }

  /// The check letter fits the digits: Σ digit × (2 … 13) mod 23 indexes the alphabet without I, O
  /// and S.
  package var isValid: Bool {
    let letters = Array("ABCDEFGHJKLMNPQRTUVWXYZ")
    var sum = 0
    for (index, character) in body.enumerated() {
      guard
        let digit = character.wholeNumberValue
          ?? letters.firstIndex(of: character).flatMap({ index == 11 ? $0 : nil })
      else { return false }
      sum += digit * (index + 2)
    }
    return text.first == letters[sum % 23]
  }
}
