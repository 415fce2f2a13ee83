/// Bounds of reading forms, each with its reason.
enum Limits {
  /// Days that an automatic answer may put a question off. Summer holidays last six weeks.
  static let absenceDays = 45
  /// Words of the longest label that is compared by likeness; the longest label seen on a PEP form
  /// has 24 words, and longer stretches are prose.
  static let longestLabel = 30
  /// Below this likeness two labels are different questions: half of the words changed.
  static let likeEnough = 0.74
  /// Likeness by equal words alone from which on a wording is compared letter by letter: what a plural
  /// and a slip can add to it is less than the rest.
  static let worthComparing = 0.4
  /// A label that is nearly as close to another question is doubtful, and so not taken.
  static let clearLead = 0.06
  /// Weight of a word that no label has: it counts against likeness, but less than a missing one.
  static let unknownWordWeight = 0.6
  /// From this likeness on a wording is not doubted for the sake of cues.
  static let surelyAlike = 0.93
  /// Words of a cue that outweigh a wording that is only like the label, even where cues allow both.
  static let strongCue = 3
  /// Standing of a label found by its cues: below every wording, met or nearly met.
  static let cueScore = 0.5
  /// Words of the longest heading of a column that is told by its cues; an answer is longer.
  static let longestHeading = 12

  /// Fields of a PEP answered in the text of a message from which on it counts as the form typed
  /// out; a reply to a chase answers one to three.
  static let formInBody = 8
  /// Lines at the top of a document in which its title stands.
  static let titleLines = 8
}
