import FoundationEssentials
import PepCore
import Testing

@testable import PepConfig

/// Each folder of `BadConfigs` holds something broken - `pepd.yaml`, `forms/` (laid over the good
/// profiles of `Forms`), `bank-holidays.json` or `terms.yaml` - and in `expected-error` the words
/// for it, whole. A new way to get it wrong is a new folder.
///
/// With PEPD_REWRITE_EXPECTED set, the words are written anew, to be reviewed in the diff.
@Suite struct BadConfigsTests {
  static let root = Folders.here + "/BadConfigs"

  static var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).sorted()
  }

  @Test func `there are bad configurations`() {
    #expect(Self.names.count >= 20)
  }

  @Test(arguments: names) func `a bad configuration is told with its line and remedy`(
    name: String
  ) throws {
    let folder = Self.root + "/" + name
    let words = try Self.words(for: folder)
    let expectation = folder + "/expected-error"
    if ProcessInfo.processInfo.environment["PEPD_REWRITE_EXPECTED"] != nil {
      try Folders.write(words + "\n", to: expectation, mode: 0o644)
    }
    let expected = try String(contentsOfFile: expectation, encoding: .utf8)
    #expect(words + "\n" == expected)
  }

  /// What the program would print, with the file names as seen from the folder.
  private static func words(for folder: String) throws -> String {
    let has = { FileManager.default.fileExists(atPath: folder + "/" + $0) }
    do {
      if has("forms") {
        return try formsWords(for: folder)
      } else if has("bank-holidays.json") {
        _ = try CalendarFiles.bankHolidays(file: folder + "/bank-holidays.json")
      } else if has("terms.yaml") {
        _ = try CalendarFiles.termDates(file: folder + "/terms.yaml")
      } else {
        let surroundings = Settings.Surroundings(credentialsFolder: nil, programFolder: "/nowhere")
        let settings = try Settings.read(file: folder + "/pepd.yaml", in: surroundings)
        let errors = settings.examine().errors
        if !errors.isEmpty { throw ConfigurationErrors(errors) }
      }
    } catch let errors as ConfigurationErrors {
      return errors.description.replacing(folder + "/", with: "")
    }
    return "no error"
  }

  private static func formsWords(for folder: String) throws -> String {
    let forms = try Folders.temporary() + "/forms"
    defer { Folders.remove(forms) }
    let files = FileManager.default
    try files.copyItem(atPath: Folders.here + "/Forms", toPath: forms)
    for path in try files.subpathsOfDirectory(atPath: folder + "/forms")
    where path.hasSuffix(".yaml") {
      try? files.removeItem(atPath: forms + "/" + path)
      try files.copyItem(atPath: folder + "/forms/" + path, toPath: forms + "/" + path)
    }
    do {
      _ = try FormFiles.read(folder: forms)
      return "no error"
    } catch {
      return error.description.replacing(forms + "/", with: "forms/")
    }
  }
}
