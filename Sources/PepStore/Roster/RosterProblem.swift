/// What is wrong with a roster, all of it at once: whoever exports it corrects it once.
package struct RosterProblems: Error, Hashable, Sendable {
  package var problems: [RosterProblem]
}

/// One thing wrong: where, and what would be right. It never holds what stands there, because that
/// may be a child's name or date of birth.
package struct RosterProblem: Hashable, Sendable {
  package var file: String
  /// From 1; nil where the whole file is meant.
  package var line: Int?
  /// The column's name; nil where the whole line is meant.
  package var column: String?
  package var kind: Kind

  package enum Kind: Hashable, Sendable {
    case fileMissing
    case empty
    /// Not UTF-8. Excel's "CSV" is Windows-1252; its "CSV UTF-8" is right.
    case encoding(LikelyEncoding)
    case unclosedQuote
    /// A quotation mark in the middle of a value, or text behind a closing one.
    case strayQuote
    case fields(expected: Int, found: Int)
    /// By its number from 1; its name only where the rest of the line is a heading too.
    case unknownColumn(number: Int, known: [String])
    case missingColumn
    case columnTwice
    case valueMissing
    case notADate
    case notAUPN
    case notAnEmail
    case notADomain
    case notAnAmount
    case notOneOf([String])
    /// The key stands in no line of that file.
    case unknownKey(inFile: String)
    case keyTwice(firstLine: Int)
    /// Out of care before coming into it.
    case datesCrossed
  }

  package enum LikelyEncoding: String, Hashable, Sendable { case windows1252, utf16, unknown }
}
