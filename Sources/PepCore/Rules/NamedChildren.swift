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
    return mail.message.assignedTo
  }
}
