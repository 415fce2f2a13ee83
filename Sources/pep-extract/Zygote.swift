import Glibc
import PepCore

/// Answers questions until the daemon closes the pipe. It never looks into a message: the bytes go
/// from the pipe to fresh memory, a child reads them there, and the memory is given back.
struct Zygote {
  private let children: ReaderChildren

  init(_ children: ReaderChildren) { self.children = children }

  func serve() {
    var header = [UInt8](repeating: 0, count: 5)
    while header.withUnsafeMutableBytes({ Descriptor.input.fill($0) }) {
      let length = header[1...].reduce(0) { $0 << 8 | Int($1) }
      guard let kind = ReaderFrames.Kind(rawValue: header[0]),
        length <= ReaderFrames.questionBytes, serve(kind, length: length)
      else { exit(ExitCode.failed) }
    }
  }

  /// False where the pipe is broken or memory is short: the daemon starts another zygote.
  private func serve(_ kind: ReaderFrames.Kind, length: Int) -> Bool {
    let size = max(length, 1)
    guard
      let base = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      base != MAP_FAILED
    else { return false }
    defer { munmap(base, size) }
    guard Descriptor.input.fill(UnsafeMutableRawBufferPointer(start: base, count: length)),
      let area = SharedArea()
    else { return false }
    defer { area.unmap() }
    let question = UnsafeRawBufferPointer(start: base, count: length)
    let ending = children.run(in: area) { Reading.answer(kind, question, into: $0) }
    return reply(ending, area)
  }

  private func reply(_ ending: ReaderChildren.Ending, _ area: SharedArea) -> Bool {
    let (outcome, detail): (ReaderFrames.Outcome, CInt) =
      switch ending {
      case .read: (.read, 0)
      case .killed(let signal): (.killed, signal)
      case .overran: (.overran, 0)
      case .failed(let code): (.failed, code)
      }
    let body = outcome == .read ? area.answer : UnsafeRawBufferPointer(start: nil, count: 0)
    var head = [outcome.rawValue, UInt8(truncatingIfNeeded: detail)]
    withUnsafeBytes(of: UInt32(body.count).bigEndian) { head.append(contentsOf: $0) }
    return head.withUnsafeBytes { Descriptor.output.put($0) } && Descriptor.output.put(body)
  }
}
