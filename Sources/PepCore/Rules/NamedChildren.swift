/// Which child each form names, for showing; what follows from it is decided elsewhere.
enum NamedChildren {
  static func verdicts(_ mail: Mail) -> [AttachmentVerdict] {
    mail.attachments.map { classified in
      var verdict = classified.verdict
      verdict.child = child(classified, mail)
      return verdict
    }.filter { !$0.name.isEmpty }
  }

  static func child(_ classified: Classified, _ mail: Mail) -> String? {
    guard [.pep, .pepCheck, .qualityAssurance].contains(classified.verdict.kind),
      let reading = classified.reading
    else {
      return nil
    }
    if case .child(let id) = ChildIdentity(mail.register).identify(ChildFacts(reading)) {
      return id
    }
    // What the form does not say for certain, a person may have said.
    return mail.message.assignedTo ?? childOfOtherPart(classified, reading, mail)
  }

  /// "Part B" under a child's full name and no more, beside "Part A" of the same message that identifies that child
  /// and nobody else: two facts still, on two papers. A name that another child of the roster bears is none.
  private static func childOfOtherPart(
    _ classified: Classified, _ reading: FormReading, _ mail: Mail
  ) -> String? {
    let facts = ChildFacts(reading)
    // What was written and could not be read, half a UPN or a smudged day, may be another child's.
    let saysMore = [FieldName.childDateOfBirth, .childUPN, .childCareID].contains { field in
      reading.fields[field].map { $0.answer != .blank } ?? false
    }
    guard !facts.names.isEmpty, !facts.isNameUnread, !saysMore else { return nil }
    let others = mail.forms.filter { $0.verdict.part != classified.verdict.part }
    let named = Set(
      others.compactMap { other -> String? in
        guard let reading = other.reading,
          case .child(let id) = ChildIdentity(mail.register).identify(ChildFacts(reading))
        else { return nil }
        return id
      })
    guard named.count == 1, let id = named.first else { return nil }
    let bearers = mail.register.children.values.filter { child in
      facts.names.contains { NameAgreement($0, child) >= .initial }
    }
    return bearers.map(\.id) == [id]
      && facts.names.allSatisfy { NameAgreement($0, bearers[0]) == .full } ? id : nil
  }
}
