/// What a file may cost before it is refused. A form is 20 to 300 KB; an authority's longest plan
/// with pasted photographs stays far below every number here.
package enum Limits {
  /// Members of one archive. A Word file has 15 to 200; the directory alone of 100,000 costs time.
  package static let archiveEntries = 10_000
  /// All members that are unpacked, together. Stops a bomb within 0.2 s.
  package static let unpackedBytes = 64 << 20
  /// One XML part. libxml2 takes about 5 ms per megabyte, so this is 0.1 s.
  package static let partBytes = 16 << 20
  /// Elements in one part: a form of 12 tables has 5,000.
  package static let elements = 2_000_000
  /// Different element names in one part. All of Office Open XML has fewer than 2,000; libxml2
  /// needs time in the square of this number (20 s for a million), so it must be counted.
  package static let elementNames = 4_000
  /// Attributes of one element. Word's root has 35 namespaces and one attribute. A single start tag
  /// cannot be interrupted, so the process's own CPU limit ends what is worse.
  package static let attributes = 1_000
  /// Text kept of one document, in bytes. Four megabytes are 1,500 pages.
  package static let textBytes = 4 << 20
  /// Paragraphs kept of one document: as many as 1,500 pages of one-word cells.
  package static let paragraphs = 200_000
  /// Tables within tables. Forms use two or three levels; what decodes the answer recurses.
  package static let tableDepth = 24
  /// Based-on steps between styles; more is a loop.
  package static let styleDepth = 12
  /// Grid columns that one cell may claim; Word allows 63.
  package static let columns = 64
  /// Entries of an OLE directory. An Outlook message has 50, and 20 more for each attachment.
  static let oleEntries = 65_536
  /// Files listed of one container, and messages inside one another in an Outlook file.
  static let containerMembers = 300
  static let messageDepth = 8
  /// Properties of one message or attachment in winmail.dat. Outlook writes 100.
  static let messageProperties = 5_000
  /// Groups inside one another in RTF. Word and LibreOffice stay below 30.
  static let groupDepth = 1_000
  /// Text boxes and notes inside one another.
  static let storyDepth = 8
  /// Fields inside one another.
  static let fieldDepth = 32
  /// Pages of one PDF. The longest plan seen has 30; a book of 1,000 is not one.
  static let pages = 100
  /// Words kept of one PDF, as many as a hundred pages of small print have.
  static let words = 100_000
  /// Below this many words in its text layer a page that is filled by a picture is a scan; a scanner
  /// may have stamped its name and a date.
  static let wordsOfText = 12
  /// Pages that are recognised: each costs a second.
  static let recognisedPages = 12
  /// Longest side of a page, and farthest place on it, in points: 35 metres. Acrobat stops at 5.
  static let pageSide = 100_000.0
  /// Longest side of a drawn page; pages of ten million points exist, to kill readers.
  static let pixelsAcross = 8_000
  /// Pixels drawn of one page: A3 at 200 dots per inch has eight million.
  static let drawnPixels = 16_000_000
  /// Edges found on one page. A form has 200; a photograph has no end of them.
  static let edges = 6_000
  /// Upright strokes of one page that may be the side of a box: small print has 8,000.
  static let uprights = 20_000
  /// Lines of one grid in one direction: as many rows as a page of six-point print holds.
  static let gridLines = 160
  /// Fields and annotations of one page.
  static let formFields = 2_000
  /// Items of one drop-down list that are looked through for the chosen one.
  static let choices: Int32 = 5_000
  /// Height in points up to which a field has one line.
  static let oneLineField = 20.0
  /// Fields left of one that are looked at to find its label; a row of a form has fewer.
  static let columnsOfFields = 12
  /// Dots per inch at which scans are read; 300 took a third longer and found no more words.
  static let recognitionResolution = 200.0
  /// Time for one page, by the clock on the wall. A page costs one second, and many times that on a
  /// busy machine, since recognition has low priority; noise can cost a minute.
  static let recognitionMilliseconds: Int32 = 30_000
  /// Dark areas of one scan that are looked at: a page of small print has 6,000.
  static let darkAreas = 40_000
  /// A word below this was not read but guessed at, from a stain or a photograph.
  static let leastConfidence = 12.0
  /// Likewise for signs that are no letters or figures.
  static let signConfidence = 60.0
  /// Below these a figure, date or choice is put before a person. A word is made of letters that
  /// bear each other out; one wrong figure is another figure.
  static let sureOfFigures = 70.0
  static let sureOfLetters = 45.0
  /// Mean confidence of a page's letters: rubbish has 20 to 45, a poor scan 60, a good one 85 to 95.
  static let leastLegible = 50.0
  static let surelyLegible = 80.0
  /// Figures, and words of letters alone, above these are not read a second time.
  static let certain = 90.0
  static let certainOfLetters = 80.0
  /// Figures that were read alike twice, but below this both times, were guessed at.
  static let leastAgreeing = 30.0
  /// Words of a page that are read again, some 20 ms each.
  static let wordsReadAgain = 60
  /// Pixels of a picture that is decoded: telephones make 12, the finest 50 million. Each takes four
  /// bytes, and one more when it is made grey.
  static let picturePixels = 50_000_000
  /// Pixels of one page of a TIFF in colour, for which libtiff and leptonica together take eleven bytes
  /// each: A4 at 400 dots per inch has 15 million.
  static let colourTIFFPixels = 20_000_000
  /// A page of A4 has this long side at 85 dots per inch, the least that is legible.
  static let longSideOfPage = 1_000
  /// Long side to which photographs are made smaller: A4 at 200 dots per inch.
  static let longSideRead = 2_340.0
  /// Fewer words than this make no page.
  static let wordsOfPage = 30
}
