/// Something that happened and that the office must decide about.
package enum Event: Sendable {
  case message(ArrivedMessage)
}

/// A message with what the rim knows about it.
package struct ArrivedMessage: Sendable {
  package var facts: MessageFacts
  /// `M-` and hexadecimal digits; how logs and the register name it.
  package var reference: String
  /// Unguessable text from which the references of its letters are made; the same for the same
  /// message, so that deciding twice gives the same letters.
  package var seed: String
  /// The day it arrived, in the authority's time zone.
  package var arrivedOn: CivilDay
  /// SHA-256 of the raw bytes; a form typed into the message is filed as the message itself.
  package var bytesDigest: String
  /// SHA-256 hexadecimal of a text, handed in because the centre brings no cryptography of its own.
  package var digest: @Sendable (String) -> String
  /// A person moved it to `PEP/Accept`: register it in spite of an unknown sender.
  package var isAccepted: Bool
  /// A person said which child it is about.
  package var assignedTo: String?

  package init(
    facts: MessageFacts, reference: String, seed: String, arrivedOn: CivilDay,
    isAccepted: Bool = false, assignedTo: String? = nil, bytesDigest: String = "",
    digest: @escaping @Sendable (String) -> String
  ) {
    self.facts = facts
    self.reference = reference
    self.seed = seed
    self.arrivedOn = arrivedOn
    self.isAccepted = isAccepted
    self.assignedTo = assignedTo
    self.bytesDigest = bytesDigest
    self.digest = digest
  }
}
