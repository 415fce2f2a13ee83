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
  /// What a word counts in labels that do not have it: with 20,000 labels, less makes one odd word decide
  /// and more makes it decide nothing (measured on labels that were not learned from).
  static let unseenCount = 0.1
  /// Lead of a learned meaning over the next, as a natural logarithm: three times likelier.
  static let learnedLead = 1.0
  /// Lead from which on a learned meaning outweighs a wording that is only like the label.
  static let clearlyLearned = 6.0
  /// Lead from which on a guessed label is not looked at again as another question.
  static let surelyLearned = 10.0
  /// How much surer one of two guessed labels must be for the other to be about something else, say
  /// last year's figure: fifty times likelier.
  static let surerByFar = 4.0
  /// What it adds that a question stands where forms mostly ask it.
  static let inOrder = 2.5
  /// What speaks against a question that the form surely asks in another place. Some are asked twice, in
  /// Part A and Part B.
  static let askedElsewhere = 4.0
  /// Lead from which on the words of a bracket turn what the label before it asks for.
  static let bracketLead = 4.0
  /// Years of age of the oldest for whom a PEP is written, with a year to spare.
  static let oldest = 20
  /// Labels with their answers in one line, or row of heads; a hostile one has thousands.
  static let pairsInLine = 24
  /// Bytes of the longest heading that is looked at for signs; more of them are blanks or no heading.
  static let longestTitle = 200
  /// Words of the longest name, with what a child is called in brackets behind it.
  static let longestName = 8
  /// Lines of a document that a dash or a wide gap parts, from which on that is its way.
  static let partedLines = 6
  /// Labels of one target, or of one thing that is bought.
  static let labelsOfCard = 12
  /// Lines numbered from 1 on that stand over labels and tables, from which on they are the headings.
  static let numberedTitles = 6
  /// Questions with the same word and a number before each, from which on both are their numbering.
  static let namedLines = 3
  /// Words of the longest label before a colon in a line that is set in no way; sentences with a colon in
  /// them are longer.
  static let longestBeforeColon = 9
  /// Words of the longest label before a colon where colons are the habit of the form.
  static let longestPaired = 14
  /// Words of a wording met word by word from which on it is this question and no heading: "Attendance" may
  /// stand over anything.
  static let fullWording = 4
  /// Words of the longest heading of a column that is told by its cues; an answer is longer.
  static let longestHeading = 12

  /// Fields of a PEP answered in the text of a message from which on it counts as the form typed
  /// out; a reply to a chase answers one to three.
  static let formInBody = 8
  /// Figures, dates, choices and tables read from a document from which on it is a plan, whatever its
  /// title; on a check document stand one or two.
  static let settledAnswers = 8
  /// Lines below a question in which its answer begins: a text box hangs on an empty one.
  static let gapOfBox = 2
  /// Lines at the top of a document in which its title stands.
  static let titleLines = 8
  /// Rows looked at before or behind one, to see how a table is set; a hostile one has thousands.
  static let rowsAround = 8

  /// Sections of a check that the register keeps a note of, and bytes of one; check documents have eight
  /// to twelve sections and comment in a line or two.
  static let checkNotes = 20
  static let checkNote = 300
  /// Bytes of a query that goes into a letter of one screen; a longer one is a letter of its own, which
  /// a person sends.
  static let checkQuery = 600
  /// Days within which a day that a query names is the one by which it wants an answer; a later one is
  /// that of a meeting or an examination.
  static let queryDays = 42
  /// Characters of a summary of planned use that a letter quotes; the form is attached.
  static let summary = 2000
}
