/// "The Somerset PEP pro forma … is annually reviewed and revised" (paper, "What is a PEP?"): a form of an
/// outdated edition counts like any other, and the designated teacher is told where the current one lies -
/// in the next letter that goes to the school anyway, never by one of its own.
enum OldForms {
  /// What a school's form of this child changes of what its designated teacher is to be told.
  static func changes(
    _ forms: [Classified], _ child: Child, _ mail: Mail
  ) -> [RegisterChange] {
    guard mail.mayWrite, let urn = child.schoolURN, mail.sender.schools.contains(urn) else {
      return []
    }
    if let edition = outdated(forms, mail.policy.forms) {
      return [.oldFormNoted(school: urn, OldForm(edition: edition, on: mail.message.arrivedOn))]
    }
    return mail.register.oldForms[urn] == nil ? [] : [.oldFormSettled(school: urn)]
  }

  /// The mark of an edition that is not current, on a form that bears no current one's.
  private static func outdated(_ forms: [Classified], _ catalogue: FormCatalogue) -> String? {
    let text = forms.map(\.contentDigestInput).joined(separator: " ")
    func mark(isCurrent: Bool) -> String? {
      catalogue.editions.filter { $0.isCurrent == isCurrent }.lazy.flatMap(\.revisionMarks)
        .first { text.holds(Wording.key($0)) }
    }
    return mark(isCurrent: true) == nil ? mark(isCurrent: false) : nil
  }

  /// Puts it into the first letter to the school among these, and notes that it was told.
  static func tell(
    _ letters: inout [LetterDraft], _ changes: inout [RegisterChange], _ register: Register
  ) {
    var known = register.oldForms
    for change in changes {
      switch change {
      case .oldFormNoted(let urn, let form): known[urn] = form
      case .oldFormSettled(let urn): known[urn] = nil
      default: continue
      }
    }
    guard !known.isEmpty else { return }
    for index in letters.indices where tells.contains(letters[index].kind) {
      guard case .designatedTeacher(let urn) = letters[index].to,
        let form = known.removeValue(forKey: urn)
      else { continue }
      letters[index].facts["oldForm"] = .text(form.edition)
      changes.append(.oldFormSettled(school: urn))
    }
  }

  /// Letters about a form, or that bring one.
  private static let tells: [LetterDraft.Kind] = [.chase, .notSubmitted, .query, .paperwork]
}
