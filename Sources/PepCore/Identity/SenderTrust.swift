/// Who sent a message, and whether our own mail server vouches for it.
package struct SenderVerdict: Hashable, Sendable {
  /// Folded address of From; nil where there is none or several.
  package var address: String?
  package var isAuthenticated: Bool
  /// Schools of the roster whose designated teacher or mail domain it is.
  package var schools: Set<String>
  /// Members of staff with this address.
  package var staff: Set<String>
  /// Why it counts as authenticated or not: results and domains only.
  package var because: String

  package var isKnown: Bool { !schools.isEmpty || !staff.isEmpty }
}

package struct SenderTrust {
  let register: Register
  let policy: Policy

  package init(_ register: Register, _ policy: Policy) {
    self.register = register
    self.policy = policy
  }

  package func verdict(_ facts: MessageFacts) -> SenderVerdict {
    guard facts.from.count == 1, let address = EmailAddress(facts.from[0].address) else {
      return SenderVerdict(
        address: nil, isAuthenticated: false, schools: [], staff: [],
        because: "the message names no single sender")
    }
    let (passed, because) = authentication(facts, address)
    return SenderVerdict(
      address: address.folded, isAuthenticated: passed, schools: schools(of: address),
      staff: register.index.staffByEmail[address.folded] ?? [],
      because: because)
  }

  /// "A school's own domains are known senders for its children, office and copier included."
  private func schools(of address: EmailAddress) -> Set<String> {
    (register.index.schoolsByDomain[address.domain] ?? [])
      .union(register.index.schoolsByTeacher[address.folded] ?? [])
  }

  /// Reads the topmost Authentication-Results alone (RFC 8601 section 5): anything below it came
  /// with the message and may be forged.
  private func authentication(
    _ facts: MessageFacts, _ address: EmailAddress
  ) -> (Bool, String) {
    guard let header = facts.headers(named: "authentication-results").first else {
      return (false, "no Authentication-Results")
    }
    let results = AuthenticationResults(header)
    guard results.server == policy.authenticationServer.lowercased() else {
      return (false, "Authentication-Results of another server")
    }
    if let dmarc = results["dmarc"] {
      if dmarc.result == "pass" || dmarc.result == "bestguesspass" { return (true, "dmarc=pass") }
      if dmarc.result == "fail" { return (false, "dmarc=fail") }
    }
    if results["auth"]?.result == "pass", policy.authorityDomains.contains(address.domain) {
      return (true, "auth=pass from within the authority")
    }
    if let dkim = results["dkim"], dkim.result == "pass", aligned(dkim["header.d"], address) {
      return (true, "dkim=pass, aligned")
    }
    if let spf = results["spf"], spf.result == "pass", aligned(spf["smtp.mailfrom"], address) {
      return (true, "spf=pass, aligned")
    }
    return (false, "neither dmarc nor an aligned dkim or spf passed")
  }

  private func aligned(_ value: String?, _ address: EmailAddress) -> Bool {
    guard let domain = value?.split(separator: "@").last?.lowercased() else { return false }
    return domain == address.domain || domain.hasSuffix("." + address.domain)
      || address.domain.hasSuffix("." + domain)
  }
}

extension SenderVerdict {
  /// "A child is identified by two agreeing facts and a sender who is known for that child."
  func isKnown(for child: Child, _ register: Register) -> Bool {
    if let urn = child.schoolURN, schools.contains(urn) { return true }
    return staff.contains { id in
      if id == child.socialWorkerID || id == child.advisoryTeacherID { return true }
      switch register.staff[id]?.role {
      case .pepCoordinator, .virtualHead, .leadEducationAdviser, .seniorEducationalPsychologist:
        return true
      default: return false
      }
    }
  }
}
