/// One item of an answer: `atom`, `"quoted"`, `{5}` and five bytes, or `(a list)`.
enum IMAPValue: Equatable {
  case atom(String)
  case string([UInt8])
  case skipped(Int)
  case list([IMAPValue])

  /// An atom or a string, as text.
  var text: String? {
    switch self {
    case .atom(let text): text
    case .string(let bytes): String(decoding: bytes, as: UTF8.self)
    case .skipped, .list: nil
    }
  }

  var isNil: Bool { self == .atom("NIL") || self == .atom("nil") }
}

/// The pieces of one answer: lines, and between them the literals that they announced.
enum IMAPPiece: Equatable {
  case line([UInt8])
  case literal([UInt8])
  case skipped(Int)
}

/// Cuts an answer into values. Counted literals are taken as they are: nothing inside them, not even
/// a line like `A004 OK`, can end anything.
struct IMAPTokenizer {
  private var lists: [[IMAPValue]] = [[]]

  static func values(in pieces: [IMAPPiece]) throws(IMAPSyntaxError) -> [IMAPValue] {
    var tokenizer = IMAPTokenizer()
    for piece in pieces {
      switch piece {
      case .literal(let bytes): tokenizer.add(.string(bytes))
      case .skipped(let count): tokenizer.add(.skipped(count))
      case .line(let line): try tokenizer.read(line)
      }
    }
    guard tokenizer.lists.count == 1 else { throw IMAPSyntaxError(what: "bracket not closed") }
    return tokenizer.lists[0]
  }

  private mutating func add(_ value: IMAPValue) { lists[lists.count - 1].append(value) }

  private mutating func read(_ line: [UInt8]) throws(IMAPSyntaxError) {
    // The announcement of the literal that follows is not a value of its own.
    let line = IMAPLiteral(announcedBy: line).map { line.dropLast($0.length) } ?? line[...]
    var at = line.startIndex
    while at < line.endIndex {
      switch line[at] {
      case UInt8(ascii: " "): at += 1
      case UInt8(ascii: "("):
        guard lists.count < Limits.nesting else { throw IMAPSyntaxError(what: "nested too deep") }
        lists.append([])
        at += 1
      case UInt8(ascii: ")"):
        guard lists.count > 1 else { throw IMAPSyntaxError(what: "bracket not opened") }
        let inner = lists.removeLast()
        add(.list(inner))
        at += 1
      case UInt8(ascii: "\""):
        let (bytes, next) = Self.quoted(line, from: at + 1)
        add(.string(bytes))
        at = next
      default:
        let next = Self.endOfAtom(line, from: at)
        add(.atom(String(decoding: line[at..<next], as: UTF8.self)))
        at = next
      }
    }
  }

  /// The string up to its closing quote; the assembler has made sure that there is one.
  private static func quoted(_ line: ArraySlice<UInt8>, from start: Int) -> ([UInt8], Int) {
    var bytes: [UInt8] = []
    var at = start
    while at < line.endIndex, line[at] != UInt8(ascii: "\"") {
      if line[at] == UInt8(ascii: "\\"), at + 1 < line.endIndex { at += 1 }
      bytes.append(line[at])
      at += 1
    }
    return (bytes, at + 1)
  }

  /// `BODY[HEADER.FIELDS (MESSAGE-ID)]` is one atom in spite of its blanks and round brackets.
  private static func endOfAtom(_ line: ArraySlice<UInt8>, from start: Int) -> Int {
    var at = start
    var inSquareBrackets = false
    while at < line.endIndex {
      switch line[at] {
      case UInt8(ascii: "["): inSquareBrackets = true
      case UInt8(ascii: "]"): inSquareBrackets = false
      case UInt8(ascii: " "), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\""):
        if !inSquareBrackets { return at }
      default: break
      }
      at += 1
    }
    return at
  }
}

/// `{12}`, `{12+}` or `~{12}` (bytes that may hold NUL, from Cyrus) at the end of a line.
struct IMAPLiteral: Equatable {
  let count: Int
  /// Bytes of the announcement itself.
  let length: Int

  /// Only for lines whose quotes are closed: `"a{5}"` announces nothing, and ends in a quote.
  init?(announcedBy line: [UInt8]) {
    guard line.last == UInt8(ascii: "}"), let open = line.lastIndex(of: UInt8(ascii: "{")) else {
      return nil
    }
    var digits = line[(open + 1)...].dropLast()
    if digits.last == UInt8(ascii: "+") { digits = digits.dropLast() }
    guard !digits.isEmpty, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
    // Too large for Int is as hostile as too large for memory: the parser refuses both.
    count = Int(String(decoding: digits, as: UTF8.self)) ?? Int.max
    let isBinary = open > 0 && line[open - 1] == UInt8(ascii: "~")
    length = line.count - open + (isBinary ? 1 : 0)
  }
}
