/// Print-outs and reports that came along and may hold what the form leaves blank: "Attendance and
/// exclusions may legitimately come as a separate print-out."
enum SupportingPapers {
  static func mayHold(_ field: FieldName, _ mail: Mail) -> Bool {
    let words = topic(field)
    guard !words.isEmpty else { return false }
    return mail.attachments.contains { attachment in
      guard attachment.verdict.kind == .supporting || attachment.verdict.kind == .unknown else {
        return false
      }
      let text = Set(
        (Wording.folded(attachment.verdict.name)
          + attachment.contentDigestInput.split(separator: " ").map(String.init)))
      return words.contains { word in text.contains { $0.hasPrefix(word) } }
    }
  }

  private static func topic(_ field: FieldName) -> [String] {
    switch field {
    case .attendancePercentage: ["attendance", "register", "registration"]
    case .suspensionCount: ["exclusion", "suspension"]
    case .childsViews: ["views", "voice"]
    case .senFundingUse: ["provision", "costed"]
    case .progressEvidence: ["report", "progress", "assessment"]
    default: []
    }
  }
}
