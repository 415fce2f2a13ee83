import PepStore

extension RosterProblems {
  var words: String {
    problems.prefix(40).map(\.words).joined(separator: "\n")
      + (problems.count > 40 ? "\nand \(problems.count - 40) more." : "")
      + "\nNothing was imported. Correct the files and import them again."
  }
}

extension RosterProblem {
  /// File, line and column; never what stands there.
  fileprivate var words: String {
    let place =
      file + (line.map { ", line \($0)" } ?? "") + (column.map { ", column '\($0)'" } ?? "")
    return "\(place): \(what)."
  }

  private var what: String {
    switch kind {
    case .fileMissing: "the file is missing or cannot be read"
    case .empty: "the file is empty"
    case .encoding(.windows1252): "not UTF-8; save it from Excel as 'CSV UTF-8'"
    case .encoding: "not UTF-8"
    case .unclosedQuote: "a quotation mark is not closed"
    case .strayQuote: "a quotation mark stands in the middle of a value"
    case .fields(let expected, let found): "\(found) values instead of \(expected)"
    case .unknownColumn(let number, let known):
      "column \(number) is not known; known are \(known.joined(separator: ", "))"
    case .missingColumn: "the column is missing"
    case .columnTwice: "the column stands there twice"
    case .valueMissing: "a value is needed"
    case .notADate: "not a date; write YYYY-MM-DD"
    case .notAUPN: "not a UPN; a letter and twelve digits are needed"
    case .notAnEmail: "not an e-mail address"
    case .notADomain: "not a mail domain"
    case .notAnAmount: "not an amount in pounds"
    case .notOneOf(let allowed): "must be one of \(allowed.joined(separator: ", "))"
    case .unknownKey(let other): "names nobody of \(other)"
    case .keyTwice(let first): "the same key as line \(first)"
    case .datesCrossed: "left care before coming into it"
    }
  }
}
