extension IMAPConnection {
  /// Files messages in another folder, which is made if it is missing.
  ///
  /// Never plain EXPUNGE: that would also remove what staff have marked as deleted. A server that can
  /// expunge only everything gets a copy, and the caller is told.
  func move(_ uids: [UID], in folder: OpenFolder, to target: String) throws -> MoveOutcome {
    try ensureOpen(folder)
    wire.operation = "move messages"
    let way: MoveOutcome.Way =
      offers("MOVE") ? .moved : offers("UIDPLUS") ? .copiedAndExpunged : .copiedOnly
    var outcome = MoveOutcome(way: way)
    var rest = uids.sorted()[...]
    while !rest.isEmpty {
      let batch = UIDSet.prefix(of: rest.prefix(Limits.moveBatch), fitting: 4_000)
      rest = rest.dropFirst(batch.count)
      try moveBatch(UIDSet.text(batch), to: target, &outcome)
    }
    return outcome
  }

  private func moveBatch(_ set: String, to target: String, _ outcome: inout MoveOutcome) throws {
    let verb = outcome.way == .moved ? "MOVE" : "COPY"
    let command = "UID \(verb) \(set) \(try quotedName(target))"
    var status = try runCounting(command, &outcome)
    if status.kind == .no, try isMissing(target, status) {
      outcome.createdFolder = try create(target) || outcome.createdFolder
      wire.operation = "move messages"
      status = try runCounting(command, &outcome)
    }
    guard status.kind == .ok else { throw refusal(status) }
    if outcome.way == .copiedAndExpunged {
      // Copied first, so that the copy does not carry the mark.
      try require("UID STORE \(set) +FLAGS.SILENT (\\Deleted)")
      try require("UID EXPUNGE \(set)")
    }
  }

  /// Servers should say TRYCREATE; where one gives no code at all, it is asked.
  private func isMissing(_ target: String, _ status: IMAPStatus) throws -> Bool {
    guard let code = status.code else { return try !exists(target) }
    return ["TRYCREATE", "NONEXISTENT"].contains(code)
  }

  /// COPYUID comes untagged with MOVE and in the tagged reply with COPY.
  private func runCounting(_ command: String, _ outcome: inout MoveOutcome) throws -> IMAPStatus {
    let status = try run(command) { response in
      if case .status(let status) = response { outcome.note(status) }
    }
    outcome.note(status)
    return status
  }

  /// Puts a message into a folder, for tests and for letters that staff should find under Sent.
  func append(_ message: [UInt8], to folder: String, flags: [String]) throws {
    wire.operation = "store a message"
    let command =
      "APPEND \(try quotedName(folder)) (\(flags.joined(separator: " "))) {\(message.count)}"
    var isSent = false
    let status = try run(command) { response in
      guard case .continuation = response, !isSent else { return }
      isSent = true
      try wire.send(message + [13, 10])
    }
    guard status.kind == .ok else { throw refusal(status) }
  }
}

extension MoveOutcome {
  /// Reads `COPYUID validity sources targets`. The two sets are in the same order.
  mutating func note(_ status: IMAPStatus) {
    guard status.code == "COPYUID" else { return }
    let words = status.argument.split(separator: " ")
    guard words.count == 3, let validity = UInt32(words[0]),
      let sources = UIDSet.uids(
        in: UIDSet.ranges(in: String(words[1])), atMost: Limits.moveBatch),
      let targets = UIDSet.uids(
        in: UIDSet.ranges(in: String(words[2])), atMost: Limits.moveBatch),
      sources.count == targets.count
    else { return }
    targetValidity = validity
    newUIDs.merge(zip(sources, targets)) { _, new in new }
  }
}
