import Glibc
import PepCore

/// Answers questions until the daemon closes the pipe. It never looks into a message: the bytes go
/// from the pipe to memory that it shares with one child, which reads them there.
struct Zygote {
  private let children: ReaderChildren
  /// Whether the child for the next question is made while one is being answered.
  private let keepsSpare: Bool

  init(_ children: ReaderChildren, keepsSpare: Bool) {
    self.children = children
    self.keepsSpare = keepsSpare
  }

  func serve() {
    var spare = keepsSpare ? WaitingChild(of: children) : nil
    var last: WaitingChild?
    var header = [UInt8](repeating: 0, count: 5)
    while header.withUnsafeMutableBytes({ Descriptor.input.fill($0) }) {
      let length = header[1...].reduce(0) { $0 << 8 | Int($1) }
      // Where the pipe is broken or memory is short, the daemon starts another zygote.
      guard let kind = ReaderFrames.Kind(rawValue: header[0]),
        length <= ReaderFrames.questionBytes, let child = spare ?? WaitingChild(of: children),
        child.take(kind, length: length, from: Descriptor.input)
      else { exit(ExitCode.failed) }
      last?.clearAway()
      spare = keepsSpare ? WaitingChild(of: children) : nil
      guard reply(child.ending(), child.answer) else { exit(ExitCode.failed) }
      last = child
    }
  }

  private func reply(_ ending: ReaderChild.Ending, _ area: SharedArea) -> Bool {
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
