import Crypto
import Foundation

/// Makes references that nobody can guess and that say nothing: HMAC-SHA-256 with a key of the state
/// folder. The same message gives the same reference, so a decision taken again after a crash writes
/// the same letters.
package struct ReferenceSecret: Sendable {
  private let key: SymmetricKey

  package init(key: Data) { self.key = SymmetricKey(data: key) }

  /// Reads `reference.key` of the state folder, or makes it (mode 0600).
  package init(stateFolder: String) throws {
    let path = stateFolder + "/reference.key"
    if let data = FileManager.default.contents(atPath: path), data.count == 32 {
      self.init(key: data)
      return
    }
    let fresh = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
    guard
      FileManager.default.createFile(
        atPath: path, contents: fresh, attributes: [.posixPermissions: 0o600])
    else { throw StateFolderError(path: path) }
    self.init(key: fresh)
  }

  /// 20 hexadecimal digits. `round` is not 0 where a person had the message handled anew, whose letters
  /// are then new ones.
  func seed(_ digest: String, _ round: Int) -> String {
    let code = HMAC<SHA256>.authenticationCode(for: Data("\(digest) \(round)".utf8), using: key)
    return code.prefix(10).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

package struct StateFolderError: Error {
  package var path: String
}
