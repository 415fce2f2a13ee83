import CSandbox
import Glibc
import PepCore

/// A child with the memory by which it gets its question and gives its answer. It is made and locked
/// before its message comes, while another message is read: a fork of so many libraries takes longer
/// than a small mail.
struct WaitingChild {
  let answer: SharedArea
  private let question: SharedQuestion
  private let child: ReaderChild
  private let deadline: Int

  /// nil where the machine has no room for it.
  init?(of children: ReaderChildren) {
    guard let question = SharedQuestion() else { return nil }
    guard let answer = SharedArea() else {
      question.unmap()
      return nil
    }
    let child = children.fork { orders in
      answer.bringIn()
      guard let (kind, length) = WaitingChild.order(from: orders) else { return false }
      return Reading.answer(kind, question.cut(to: length), into: answer)
    }
    guard let child else {
      question.unmap()
      answer.unmap()
      return nil
    }
    // The next child is made while this one reads, and must find neither the message nor the answer.
    question.hideFromChildren()
    answer.hideFromChildren()
    self.question = question
    self.answer = answer
    self.child = child
    deadline = children.deadline
  }

  /// Hands it its message, of which this process sees no more than the length. False where the input
  /// broke.
  func take(_ kind: ReaderFrames.Kind, length: Int, from input: Descriptor) -> Bool {
    guard question.fill(length, from: input) else { return false }
    var order = [kind.rawValue]
    withUnsafeBytes(of: UInt32(length).bigEndian) { order.append(contentsOf: $0) }
    child.order(order)
    return true
  }

  private static func order(from orders: Descriptor) -> (ReaderFrames.Kind, Int)? {
    var order = [UInt8](repeating: 0, count: 5)
    guard order.withUnsafeMutableBytes({ orders.fill($0) }),
      let kind = ReaderFrames.Kind(rawValue: order[0])
    else { return nil }
    return (kind, order[1...].reduce(0) { $0 << 8 | Int($1) })
  }

  func ending() -> ReaderChild.Ending { child.ending(within: deadline) }

  /// For a probe: whether the calling process could write into its memory. The kernel is asked to, and
  /// refuses where a store of the process's own would kill it.
  var isReachable: Bool { question.isReachable || answer.isReachable }

  /// When its answer has been passed on.
  func clearAway() {
    child.reap()
    question.unmap()
    answer.unmap()
  }
}
