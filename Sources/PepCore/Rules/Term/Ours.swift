extension TermDay {
  /// Whether the clock runs for a child: ours, in care, and not grown out of school. Leaving care,
  /// adoption, another authority or the eighteenth birthday ends it at once; history stays.
  func isOurs(_ child: Child) -> Bool {
    child.placingAuthority == policy.authority && child.isInCare(on: today)
      && !child.hasOutgrownSchool(on: today)
  }

  /// An automatic answer told that the addressee is not there.
  func isAway(_ recipient: Recipient, on day: CivilDay) -> Bool {
    guard let address = register.foldedAddress(of: recipient),
      let absence = register.absences[address]
    else { return false }
    return absence.since <= day && day < absence.until
  }

  /// The address of record is one from which a letter of ours came back.
  package func isUndeliverable(_ recipient: Recipient) -> Bool {
    register.foldedAddress(of: recipient).map { register.undeliverable[$0] != nil } ?? false
  }
}

extension Register {
  func foldedAddress(of recipient: Recipient) -> String? {
    address(of: recipient).flatMap { EmailAddress($0)?.folded }
  }
}

extension Child {
  /// Of age, and past Year 13.
  func hasOutgrownSchool(on day: CivilDay) -> Bool {
    guard yearGroup.number > 13 else { return false }
    // Whoever was born on 29 February comes of age on 1 March.
    let birthday =
      CivilDay(year: dateOfBirth.year + 18, month: dateOfBirth.month, day: dateOfBirth.day)
      ?? CivilDay(year: dateOfBirth.year + 18, month: 3, day: 1)
    return birthday.map { $0 <= day } ?? false
  }
}
