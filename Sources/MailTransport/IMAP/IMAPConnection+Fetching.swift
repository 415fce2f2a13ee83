extension IMAPConnection {
  /// Fetches whole messages and hands them on in the order in which they come.
  ///
  /// Sizes are asked first. Then batches go out three deep, so that neither side waits for the other.
  /// `deliver` may block: nothing more is read meanwhile, and TCP tells the server to wait.
  func fetch(
    _ uids: [UID], in folder: OpenFolder, sizeLimit: Int,
    deliver: @escaping (FetchedMessage) throws -> Void
  ) throws {
    try ensureOpen(folder)
    wire.operation = "fetch messages"
    let sizes = try sizes(of: uids)
    var run = FetchRun(deliver: deliver)
    var wanted: [UID] = []
    for uid in uids {
      switch sizes[uid] {
      case nil: try deliver(.vanished(uid))
      case .some(let size) where size > sizeLimit: try deliver(.tooLarge(uid, size: size))
      case .some: wanted.append(uid)
      }
    }
    // The announced size may be a guess (Exchange); the literal's own count is what is held to.
    literalLimit = sizeLimit
    defer { literalLimit = .max }
    try fetch(FetchBatches.cut(wanted, sizes: sizes), &run)
    // One message that the server cannot read itself must not take its batch along.
    try fetch(run.retries.map { [$0] }, &run)
  }

  private func fetch(_ batches: [[UID]], _ run: inout FetchRun) throws {
    var outstanding: [(tag: String, uids: [UID])] = []
    var next = 0
    while next < batches.count || !outstanding.isEmpty {
      while next < batches.count, outstanding.count < Limits.fetchesInFlight {
        let set = UIDSet.text(batches[next])
        let tag = try begin(
          "UID FETCH \(set) (UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])")
        outstanding.append((tag, batches[next]))
        next += 1
      }
      let batch = outstanding.removeFirst()
      let expected = Set(batch.uids + outstanding.flatMap(\.uids))
      let status = try finish(batch.tag) { response in
        guard case .fetch(let items) = response else { return }
        try run.take(items, expected: expected)
      }
      try run.close(batch.uids, status)
    }
  }
}

/// How the wanted messages are cut into FETCH commands: by number and by bytes.
enum FetchBatches {
  static func cut(_ uids: [UID], sizes: [UID: Int]) -> [[UID]] {
    var batches: [[UID]] = []
    var bytes = 0
    for uid in uids {
      let size = sizes[uid] ?? 0
      let fits =
        (batches.last.map { $0.count < Limits.fetchBatch } ?? false)
        && bytes + size <= Limits.fetchBatchBytes
      if fits {
        batches[batches.count - 1].append(uid)
        bytes += size
      } else {
        batches.append([uid])
        bytes = size
      }
    }
    return batches
  }
}

/// What has come of the messages asked for: each is delivered once, whatever the server repeats.
private struct FetchRun {
  let deliver: (FetchedMessage) throws -> Void
  private var delivered: Set<UID> = []
  private var retried: Set<UID> = []
  private(set) var retries: [UID] = []

  init(deliver: @escaping (FetchedMessage) throws -> Void) { self.deliver = deliver }

  mutating func take(_ items: IMAPFetchItems, expected: Set<UID>) throws {
    // Unasked FETCH answers (a flag changed elsewhere) have no body, often no UID.
    guard let uid = items.uid, expected.contains(uid), let body = items.body,
      delivered.insert(uid).inserted
    else { return }
    switch body {
    case .skipped(let count): try deliver(.tooLarge(uid, size: count))
    case .missing:
      try deliver(.refused(uid, serverText: "the server has no text for this message"))
    case .bytes(let bytes):
      try deliver(
        .message(
          ReceivedMessage(
            uid: uid, flags: items.flags ?? [],
            arrival: items.internalDate.flatMap(InternalDate.moment), bytes: bytes)))
    }
  }

  /// Accounts for the messages of a batch that did not come.
  mutating func close(_ uids: [UID], _ status: IMAPStatus) throws {
    for uid in uids where !delivered.contains(uid) {
      if status.kind == .ok {
        // Moved or deleted by somebody since the list was made.
        delivered.insert(uid)
        try deliver(.vanished(uid))
      } else if retried.insert(uid).inserted {
        retries.append(uid)
      } else {
        delivered.insert(uid)
        try deliver(.refused(uid, serverText: ServerText.cleaned(status.text)))
      }
    }
  }
}
