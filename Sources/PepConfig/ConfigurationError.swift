/// One fault of the configuration: where it is and what kind of fault, as facts.
///
/// `ConfigurationError+Words.swift` is the only place that turns it into a sentence, so that the
/// daemon's start, a reload and `pepctl check` say the same thing about the same fault.
package struct ConfigurationError: Error, Hashable, Sendable {
  package var place: Place
  package var kind: Kind

  package init(at place: Place, _ kind: Kind) {
    self.place = place
    self.kind = kind
  }

  /// Where in the configuration.
  package struct Place: Hashable, Sendable {
    /// What the file holds, which decides the words ("setting" or "key").
    package enum Subject: Hashable, Sendable { case settings, forms, calendar, scenario }

    package var subject: Subject
    /// As it was given to the program, so that the reader recognises it.
    package var file: String
    /// Counted from 1; nil where the fault is of the file as a whole.
    package var line: Int?
    package var column: Int?

    package init(_ subject: Subject, file: String, line: Int? = nil, column: Int? = nil) {
      self.subject = subject
      self.file = file
      self.line = line
      self.column = column
    }
  }

  package enum Kind: Hashable, Sendable {
    /// `nearest` is the right key that was probably meant; `allowed` are all that stand there.
    case unknownKey(String, nearest: String?, allowed: [String])
    /// `expected` reads after "must be"; the name is empty for the file as a whole.
    case wrongType(String, expected: String)
    case missingKey(String)
    /// `nearest` is the allowed value that was probably meant.
    case badValue(String, value: String, allowed: [String], nearest: String?)
    case duplicateKey(String)
    /// Of these settings one must be given, and one only.
    case exactlyOne([String])
    /// `setting` must be given because of another setting.
    case neededBy(String, because: String)
    /// The YAML reader's own account.
    case syntax(String)
    /// `named` is the setting that names the file, nil for the configuration file itself.
    case fileMissing(String, named: String?)
    case fileUnreadable(String, named: String?, reason: FileFault)
  }

  package enum FileFault: Hashable, Sendable {
    case notAllowed, notText, isFolder, notFolder, isEmpty, notExecutable
  }
}

/// All faults found in one reading, in the order of the file: who repairs a configuration wants to
/// repair it once, not once per fault.
package struct ConfigurationErrors: Error, Hashable, Sendable {
  package var errors: [ConfigurationError]
  package init(_ errors: [ConfigurationError]) { self.errors = errors }
}

/// Something that works, but that an administrator should know.
package enum ConfigurationWarning: Hashable, Sendable {
  /// Others than the owner can read this secret; `mode` as `ls` and `chmod` count, e.g. 0o644.
  case secretReadableByOthers(path: String, mode: Int)
  /// `reader.allow_unsandboxed` is on.
  case unsandboxedReader
}
