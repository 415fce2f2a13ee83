/// Key of a PEP: one child, one long term.
package struct PlanKey: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  package var child: String
  package var term: SchoolTerm

  package init(child: String, term: SchoolTerm) {
    self.child = child
    self.term = term
  }

  package static func < (a: PlanKey, b: PlanKey) -> Bool { (a.child, a.term) < (b.child, b.term) }
  package var description: String { "\(child) \(term)" }
}

/// One PEP as the register keeps it.
package struct PlanRecord: Codable, Hashable, Sendable {
  /// Every field that any part received answered; evidence beside each value (promise 7).
  package var fields: [FieldName: RecordedValue]
  /// The documents received for this PEP, oldest first.
  package var documents: [FiledDocument]
  /// Required answers that no part received gives.
  package var missing: [FieldName]
  /// The day of the first form.
  package var receivedOn: CivilDay?
  /// The school at which the child was on that day; nil for none.
  package var schoolURN: String?
  /// The day of the meeting, as the first form or answer that gave one has it.
  package var held: NotedMeeting?
  /// The first day on which no required answer was missing.
  package var completeOn: CivilDay?
  /// The latest check by an Advisory Teacher.
  package var check: PlanCheck?
  /// The day of the first.
  package var checkedOn: CivilDay?
  /// The day on which the finalised version went to the social worker.
  package var finalisedOn: CivilDay?
  /// Where the form asks for more than the termly allocation.
  package var request: FundingRequest?
  /// What a person decided about the funding.
  package var funding: FundingDecision?

  package init(
    fields: [FieldName: RecordedValue] = [:], documents: [FiledDocument] = [],
    missing: [FieldName] = [], receivedOn: CivilDay? = nil
  ) {
    self.fields = fields
    self.documents = documents
    self.missing = missing
    self.receivedOn = receivedOn
  }

  private enum CodingKeys: String, CodingKey {
    case fields, documents, missing, receivedOn, schoolURN, held, completeOn, check, checkedOn,
      finalisedOn, request, funding
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    fields = try container.decode(NamedFields<RecordedValue>.self, forKey: .fields).values
    for (field, recorded) in fields { fields[field]?.value = recorded.value.fitting(field) }
    documents = try container.decode([FiledDocument].self, forKey: .documents)
    missing = try container.decode([FieldName].self, forKey: .missing)
    receivedOn = try container.decodeIfPresent(CivilDay.self, forKey: .receivedOn)
    schoolURN = try container.decodeIfPresent(String.self, forKey: .schoolURN)
    held = try container.decodeIfPresent(NotedMeeting.self, forKey: .held)
    completeOn = try container.decodeIfPresent(CivilDay.self, forKey: .completeOn)
    check = try container.decodeIfPresent(PlanCheck.self, forKey: .check)
    checkedOn = try container.decodeIfPresent(CivilDay.self, forKey: .checkedOn)
    finalisedOn = try container.decodeIfPresent(CivilDay.self, forKey: .finalisedOn)
    request = try container.decodeIfPresent(FundingRequest.self, forKey: .request)
    funding = try container.decodeIfPresent(FundingDecision.self, forKey: .funding)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(NamedFields(values: fields), forKey: .fields)
    try container.encode(documents, forKey: .documents)
    try container.encode(missing, forKey: .missing)
    try container.encodeIfPresent(receivedOn, forKey: .receivedOn)
    try container.encodeIfPresent(schoolURN, forKey: .schoolURN)
    try container.encodeIfPresent(held, forKey: .held)
    try container.encodeIfPresent(completeOn, forKey: .completeOn)
    try container.encodeIfPresent(check, forKey: .check)
    try container.encodeIfPresent(checkedOn, forKey: .checkedOn)
    try container.encodeIfPresent(finalisedOn, forKey: .finalisedOn)
    try container.encodeIfPresent(request, forKey: .request)
    try container.encodeIfPresent(funding, forKey: .funding)
  }
}

/// A value with where it came from.
package struct RecordedValue: Codable, Hashable, Sendable {
  package enum Origin: String, Codable, Sendable {
    /// Read from a document.
    case form
    /// Given in words in a reply.
    case reply
    /// Entered by a person; nothing read from mail replaces it until it is cleared.
    case person
    /// Entered by a person who let go of it since: the next value from mail replaces it.
    case released
  }

  package var value: FieldValue
  package var origin: Origin
  /// SHA-256 of the document; nil where a person or a reply gave the value.
  package var document: String?
  /// Where in the document ("table 9, row 2, cell to the right of the label").
  package var place: String
  /// Reference of the message, e.g. `M-1f3a90c2`.
  package var message: String
  package var recordedOn: CivilDay

  package init(
    value: FieldValue, origin: Origin, document: String?, place: String, message: String,
    recordedOn: CivilDay
  ) {
    self.value = value
    self.origin = origin
    self.document = document
    self.place = place
    self.message = message
    self.recordedOn = recordedOn
  }
}

package struct FiledDocument: Codable, Hashable, Sendable {
  /// SHA-256 of the bytes.
  package var digest: String
  /// Digest of what it says (`DocumentFacts.textDigestInput`), equal for a re-saved copy.
  package var contentDigest: String
  package var kind: AttachmentKind
  package var part: FormPart?
  /// Name for the cabinet, made by us: never the sender's.
  package var fileName: String
  package var message: String
  package var receivedOn: CivilDay

  package init(
    digest: String, contentDigest: String, kind: AttachmentKind, part: FormPart?,
    fileName: String, message: String, receivedOn: CivilDay
  ) {
    self.digest = digest
    self.contentDigest = contentDigest
    self.kind = kind
    self.part = part
    self.fileName = fileName
    self.message = message
    self.receivedOn = receivedOn
  }
}

package enum FormPart: String, Codable, Sendable { case a = "A", b = "B", both = "AB" }

/// What an attachment is for the office.
package enum AttachmentKind: String, Codable, CaseIterable, Sendable {
  case pep, blankForm, pepCheck, qualityAssurance, fundingOutcome, meetingNotice, supporting,
    decoration, sealed, unreadable, otherAuthority, container, unknown
}

/// Dictionary keyed by field name that is a JSON object (Swift writes enum-keyed dictionaries as
/// lists of pairs, which nobody could read in the register).
package struct NamedFields<Value: Codable & Sendable>: Codable, Sendable {
  package var values: [FieldName: Value]
  package init(values: [FieldName: Value]) { self.values = values }

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
    init(_ field: FieldName) { stringValue = field.rawValue }
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    values = [:]
    for key in container.allKeys {
      guard let field = FieldName(rawValue: key.stringValue) else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container,
          debugDescription: "not a field of the register")
      }
      values[field] = try container.decode(Value.self, forKey: key)
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    for (field, value) in values { try container.encode(value, forKey: Key(field)) }
  }
}
