import FoundationEssentials

/// A person's word that no letter at all goes out until further notice. Mail is read, registered and
/// filed meanwhile; what is written waits.
package struct SendingStop: Codable, Hashable, Sendable {
  package var by: String
  package var since: Date
}

/// The stop, or its end, as the journal has it. The time is the line's.
package struct SendingOrder: Codable, Hashable, Sendable {
  package var isStopped: Bool
  package var by: String

  package init(isStopped: Bool, by: String) {
    self.isStopped = isStopped
    self.by = by
  }
}
