import Yams

/// Reads one YAML file (or JSON, which is YAML too, and so gets line numbers).
enum StrictFile {
  /// nil after an error, which is then among the findings.
  static func read(
    _ path: String, _ subject: ConfigurationError.Place.Subject, _ findings: Findings
  ) -> StrictValue? {
    let place = ConfigurationError.Place(subject, file: path)
    switch TextFile.read(path) {
    case .text(let text): return compose(text, place, findings)
    case .missing: findings.add(.fileMissing(path, named: nil), at: place)
    case .unreadable(let reason):
      findings.add(.fileUnreadable(path, named: nil, reason: reason), at: place)
    }
    return nil
  }

  private static func compose(
    _ text: String, _ place: ConfigurationError.Place, _ findings: Findings
  ) -> StrictValue? {
    do {
      // The basic resolver leaves every scalar a text: YAML's own guesses would turn a phone number
      // into an octal number and the answer `no` into a Boolean.
      let node = try Yams.compose(yaml: text, .basic) ?? Node("", .implicit, .plain)
      return StrictValue(node, name: "", near: place, findings)
    } catch let error as YamlError {
      add(error, place, findings)
    } catch {
      findings.add(.syntax("it could not be read"), at: place)
    }
    return nil
  }

  private static func add(
    _ error: YamlError, _ place: ConfigurationError.Place, _ findings: Findings
  ) {
    func at(_ mark: Mark) -> ConfigurationError.Place {
      .init(place.subject, file: place.file, line: mark.line, column: mark.column)
    }
    switch error {
    case .scanner(let context, let problem, let mark, _):
      // An unclosed quote is noticed at the end of the file; the context is where it begins.
      findings.add(.syntax(problem), at: at(context?.mark ?? mark))
    case .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      findings.add(.syntax(problem), at: at(mark))
    case .duplicatedKeysInMapping(let names, let context):
      for name in names { findings.add(.duplicateKey(name), at: at(context.mark)) }
    case .reader(let problem, _, _, _):
      findings.add(.syntax(problem), at: place)
    default:
      findings.add(.syntax("it could not be read"), at: place)
    }
  }
}
