import FoundationEssentials

/// What a power cut left behind the last whole line.
package struct TornLine: Hashable, Sendable {
  package var file: String
  /// Counted from 1 in that file.
  package var line: Int
  package var bytes: Int
}

/// Reads the journal from a position to its end and hands every line on, in order.
struct JournalReplay {
  let folder: String
  let layout: StoreLayout
  let files: any FileSystem

  struct End {
    var position: JournalPosition
    var torn: TornLine?
    var lines: Int
  }

  func run(from start: JournalPosition?, _ body: (JournalLine) throws -> Void) throws -> End {
    let all = try JournalSegments(in: folder, files)
    let origin = start ?? JournalPosition(segment: 1, offset: 0, sequence: 0)
    guard let segments = start == nil ? all.segments : all.from(origin), !segments.isEmpty else {
      // Nothing was ever committed, or the file that the checkpoint stands for is gone.
      guard origin.sequence == 0 else {
        throw damage(JournalSegments.growing(in: folder), nil, .journalMissing)
      }
      return End(position: origin, torn: nil, lines: 0)
    }
    try checkJoint(origin, segments[0])
    var end = End(position: origin, torn: nil, lines: 0)
    for (index, segment) in segments.enumerated() {
      if index > 0 {
        end.position = JournalPosition(
          segment: end.position.sequence + 1, offset: 0, sequence: end.position.sequence)
      }
      try read(segment, &end, body)
    }
    // A crash may have come between closing a segment and beginning the next.
    if segments.last?.first != nil {
      end.position = JournalPosition(
        segment: end.position.sequence + 1, offset: 0, sequence: end.position.sequence)
    }
    return end
  }

  /// The line that ends at the checkpoint's offset must be the one that the checkpoint names:
  /// otherwise another journal lies here, and reading on would mix two histories.
  private func checkJoint(_ origin: JournalPosition, _ segment: JournalSegments.Segment) throws {
    guard origin.offset > 0 else { return }
    let size = try files.size(of: segment.path) ?? 0
    guard size >= origin.offset else {
      throw damage(segment.path, nil, .journalShorterThanCheckpoint)
    }
    var window = 4_096
    while true {
      let start = max(0, origin.offset - window)
      let bytes = try files.read(segment.path, from: start, atMost: origin.offset - start)
      let line = bytes.dropLast()
      let lineStart =
        line.lastIndex(of: 0x0a).map { $0 + 1 } ?? (start == 0 ? line.startIndex : nil)
      guard let lineStart else {
        window *= 8
        continue
      }
      let found = try? JournalLine.decode(Data(line[lineStart...]), StoreJSON.decoder())
      guard bytes.last == 0x0a, found?.sequence == origin.sequence else {
        throw damage(
          segment.path, lineNumber(segment.path, origin.offset - 1),
          found.map { .sequence(expected: origin.sequence, found: $0.sequence) } ?? .badChecksum)
      }
      return
    }
  }

  private func read(
    _ segment: JournalSegments.Segment, _ end: inout End,
    _ body: (JournalLine) throws -> Void
  ) throws {
    // Only the growing segment can end in a torn line: one is closed after a checkpoint.
    let isGrowing = segment.first == nil
    let decoder = StoreJSON.decoder()
    var reader = try LineReader(segment.path, from: end.position.offset, files)
    while let bytes = try reader.next() {
      let start = end.position.offset
      let line: JournalLine?
      do {
        line = try JournalLine.decode(bytes, decoder)
      } catch let error as DecodingError {
        _ = error  // It quotes the document; the line number says enough.
        throw damage(segment.path, lineNumber(segment.path, start), .notReadable)
      }
      guard let line else {
        guard isGrowing && reader.rest == 0 else {
          throw damage(segment.path, lineNumber(segment.path, start), .badChecksum)
        }
        end.torn = try torn(segment, from: start, reader.offset - start)
        return
      }
      let expected = end.position.sequence + 1
      guard line.sequence == expected else {
        throw damage(
          segment.path, lineNumber(segment.path, start),
          .sequence(expected: expected, found: line.sequence))
      }
      try body(line)
      end.position.offset = reader.offset
      end.position.sequence = line.sequence
      end.lines += 1
    }
    guard reader.rest > 0 else { return }
    guard isGrowing else {
      throw damage(segment.path, lineNumber(segment.path, reader.offset), .badChecksum)
    }
    end.torn = try torn(segment, from: reader.offset, reader.rest)
  }

  private func torn(
    _ segment: JournalSegments.Segment, from offset: Int, _ bytes: Int
  ) throws -> TornLine {
    TornLine(
      file: layout.shown(segment.path), line: lineNumber(segment.path, offset) ?? 0, bytes: bytes)
  }

  /// Counted only where something is wrong: the journal is not read from its start otherwise.
  private func lineNumber(_ path: String, _ offset: Int) -> Int? {
    guard var reader = try? LineReader(path, from: 0, files) else { return nil }
    var line = 1
    while reader.offset < offset, (try? reader.next()) != nil, reader.offset <= offset { line += 1 }
    return line
  }

  private func damage(_ path: String, _ line: Int?, _ kind: StoreError.Damage.Kind) -> StoreError {
    .damaged(
      .init(file: layout.shown(path), line: line, kind: kind, remedy: .restoreFromBackup))
  }
}
