/// Everything that one event leads to. Nothing in it has been done yet.
package struct Decision: Codable, Hashable, Sendable {
  package var message: MessageKind
  package var outcome: Outcome
  /// Present where the outcome is review or ignored.
  package var reason: ReasonCode?
  package var attachments: [AttachmentVerdict]
  package var plans: [PlanVerdict]
  package var changes: [RegisterChange]
  package var letters: [LetterDraft]
  package var filing: Filing
  /// Why, one sentence each, without personal data: for the log, `pepctl explain` and the audit.
  package var reasons: [String]

  package init(
    message: MessageKind, outcome: Outcome, reason: ReasonCode? = nil,
    attachments: [AttachmentVerdict] = [], plans: [PlanVerdict] = [],
    changes: [RegisterChange] = [], letters: [LetterDraft] = [], filing: Filing,
    reasons: [String] = []
  ) {
    self.message = message
    self.outcome = outcome
    self.reason = reason
    self.attachments = attachments
    self.plans = plans
    self.changes = changes
    self.letters = letters
    self.filing = filing
    self.reasons = reasons
  }

  package enum Outcome: String, Codable, Sendable { case registered, review, ignored }

  /// What becomes of the message in the mailbox. The folders' names are configuration.
  package enum Filing: String, Codable, Sendable {
    /// To `PEP/Registered`.
    case registered
    /// To `PEP/Needs a person`.
    case needsAPerson
    /// Left exactly where and as it is.
    case leave
  }
}

package enum MessageKind: String, Codable, CaseIterable, Sendable {
  case submission, booking, reply, pepCheck, fundingOutcome, qualityAssurance, autoReply, bounce,
    unrelated
}

package struct AttachmentVerdict: Codable, Hashable, Sendable {
  /// As shown: decoded name, members of containers as `outer/inner`.
  package var name: String
  package var kind: AttachmentKind
  package var part: FormPart?
  package var phase: Phase?
  package var child: String?
  package var reasons: [String]
  package init(
    name: String, kind: AttachmentKind, part: FormPart? = nil, phase: Phase? = nil,
    child: String? = nil, reasons: [String] = []
  ) {
    self.name = name
    self.kind = kind
    self.part = part
    self.phase = phase
    self.child = child
    self.reasons = reasons
  }
}

/// What one message says about one PEP.
package struct PlanVerdict: Codable, Hashable, Sendable {
  package var plan: PlanKey
  package var fields: [FieldName: FieldValue]
  package var missing: [FieldName]
  package init(plan: PlanKey, fields: [FieldName: FieldValue], missing: [FieldName]) {
    self.plan = plan
    self.fields = fields
    self.missing = missing
  }
}
