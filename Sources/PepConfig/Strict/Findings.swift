/// The errors of one reading, and what is needed to name the nearest right key.
///
/// Readers put their errors here and go on with a placeholder, so that one run finds all faults;
/// no placeholder escapes, because `result` throws as soon as there is one error.
final class Findings {
  private var errors: [ConfigurationError] = []
  private var unknownKeys: [UnknownKey] = []
  /// Full names of all keys that were asked for, in any section.
  private var known: [String] = []
  /// Where each setting that was given stands, by its full name.
  private(set) var places: [String: ConfigurationError.Place] = [:]

  private struct UnknownKey {
    var place: ConfigurationError.Place
    /// Name of the section with a dot at its end, empty at the top.
    var prefix: String
    var key: String
    var allowed: [String]
  }

  func add(_ kind: ConfigurationError.Kind, at place: ConfigurationError.Place) {
    errors.append(ConfigurationError(at: place, kind))
  }

  func add(_ more: [ConfigurationError]) { errors += more }

  func addUnknown(
    _ key: String, prefix: String, allowed: [String], at place: ConfigurationError.Place
  ) {
    unknownKeys.append(UnknownKey(place: place, prefix: prefix, key: key, allowed: allowed))
  }

  func noteKnown(_ name: String) { known.append(name) }

  func notePlace(_ place: ConfigurationError.Place, of name: String) { places[name] = place }

  /// The value, if nothing was found wrong.
  func result<Value>(_ value: Value) throws(ConfigurationErrors) -> Value {
    let thrown = thrown
    if thrown.errors.isEmpty { return value }
    throw thrown
  }

  /// All errors, in the order of the files and lines.
  var thrown: ConfigurationErrors {
    let misspelt = unknownKeys.map(named)
    return ConfigurationErrors(
      (errors.filter { !isMissing($0, insteadOf: misspelt) } + misspelt).sorted {
        ($0.place.file, $0.place.line ?? 0) < ($1.place.file, $1.place.line ?? 0)
      })
  }

  /// What is missing only because it, or its section, is misspelt is told once. Keys of a list's
  /// elements have bare names, which do not say of which element they are: there both are told.
  private func isMissing(
    _ error: ConfigurationError, insteadOf misspelt: [ConfigurationError]
  ) -> Bool {
    guard case .missingKey(let name) = error.kind, name.contains(".") else { return false }
    return misspelt.contains {
      guard case .unknownKey(_, let nearest?, _) = $0.kind else { return false }
      return name == nearest || name.hasPrefix(nearest + ".")
    }
  }

  /// The right key is looked for in the section itself, then in the others: a setting written one
  /// level too high or too low is as common as a misspelt one.
  private func named(_ unknown: UnknownKey) -> ConfigurationError {
    let elsewhere = known.first { $0.split(separator: ".").last.map(String.init) == unknown.key }
    let suggestion =
      nearest(to: unknown.key, among: unknown.allowed).map { unknown.prefix + $0 } ?? elsewhere
    return ConfigurationError(
      at: unknown.place,
      .unknownKey(unknown.prefix + unknown.key, nearest: suggestion, allowed: unknown.allowed))
  }
}
