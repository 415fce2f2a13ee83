extension IMAPConnection {
  /// The UIDs above `floor`, ascending; with `since`, only of messages that arrived that day or later.
  ///
  /// Goes through the folder in windows of sequence numbers, newest first. Those are dense, so no
  /// reply is long, however sparse the UIDs are. And a message that somebody deletes meanwhile moves
  /// the others down, into windows that are still to come: none can be missed.
  func uids(above floor: UID, since day: MailDay?, in folder: OpenFolder) throws -> [UID] {
    try ensureOpen(folder)
    wire.operation = "list the messages"
    hasArrivals = false
    var found: Set<UID> = []
    var top = exists
    while top > 0 {
      let bottom = max(top - Limits.searchWindow + 1, 1)
      let expungesBefore = expunges
      let hits = try search(bottom...top, above: floor, since: day)
      found.formUnion(hits)
      // UIDs ascend with sequence numbers: a window with a gap at its lower end ends the walk.
      let isExact = day == nil && expunges == expungesBefore
      if isExact, hits.count < top - bottom + 1 { break }
      top = min(bottom - 1, exists)
    }
    let nextUID = max(selected?.uidNext ?? 0, (found.max() ?? floor) &+ 1)
    lookedThrough[folder.name] = (folder.uidValidity, nextUID)
    return found.sorted()
  }

  private func search(
    _ window: ClosedRange<Int>, above floor: UID, since day: MailDay?
  ) throws -> [UID] {
    guard floor < UID.max else { return [] }
    var keys = "\(window.lowerBound):\(window.upperBound) UID \(floor + 1):*"
    if let day {
      guard let text = day.searchText else { throw wire.failure(.setUp, .invalidName, "date") }
      keys += " SINCE \(text)"
    }
    var found: [UID] = []
    let options = offers("ESEARCH") ? "RETURN (ALL) " : ""
    try require("UID SEARCH \(options)\(keys)") { response in
      switch response {
      case .search(let uids): found += uids
      case .extendedSearch(let ranges):
        guard let uids = UIDSet.uids(in: ranges, atMost: window.count) else {
          throw wire.failure(.transient, .malformedReply, "more messages than there are")
        }
        found += uids
      default: break
      }
    }
    // `UID n:*` includes the last message even if its UID is below n (RFC 3501 6.4.8).
    return found.filter { $0 > floor }
  }

  /// Sizes, dates, flags and Message-IDs, without touching the messages themselves.
  func overviews(of uids: [UID], in folder: OpenFolder) throws -> [MessageOverview] {
    try ensureOpen(folder)
    wire.operation = "list the messages"
    let items = "(UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])"
    var found: [UID: MessageOverview] = [:]
    try eachWindow(of: uids) { window in
      try require("UID FETCH \(window) \(items)") { response in
        guard case .fetch(let fetched) = response, let uid = fetched.uid, let size = fetched.size
        else { return }
        found[uid] = MessageOverview(
          uid: uid, size: size, flags: fetched.flags ?? [],
          arrival: fetched.internalDate.flatMap(InternalDate.moment),
          messageID: fetched.header.flatMap(MessageOverview.messageID))
      }
    }
    return uids.compactMap { found[$0] }
  }

  func sizes(of uids: [UID]) throws -> [UID: Int] {
    var sizes: [UID: Int] = [:]
    try eachWindow(of: uids) { window in
      try require("UID FETCH \(window) (UID RFC822.SIZE)") { response in
        guard case .fetch(let fetched) = response, let uid = fetched.uid else { return }
        sizes[uid] = fetched.size
      }
    }
    return sizes
  }

  private func eachWindow(of uids: [UID], _ body: (String) throws -> Void) throws {
    var start = 0
    while start < uids.count {
      let end = min(start + Limits.overviewWindow, uids.count)
      // Scattered UIDs make a long set; a command line over 8 KB is refused by some servers.
      let fitting = UIDSet.prefix(of: uids[start..<end], fitting: 4_000)
      try body(UIDSet.text(fitting))
      start += fitting.count
    }
  }
}

extension MessageOverview {
  /// The value of a header that was asked for alone: unfolded, without its angle brackets.
  static func messageID(inHeader bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let value = text[text.index(after: colon)...].split(whereSeparator: \.isWhitespace).joined()
    let bare = value.drop(while: { $0 == "<" }).prefix(while: { $0 != ">" })
    return bare.isEmpty ? nil : String(bare)
  }
}
