/// A letter as a value: to whom, about what, with which facts. Its wording is a template of
/// `config/letters/`, its address is looked up in the roster when it is sent.
package struct LetterDraft: Codable, Hashable, Sendable {
  package enum Kind: String, Codable, CaseIterable, Sendable {
    /// The PEP to the child's Advisory Teacher, original documents attached.
    case forward
    /// What is missing, to the designated teacher or the social worker.
    case chase
    case acknowledgement
    /// To the PEP Co-ordinators: a person must look, why, and what can be done.
    case notice
    /// To the PEP Co-ordinators, once a day: what nobody is written to about any more.
    case handover
    /// To the Advisory Teacher: a PEP meeting is booked, moved or called off.
    case booking
    /// To the designated teacher and the social worker, for a meeting that is booked: the form to fill in
    /// and the last PEP's Part A.
    case paperwork
    /// To the Advisory Teacher and the PEP Co-ordinators: children moved school, or came into care.
    case schoolMove, newChild
    /// To the social worker: a PEP meeting is wanted because the child moved school.
    case transition
    /// To the social worker: a first PEP meeting, or this term's, is to be arranged.
    case firstPlan, notBooked
    /// To the designated teacher: the form of a meeting has not come.
    case notSubmitted
    /// To the Advisory Teacher: a PEP waits for its check.
    case unchecked
    /// To the designated teacher or the social worker: the Advisory Teacher's queries.
    case query
    /// To the Advisory Teacher: what was answered to a query.
    case answer
    /// To the Advisory Teacher: a request above the termly allocation is complete.
    case request
    /// To the Virtual Head: a checked request above the termly allocation.
    case sharing
    /// To the social worker: the finalised PEP, to circulate.
    case finalised
    /// To the PEP Co-ordinators and the Virtual Head: the figures of a month.
    case monitoring
    /// To the Virtual Head and the two other reviewers: the month's sample for quality assurance.
    case qaSample

    /// Asks for something, so it goes only while that is still wanted.
    package var asksSomebody: Bool {
      switch self {
      case .chase, .firstPlan, .notBooked, .notSubmitted, .unchecked, .query, .transition: true
      case .forward, .acknowledgement, .notice, .handover, .answer, .request, .sharing, .finalised,
        .booking, .paperwork, .schoolMove, .newChild, .monitoring, .qaSample:
        false
      }
    }

    /// Whether it is still right is asked again at the moment of sending.
    package var isRechecked: Bool { asksSomebody || self == .sharing || self == .finalised }

    /// To schools and social workers, so it keeps to sending hours; our own people's come at once.
    package var keepsSendingHours: Bool {
      switch self {
      case .chase, .acknowledgement, .firstPlan, .notBooked, .notSubmitted, .query, .finalised,
        .paperwork, .transition:
        true
      case .forward, .notice, .handover, .unchecked, .answer, .request, .sharing, .booking,
        .schoolMove, .newChild, .monitoring, .qaSample:
        false
      }
    }
  }

  package var kind: Kind
  package var to: Recipient
  /// Unguessable and without personal data; also the letter's Message-ID and the chase's key.
  package var reference: String
  /// The PEP it is about; nil for a notice about a message of no known child.
  package var plan: PlanKey?
  package var asks: [FieldName]
  /// SHA-256 of the documents to attach, in order, with the names to give them.
  package var attachments: [Attachment]
  /// The phase whose current form goes with it, taken from the configuration when it is sent.
  package var form: Phase?
  /// Facts for the template; values are text ready to be shown.
  package var facts: [String: LetterFact]
  /// Message-ID of the letter it answers, for threading.
  package var inReplyTo: String?
  /// Key of the open question that it puts again; nil where its own reference is the key.
  package var question: String?
  /// It should have gone long ago, so it waits for a person's release.
  package var isLate: Bool?
  /// The month whose workbook is attached when the letter is put into words.
  package var report: CalendarMonth?

  package init(
    kind: Kind, to: Recipient, reference: String, plan: PlanKey? = nil, asks: [FieldName] = [],
    attachments: [Attachment] = [], facts: [String: LetterFact] = [:], inReplyTo: String? = nil
  ) {
    self.kind = kind
    self.to = to
    self.reference = reference
    self.plan = plan
    self.asks = asks
    self.attachments = attachments
    self.facts = facts
    self.inReplyTo = inReplyTo
  }

  /// Of a question that is put again ("…-2", "…-3"): the reference of the letter before.
  package var letterBefore: String? {
    var plain = reference[...]
    while plain.hasSuffix(Self.rewritten) { plain = plain.dropLast(Self.rewritten.count) }
    guard let dash = plain.lastIndex(of: "-"), let round = Int(plain[plain.index(after: dash)...]),
      round > 1
    else { return nil }
    return plain[..<dash] + (round == 2 ? "" : "-\(round - 1)")
  }

  /// Behind the reference of a letter that takes the place of another before that has left.
  package static let rewritten = "x"

  package struct Attachment: Codable, Hashable, Sendable {
    package var digest: String
    package var fileName: String
    package init(digest: String, fileName: String) {
      self.digest = digest
      self.fileName = fileName
    }
  }
}

/// A fact of a letter: a text, a flag, or a list of such groups.
package enum LetterFact: Codable, Hashable, Sendable {
  case text(String)
  case flag(Bool)
  case list([[String: LetterFact]])

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else {
      self = .list(try container.decode([[String: LetterFact]].self))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .flag(let flag): try container.encode(flag)
    case .list(let list): try container.encode(list)
    }
  }
}
