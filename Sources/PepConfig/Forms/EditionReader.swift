import PepCore

/// `editions/*.yaml`, one file for one edition of one form.
enum EditionReader {
  static func edition(_ root: StrictValue) -> FormEdition {
    root.section { section in
      FormEdition(
        name: section.required("name", .text, placeholder: ""),
        part: section.required("part", .part, placeholder: .both),
        phase: section.optional("phase", .choice),
        revisionMarks: section["revision_marks"]?
          .list("a list of texts, such as [\"Revised August 2018\"]") { $0.read(.text) } ?? [],
        isCurrent: section.value("current", .yesNo, default: false),
        places: section.section("places", places))
    }
  }

  private static func places(_ section: Section) -> [FieldName: FormEdition.Place] {
    var places: [FieldName: FormEdition.Place] = [:]
    for (field, value) in section.entries(keyedBy: .field) {
      places[field] = value.section { entry in
        FormEdition.Place(
          section: entry.required("section", .text, placeholder: ""),
          label: entry.required("label", .text, placeholder: ""))
      }
    }
    return places
  }
}
