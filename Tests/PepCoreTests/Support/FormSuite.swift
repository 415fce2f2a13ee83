import PepCore

/// A suite about what is read from a form, as the shipped labels have it and on the same day throughout.
protocol FormSuite {}

extension FormSuite {
  /// - Parameter form: in the notation of ``FormText``.
  func read(_ form: String) throws -> FormReading {
    let reader = FormReader(try TestOffice.policy().forms, near: CivilDay(number: 20_735))
    return reader.read(FormText.document(form))
  }

  func fields(_ form: String) throws -> [FieldName: Answer] {
    try read(form).fields.mapValues(\.answer)
  }

  /// The rows read for a field; none where it was read as anything else.
  func rows(_ field: FieldName, of form: String) throws -> [FieldValue.Row] {
    guard case .value(.rows(let rows))? = try fields(form)[field] else { return [] }
    return rows
  }

  func text(_ value: String) -> Answer { .value(.text(value)) }
}
