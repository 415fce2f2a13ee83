/// Why a letter was not written. Facts only: an address or a subject may name a child.
package enum MailWritingError: Error, Hashable, Sendable {
  package enum Fault: String, Sendable {
    case empty, controlCharacter, blank, bracket, notASCII, noAt, tooLong, notAToken
  }

  /// - Parameter position: of the address in its header, from 0.
  case address(header: String, position: Int, fault: Fault)
  case noRecipient
  /// Of Message-ID, In-Reply-To or References.
  case identifier(header: String, fault: Fault)
  /// Of a further header; `position` in the list, since the name itself may be what is wrong.
  case header(position: Int, fault: Fault)
  /// A further header that this module writes itself.
  case reservedHeader(position: Int)
  case attachmentType(position: Int)
  case date
  /// The library wrote something that may not be sent: no letter is better than a broken one.
  case notSendable
}
