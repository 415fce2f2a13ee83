/// Which answers change the register. "They record any changes since the last PEP, attendance
/// details, exclusions, a summary of Pupil Premium spending, progress statements and SEND status."
///
/// A blank never overwrites a value, and nothing read from mail overwrites what a person entered.
struct Recording {
  private(set) var changes: [RegisterChange] = []
  /// Every value known for the PEP once the changes are applied.
  private(set) var known: [FieldName: FieldValue]
  let hadPartA: Bool

  init(
    _ answers: FormAnswers, _ record: PlanRecord, _ key: PlanKey, _ mail: Mail,
    _ forms: [Classified]
  ) {
    known = record.fields.mapValues(\.value)
    hadPartA = record.documents.contains { $0.part == .a || $0.part == .both }
    let message = mail.message
    changes.append(.planReceived(key, on: record.receivedOn ?? message.arrivedOn))
    for (index, form) in (forms + Self.supporting(mail)).enumerated() where !form.digest.isEmpty {
      changes.append(
        .documentFiled(
          key,
          FiledDocument(
            digest: form.digest, contentDigest: message.digest(form.contentDigestInput),
            kind: form.verdict.kind, part: form.verdict.part,
            fileName: CabinetName.of(form, message.arrivedOn, index),
            message: message.reference, receivedOn: message.arrivedOn)))
    }
    for (field, answer) in answers.fields.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      guard case .value(let value) = answer.reading.answer, !Self.standsInRoster(field) else {
        continue
      }
      if record.fields[field]?.origin == .person { continue }
      known[field] = value
      changes.append(
        .fieldRecorded(
          key, field,
          RecordedValue(
            value: value, origin: .form,
            document: answer.form.digest.isEmpty ? nil : answer.form.digest,
            place: "\(answer.reading.place), \(answer.reading.way.rawValue)",
            message: message.reference, recordedOn: message.arrivedOn)))
    }
  }

  /// Name, birth and numbers stand in the roster; the form's own copy of them only identifies.
  private static func standsInRoster(_ field: FieldName) -> Bool {
    [.childName, .childDateOfBirth, .childUPN, .childCareID].contains(field)
  }

  /// Papers that came with the only PEP of a message are filed with it.
  private static func supporting(_ mail: Mail) -> [Classified] {
    guard FormGroups.of(mail).count == 1 else { return [] }
    return mail.attachments.filter { $0.verdict.kind == .supporting }
  }
}
