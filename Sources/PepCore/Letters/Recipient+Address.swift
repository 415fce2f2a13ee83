extension Register {
  /// The address of record, looked up each time it is needed: nil when the person has left the
  /// roster, so that a letter waits for a person instead of going astray.
  package func address(of recipient: Recipient) -> String? {
    switch recipient {
    case .designatedTeacher(let urn): schools[urn]?.designatedTeacherEmail
    case .staff(let id), .coordinator(let id): staff[id]?.email
    case .knownSender(let address): knows(address) ? address : nil
    }
  }

  /// How a letter greets them.
  package func name(of recipient: Recipient) -> String? {
    switch recipient {
    case .designatedTeacher(let urn): schools[urn]?.designatedTeacher
    case .staff(let id), .coordinator(let id): staff[id]?.name
    case .knownSender: nil
    }
  }

  /// The folded address is a designated teacher's or a member of staff's.
  func isOfRecord(_ address: String) -> Bool {
    index.schoolsByTeacher[address]?.isEmpty == false
      || index.staffByEmail[address]?.isEmpty == false
  }

  /// The address is a designated teacher's, of a school's domain, or a member of staff's.
  private func knows(_ address: String) -> Bool {
    guard let email = EmailAddress(address) else { return false }
    return index.schoolsByDomain[email.domain]?.isEmpty == false
      || index.schoolsByTeacher[email.folded]?.isEmpty == false
      || index.staffByEmail[email.folded]?.isEmpty == false
  }
}
