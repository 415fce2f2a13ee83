/// The words of PEP check documents: `config/forms/check.yaml`.
package struct CheckWords: Hashable, Sendable {
  /// Texts of one meaning, folded, without numbering.
  package struct Phrases: Hashable, Sendable {
    package let keys: [String]
    package init(_ texts: [String] = []) { keys = texts.map(Wording.key) }

    /// The text is one of them, or begins with one of three words or more.
    func label(_ key: String) -> Bool {
      keys.contains { $0 == key || Self.isLong($0) && key.hasPrefix($0 + " ") }
    }

    /// The text is one of them, whole.
    func isOne(_ key: String) -> Bool { keys.contains(key) }

    /// One of them stands somewhere in the text.
    func stands(in key: String) -> Bool {
      let key = " " + key + " "
      return keys.contains { key.holds(" " + $0 + " ") }
    }

    private static func isLong(_ key: String) -> Bool { key.count { $0 == " " } >= 2 }
  }

  package var outcome = Phrases()
  package var satisfactory = Phrases()
  package var withQueries = Phrases()
  package var notSatisfactory = Phrases()
  package var queries = Phrases()
  package var schoolQueries = Phrases()
  package var socialWorkerQueries = Phrases()
  package var sectionColumns = Phrases()
  package var asides = Phrases()
  package var whomColumns = Phrases()
  package var none = Phrases()
  package var above = Phrases()
  package var school = Phrases()
  package var socialWorker = Phrases()
  /// The Advisory Teacher sees to it in person.
  package var inPerson = Phrases()

  package init() {}

  /// Every label that a check document has of its own.
  func isLabel(_ key: String) -> Bool {
    [outcome, queries, schoolQueries, socialWorkerQueries].contains { $0.label(key) }
  }
}
