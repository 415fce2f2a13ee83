import FoundationEssentials
import PepCore

/// Reads the form profiles, `config/forms/`: what the forms' words mean, as data.
///
/// The pro forma is revised every year. A new revision is a new file under `editions/` and perhaps
/// a few more wordings in `labels.yaml`; nothing here knows a form by name.
///
/// - `labels.yaml`: list of `{field | column | other, wordings, cues?, sections?, not_in_sections?}`
/// - `examples.tsv`: a table of labels to learn from; without the file, the wordings of `labels.yaml` are
///   all that is learned from
/// - `sections.yaml`: section key -> `{headings, cues?}`
/// - `prompts.yaml`: list of texts that forms put where an answer goes
/// - `documents.yaml`: list of `{kind, part?, phase?, position, words?, cues?, weight}`
/// - `requirements.yaml`: list of `{field, phases, when?}`
/// - `check.yaml`: lists of texts, by what they mean on a PEP check document; without the file, a person
///   reads every check
/// - `editions/*.yaml`: `{name, part, phase?, revision_marks?, current?, places?}`
package enum FormFiles {
  /// All of them, with all their faults together.
  package static func read(folder: String) throws(ConfigurationErrors) -> FormCatalogue {
    let findings = Findings()
    func file(_ name: String) -> StrictValue? {
      StrictFile.read(resolved(name, in: folder), .forms, findings)
    }
    let sections = file("sections.yaml").map(sections) ?? []
    let keys = sections.map(\.key)
    func fileIfAny(_ name: String) -> StrictValue? {
      FileManager.default.fileExists(atPath: resolved(name, in: folder)) ? file(name) : nil
    }
    let catalogue = FormCatalogue(
      labels: file("labels.yaml").map { labels($0, sections: keys) } ?? [],
      examples: examples(resolved("examples.tsv", in: folder), findings),
      sections: sections,
      prompts: file("prompts.yaml")?.texts() ?? [],
      editions: editions(in: resolved("editions", in: folder), findings),
      documents: file("documents.yaml").map(documents) ?? [],
      requirements: file("requirements.yaml").map(requirements) ?? [],
      check: fileIfAny("check.yaml").map(check) ?? CheckWords())
    return try findings.result(catalogue)
  }

  private static func sections(_ root: StrictValue) -> [SectionEntry] {
    root.section { section in
      section.entries(keyedBy: .text).map { key, value in
        value.section { entry in
          SectionEntry(
            key: key, headings: entry.required("headings")?.texts() ?? [],
            cues: cues(entry["cues"]))
        }
      }
    }
  }

  private static func cues(_ value: StrictValue?) -> [LabelCue] {
    value?.list("a list of cues, such as [\"attendance -meeting\"]") { $0.read(.cue) } ?? []
  }

  private static func documents(_ root: StrictValue) -> [DocumentSign] {
    root.list("a list of signs, each beginning with '- kind:'") { item in
      item.section { section in
        DocumentSign(
          kind: section.required("kind", .choice, placeholder: .unknown),
          part: section.optional("part", .part),
          phase: section.optional("phase", .choice),
          position: section.required("position", .position, placeholder: .anywhere),
          words: section["words"]?.texts() ?? [], cues: cues(section["cues"]),
          weight: section.required("weight", .number(-100...100), placeholder: 0))
      }
    }
  }

  /// Current editions first, then by name backwards: names hold the year, and a letter quotes the
  /// most recent edition of a part and phase.
  private static func editions(in folder: String, _ findings: Findings) -> [FormEdition] {
    let place = ConfigurationError.Place(.forms, file: folder)
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      findings.add(.fileMissing(folder, named: nil), at: place)
      return []
    }
    let files = names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted(by: >)
    let editions = files.compactMap { name in
      StrictFile.read(resolved(name, in: folder), .forms, findings).map(EditionReader.edition)
    }
    return editions.filter(\.isCurrent) + editions.filter { !$0.isCurrent }
  }
}

extension Reading<FormPart> {
  static let part = Reading(oneOf: [("A", .a), ("B", .b), ("AB", .both)])
}

extension Reading<DocumentSign.Position> {
  static let position = Reading(
    oneOf: [("title", .title), ("anywhere", .anywhere), ("file_name", .fileName)])
}

extension Reading<FieldName> {
  static let field = Reading(oneOf: FieldName.allCases.map { ($0.rawValue, $0) })
}
