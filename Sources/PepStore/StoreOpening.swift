import FoundationEssentials

/// Opens a state folder: checkpoint, then the journal's tail.
struct StoreOpening {
  let layout: StoreLayout
  let files: any FileSystem

  struct Found {
    var state: StoreState
    var end: JournalReplay.End
    var checkpoint: JournalPosition?
  }

  /// Reads only; safe beside a running daemon.
  func read() throws -> Found {
    let checkpoint = try Checkpoint.read(layout, files)
    var state = checkpoint?.state ?? StoreState()
    let end = try replay.run(from: checkpoint?.position) { line in
      state.apply(line.entry, at: line.time)
    }
    return Found(state: state, end: end, checkpoint: checkpoint?.position)
  }

  var replay: JournalReplay {
    JournalReplay(folder: layout.register, layout: layout, files: files)
  }

  func makeFolders() throws {
    // A state folder that a power cut takes away again would take every commit with it.
    if try files.names(in: layout.register).isEmpty {
      try files.sync(FilingCabinet.folder(of: layout.root))
    }
    for folder in [layout.root, layout.register, layout.received, layout.documents, layout.cabinet]
    {
      try files.makeFolder(folder)
    }
    try files.sync(layout.root)
  }

  /// Cuts off what a power cut left of a line, so that the next commit stands behind whole lines.
  /// The bytes are kept beside it: whoever doubts the cut can look.
  func cut(_ end: JournalReplay.End) throws {
    guard let torn = end.torn else { return }
    let path = JournalSegments.growing(in: layout.register)
    let bytes = try files.read(path, from: end.position.offset, atMost: torn.bytes)
    let kept = "\(layout.register)/torn-\(end.position.sequence + 1).jsonl"
    try files.replace(kept, in: layout.register) { try $0(bytes) }
    try files.truncate(path, to: end.position.offset)
    try files.sync(path)
  }
}
