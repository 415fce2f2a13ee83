import PepCore

extension DocumentReader {
  /// Takes apart what `read` called a container, into at most `limit` bytes. Members are not read:
  /// the caller asks for each in turn, as it does for attachments.
  package static func members(of bytes: [UInt8], limit: Int) -> ContainerContents {
    bytes.withUnsafeBytes { buffer in
      switch FileKind(of: buffer) {
      case .zip: return ZipMembers.contents(of: buffer, limit: limit)
      case .tnef: return TransportFormat(bytes, limit: limit).contents()
      case .compound:
        guard let file = CompoundFile(buffer) else { return ContainerContents() }
        return OutlookMessage(file, limit: limit).contents()
      default: return ContainerContents()
      }
    }
  }
}

/// Bytes that the members of one container may still take.
final class MemberBudget {
  private var left: Int

  init(_ limit: Int) { left = limit }

  func take(_ count: Int) -> Bool {
    guard count <= left else { return false }
    left -= count
    return true
  }

  /// The member with its bytes, or told as too large without them.
  func member(_ name: String?, _ bytes: [UInt8], _ type: String?) -> ContainerMember {
    let type = type.flatMap { $0.isEmpty ? nil : $0 } ?? "application/octet-stream"
    guard take(bytes.count) else {
      return ContainerMember(
        name: name, declaredType: type, bytes: [], verdict: .unreadable(.overLimit))
    }
    return ContainerMember(name: name, declaredType: type, bytes: bytes)
  }
}
