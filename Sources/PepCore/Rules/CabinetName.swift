/// Names for the filing cabinet, made by us: a sender's file name may hold anything.
package enum CabinetName {
  package static func of(_ document: Classified, _ day: CivilDay, _ index: Int) -> String {
    let part = document.verdict.part
    let what =
      switch document.verdict.kind {
      case .pep: part == .both ? "PEP Parts A and B" : "PEP Part \(part?.rawValue ?? "B")"
      case .pepCheck: "PEP check"
      case .fundingOutcome: "Funding outcome"
      case .qualityAssurance: "Quality assurance"
      default: "Supporting paper"
      }
    return "\(day) \(what)" + (index > 0 ? " (\(index + 1))" : "") + "." + document.fileExtension
  }
}
