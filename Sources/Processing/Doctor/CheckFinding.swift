/// What one step of `pepctl check` saw, and what to do about it.
package struct CheckFinding: Codable, Hashable, Sendable {
  package enum Verdict: String, Codable, Sendable {
    case ok
    /// It works, but an administrator should know.
    case note
    case wrong
  }

  /// What was tried, e.g. `imap login`.
  package var what: String
  package var verdict: Verdict
  package var saw: String
  package var remedy: String?

  package init(_ what: String, _ verdict: Verdict, _ saw: String, _ remedy: String? = nil) {
    self.what = what
    self.verdict = verdict
    self.saw = saw
    self.remedy = remedy
  }
}
