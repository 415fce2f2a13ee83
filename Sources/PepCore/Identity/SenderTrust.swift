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

/// `local@domain`, checked as far as matching and sending need it (RFC 5321 section 4.1.2).
package struct EmailAddress: Hashable, Sendable {
  package let local: String
  /// Lower case.
  package let domain: String

  package init?(_ text: String) {
    let trimmed = text.trimmedBlanks
    guard let at = trimmed.lastIndex(of: "@"), at != trimmed.startIndex,
      trimmed.utf8.allSatisfy({
        $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">")
      })
    else { return nil }
    local = String(trimmed[..<at])
    domain = trimmed[trimmed.index(after: at)...].lowercased()
    guard domain.contains("."), !domain.hasPrefix("."), !domain.hasSuffix(".") else { return nil }
  }

  /// For comparing: people write the local part in any case, and no server here tells them apart.
  package var folded: String { local.lowercased() + "@" + domain }
}

/// RFC 8601 section 2.2, as far as it is needed.
struct AuthenticationResults {
  struct Method {
    var result: String
    var properties: [String: String]
    subscript(_ name: String) -> String? { properties[name] }
  }

  let server: String
  private var methods: [String: Method] = [:]

  subscript(_ name: String) -> Method? { methods[name] }

  init(_ header: String) {
    let parts = Self.withoutComments(header).split(separator: ";")
    server = parts.first?.split(whereSeparator: \.isWhitespace).first?.lowercased() ?? ""
    for part in parts.dropFirst() {
      var pairs = part.split(whereSeparator: \.isWhitespace).compactMap {
        piece -> (String, String)? in
        guard let equals = piece.firstIndex(of: "=") else { return nil }
        return (piece[..<equals].lowercased(), String(piece[piece.index(after: equals)...]))
      }
      guard !pairs.isEmpty else { continue }
      let (name, result) = pairs.removeFirst()
      // The first result of a method counts; a second DKIM signature that passes counts as well.
      if let known = methods[name], known.result == "pass" { continue }
      methods[name] = Method(
        result: result.lowercased(), properties: Dictionary(pairs, uniquingKeysWith: { a, _ in a }))
    }
  }

  /// Comments may hold anything, "; dmarc=pass" included.
  private static func withoutComments(_ header: String) -> String {
    var depth = 0
    var kept = ""
    for character in header {
      switch character {
      case "(": depth += 1
      case ")": depth = max(0, depth - 1)
      default: if depth == 0 { kept.append(character) }
      }
    }
    return kept
  }
}
