import FoundationEssentials

/// A bearer token (RFC 6750): whoever has it is the mailbox's owner until it ends. Printing it shows that
/// there is one and when it ends.
package struct AccessToken: Sendable {
  let text: String
  package let ends: Date
  package let gotAt: Date

  package init(_ text: String, ends: Date, gotAt: Date) {
    self.text = text
    self.ends = ends
    self.gotAt = gotAt
  }
}

extension AccessToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "token (hidden), until \(ends.timeIntervalSince1970)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
