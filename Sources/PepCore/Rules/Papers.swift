/// Papers of the authority's own people that are filed: "A PEP check document is used by the AT to
/// summarise the outcomes and this is filed"; outcomes of funding requests; quality assurance.
enum Papers {
  static func decide(_ mail: Mail) -> Decision? {
    let kinds: [MessageKind: AttachmentKind] = [
      .pepCheck: .pepCheck, .fundingOutcome: .fundingOutcome, .qualityAssurance: .qualityAssurance,
    ]
    guard let wanted = kinds[mail.kind] else { return nil }
    guard mail.sender.staff.contains(where: { mayFile(mail.register.staff[$0]?.role) }) else {
      return mail.review(
        .senderNotKnown, "such papers come from the authority's own people",
        attachments: NamedChildren.verdicts(mail))
    }
    let verdicts = NamedChildren.verdicts(mail)
    let papers = mail.attachments.filter { $0.verdict.kind == wanted }
    if wanted == .pepCheck, papers.contains(where: { NamedChildren.child($0, mail) == nil }) {
      return mail.review(
        .childNotIdentified, "the check names no child for certain", attachments: verdicts)
    }
    let changes = papers.enumerated().map { index, paper in
      let child = NamedChildren.child(paper, mail)
      return RegisterChange.paperFiled(
        FiledPaper(
          document: FiledDocument(
            digest: paper.digest, contentDigest: mail.message.digest(paper.contentDigestInput),
            kind: wanted, part: nil,
            fileName: CabinetName.of(paper, mail.message.arrivedOn, index),
            message: mail.message.reference, receivedOn: mail.message.arrivedOn),
          child: child))
    }
    return Decision(
      message: mail.kind, outcome: .registered, attachments: verdicts, changes: changes,
      filing: .registered, reasons: ["filed \(papers.count) paper(s) of kind \(wanted.rawValue)"])
  }

  private static func mayFile(_ role: StaffMember.Role?) -> Bool {
    switch role {
    case .advisoryTeacher, .pepCoordinator, .virtualHead, .leadEducationAdviser,
      .seniorEducationalPsychologist:
      true
    default: false
    }
  }
}
