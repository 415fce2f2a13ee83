/// How much of one message is looked at. Every number is far above what an office sends and far
/// below what costs memory or time; reaching one is a defect of the message, and a person looks.
enum Limits {
  /// Lines that begin with `--`, in the whole message. GMime needs 1.3 kB for each part: 5 million
  /// empty parts in 25 MiB took it 35 s and 6.7 GB, so the message is cut before it is parsed.
  static let boundaryLines = 2_000
  /// Lines in header blocks, in the whole message. A real header has 40 to 150 lines.
  static let headerLines = 5_000
  /// Leaf parts that are looked at. Mail with 60 signature pictures exists.
  static let parts = 300
  /// Multiparts and messages inside one another. Ten forwarded messages, each in a multipart of its
  /// own, are twenty levels.
  static let depth = 24
  /// Zips, winmail.dat and Outlook messages inside one another. Two occur; each level costs memory.
  static let containerDepth = 8
  /// Decoded bytes of all attachments together.
  static let decodedBytes = 64 * 1024 * 1024
  /// Source of all text and HTML parts together; what lies beyond is not converted.
  static let textBytes = 4 * 1024 * 1024
  /// The facts cross a pipe as JSON that the daemon caps, so each text in them has its limit.
  static let bodyBytes = 256 * 1024
  /// Tables within tables in an HTML text. Newsletters nest eight; what decodes the facts recurses.
  static let tableDepth = 16
  /// Cells of all tables of an HTML text together: a form has 400.
  static let cells = 20_000
  /// Grid columns and rows that one cell may claim.
  static let columns = 64
  static let rowSpan = 500
  /// Inline elements inside one another. Outlook nests ten.
  static let inlineDepth = 60
  static let forwardedBodies = 10
  static let forwardedBodyBytes = 64 * 1024
  /// All calendars together.
  static let calendarBytes = 256 * 1024
  /// Components of one calendar. An invitation has an event, an alarm and a time zone of three.
  static let calendarComponents = 300
  static let calendarEvents = 20
  static let calendarUID = 300
  static let calendarWords = 16 * 1024
  static let reportBytes = 128 * 1024
  static let links = 200
  /// Addresses per header, identifiers per header, and headers kept for the rules.
  static let addresses = 200
  static let identifiers = 200
  static let headers = 100
  static let headerCharacters = 4_000
  static let rawHeaderBytes = 64 * 1024
  static let nameCharacters = 200
  static let pathCharacters = 400
}
