import ArgumentParser
import FormMaker
import Foundation

@main
struct MakeForms: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make-forms", abstract: "Write a labelled set of invented forms and mail.",
    discussion: """
      The same seed and number of cases give the same forms and labels. What LibreOffice converts \
      (odt, rtf, doc, pdf, scan, photo) may differ in its bytes; everything else is the same to the \
      byte. Formats whose programs are missing are left out, and standard error says which. pepctl \
      evaluate judges the set.
      """)

  @Argument(help: "Folder to write roster/ and cases/ into.")
  var set: String
  @Option(help: "Decides everything that is left to chance.")
  var seed: UInt64 = 1
  @Option(help: "How many messages. Default: 300, with --plain 40.")
  var cases: Int?
  @Option(help: "Only forms of this file format.")
  var only: FileFormat?
  @Flag(help: "Only Somerset forms of 2018, each of the weight of a real one; docx unless --only.")
  var plain = false

  func run() throws {
    var maker = SetMaker(
      SetOptions(
        seed: seed, cases: cases ?? (plain ? 40 : 300), isPlain: plain, formats: try formats()))
    try maker.write(to: set)
  }

  private func formats() throws -> [FileFormat] {
    if let only {
      let missing = only.missingPrograms
      guard missing.isEmpty else {
        throw ValidationError("\(only.rawValue) needs \(missing.joined(separator: " and "))")
      }
      return [only]
    }
    if plain { return [.docx] }
    let left = FileFormat.allCases.filter { !$0.missingPrograms.isEmpty }
    if !left.isEmpty {
      let missing = Set(left.flatMap(\.missingPrograms)).sorted().joined(separator: " and ")
      FileHandle.standardError.write(
        Data(
          "Left out: \(left.map(\.rawValue).joined(separator: ", ")). Install \(missing) to have them.\n"
            .utf8))
    }
    return FileFormat.allCases.filter { !left.contains($0) }
  }
}

extension FileFormat: ExpressibleByArgument {}
