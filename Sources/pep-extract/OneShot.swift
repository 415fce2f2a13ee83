import PepCore

/// One input, and its facts as JSON for people.
struct OneShot {
  private let children: ReaderChildren

  init(_ children: ReaderChildren) { self.children = children }

  func run(_ kind: ReaderFrames.Kind) -> CInt {
    guard let input = Descriptor.input.readToEnd(limit: ReaderFrames.questionBytes),
      let area = SharedArea()
    else {
      Words.unread("it is larger than \(ReaderFrames.questionBytes >> 20) MiB").complain()
      return ExitCode.failed
    }
    defer { area.unmap() }
    let ending = children.run(in: area) { area in
      input.withUnsafeBytes { bytes in
        Reading.json(kind, bytes)?.withUnsafeBytes { area.append($0) } ?? false
      }
    }
    switch ending {
    case .read: break
    case .killed(let signal): return fail("the reader died of signal \(signal)")
    case .overran: return fail("the reader took too long")
    case .failed: return fail("the reader gave no answer")
    }
    return Descriptor.output.put(area.answer) ? 0 : ExitCode.failed
  }

  private func fail(_ ending: String) -> CInt {
    Words.unread(ending).complain()
    return ExitCode.failed
  }
}
