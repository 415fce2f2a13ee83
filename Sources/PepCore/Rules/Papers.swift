/// Papers of the authority's own people that are filed: outcomes of funding requests ("Outcomes regarding
/// additional funding are communicated to the school by the AT") and quality assurance.
enum Papers {
  static func decide(_ mail: Mail) -> Decision? {
    let kinds: [MessageKind: AttachmentKind] = [
      .fundingOutcome: .fundingOutcome, .qualityAssurance: .qualityAssurance,
    ]
    guard let wanted = kinds[mail.kind] else { return nil }
    guard mail.sender.staff.contains(where: { mayFile(mail.register.staff[$0]?.role) }) else {
      return mail.review(
        .senderNotKnown, "such papers come from the authority's own people",
        attachments: NamedChildren.verdicts(mail))
    }
    let papers = mail.attachments.filter { $0.verdict.kind == wanted }
    var decision = Decision(
      message: mail.kind, outcome: .registered, attachments: NamedChildren.verdicts(mail),
      filing: .registered, reasons: ["filed \(papers.count) paper(s) of kind \(wanted.rawValue)"])
    for (index, paper) in papers.enumerated() {
      let child =
        wanted == .fundingOutcome
        ? FundingOutcomes.child(of: paper, mail) : NamedChildren.child(paper, mail)
      decision.changes.append(.paperFiled(filed(paper, index, child: child, mail)))
      guard wanted == .fundingOutcome, let child,
        let answered = FundingOutcomes.answered(paper, child: child, mail)
      else {
        continue
      }
      decision.changes.append(answered)
      decision.reasons.append("\(child): outcome of the request above the allocation is on file")
    }
    return decision
  }

  static func filed(
    _ paper: Classified, _ index: Int, child: String?, _ mail: Mail
  ) -> FiledPaper {
    FiledPaper(
      document: FiledDocument(
        digest: paper.digest, contentDigest: mail.message.digest(paper.contentDigestInput),
        kind: paper.verdict.kind, part: nil,
        fileName: CabinetName.of(paper, mail.message.arrivedOn, index),
        message: mail.message.reference, receivedOn: mail.message.arrivedOn),
      child: child)
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
