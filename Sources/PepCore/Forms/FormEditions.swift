/// Where the form that was sent, or failing that the current one, asks for a field.
enum FormEditions {
  static func of(
    _ forms: [Classified], _ child: Child, _ catalogue: FormCatalogue
  ) -> (FieldName) -> FormEdition.Place? {
    let text = forms.map(\.contentDigestInput).joined(separator: " ")
    let marked = catalogue.editions.filter { edition in
      edition.revisionMarks.contains { text.holds(Wording.key($0)) }
    }
    let phase = forms.compactMap(\.verdict.phase).first ?? child.phase
    let ranked =
      marked.filter { $0.phase == phase || $0.phase == nil }
      + catalogue.editions.filter { $0.isCurrent && ($0.phase == phase || $0.phase == nil) }
      + catalogue.editions
    return { field in ranked.lazy.compactMap { $0.places[field] }.first }
  }
}
