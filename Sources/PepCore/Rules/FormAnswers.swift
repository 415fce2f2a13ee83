/// The answers of all forms that came for one PEP, Part B over Part A.
struct FormAnswers {
  private(set) var fields: [FieldName: (reading: FieldReading, form: Classified)] = [:]
  private(set) var hasPartA = false
  private let strange: [[String]]

  init(_ forms: [Classified]) {
    strange = forms.flatMap { $0.reading?.strangeLabels ?? [] }
    for form in forms {
      let isA = form.verdict.part != .b
      if isA { hasPartA = true }
      for (field, reading) in form.reading?.fields ?? [:] {
        // "`care.socialWorker` comes from Part A alone": Part B names who came to the meeting.
        if !isA, field == .socialWorker || field == .legalStatus { continue }
        if let known = fields[field], known.reading.answer != .blank {
          if reading.answer == .blank || form.verdict.part == .a { continue }
        }
        fields[field] = (reading, form)
      }
    }
  }

  var values: [FieldName: FieldValue] {
    fields.compactMapValues { if case .value(let value) = $0.reading.answer { value } else { nil } }
  }

  enum State { case blank, elsewhere, doubtful, given }

  func state(_ field: FieldName) -> State {
    switch fields[field]?.reading.answer {
    case nil, .blank: .blank
    case .elsewhere: .elsewhere
    case .doubtful: .doubtful
    case .value: .given
    }
  }

  /// Nothing asks for the field by a wording that is known here, and a label that nobody knows uses
  /// its words: then the gap may be ours and not the school's.
  func isStrange(_ field: FieldName) -> Bool {
    guard fields[field] == nil else { return false }
    let telling = Telling.words(field)
    return strange.contains { label in
      label.contains { word in telling.contains { word.hasPrefix($0) } }
    }
  }
}

/// Beginnings of words that a label for this field will hardly do without.
enum Telling {
  static func words(_ field: FieldName) -> [String] {
    switch field {
    case .attendancePercentage: ["attend", "present", "absen"]
    case .suspensionCount: ["exclu", "suspen"]
    case .nextMeetingDate: ["next"]
    case .meetingDate: ["meeting", "held"]
    case .changes: ["chang"]
    case .onTrack: ["track"]
    case .acceptableProgress: ["progress"]
    case .progressEvidence: ["evidence"]
    case .progressMeasures: ["measures"]
    case .senStatus: ["sen", "send", "ehcp", "special"]
    case .senFundingUse: ["funding"]
    case .childsViews: ["views", "voice", "think"]
    case .targets: ["target", "goal", "objective", "outcome"]
    case .premiumSpend: ["premium", "intervention", "cost", "spend"]
    case .premiumAboveAllocationDetail: ["additional", "allocation"]
    case .legalStatus: ["legal"]
    case .parentalResponsibility: ["parental"]
    case .socialWorker: ["worker"]
    default: []
    }
  }
}
