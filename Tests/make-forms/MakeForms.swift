import ArgumentParser
import FormMaker

@main
struct MakeForms: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make-forms", abstract: "Write a labelled set of invented forms and mail.",
    discussion:
      "The same seed and number of cases give the same bytes. pepctl evaluate judges the set.")

  @Argument(help: "Folder to write roster/ and cases/ into.")
  var set: String
  @Option(help: "Decides everything that is left to chance.")
  var seed: UInt64 = 1
  @Option(help: "How many messages. Default: 300, with --plain 40.")
  var cases: Int?
  @Option(help: "Only forms of this file format (docx).")
  var only: String?
  @Flag(help: "Only Somerset forms of 2018, each of the weight of a real one.")
  var plain = false

  func validate() throws {
    if let only, only != "docx" {
      throw ValidationError("forms can be made as docx only, not \(only)")
    }
  }

  func run() throws {
    var maker = SetMaker(
      SetOptions(seed: seed, cases: cases ?? (plain ? 40 : 300), isPlain: plain, only: only))
    try maker.write(to: set)
  }
}
