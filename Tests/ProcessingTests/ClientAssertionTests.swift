import Foundation
import TestSupport
import Testing

@testable import Processing

/// The assertion by which a certificate proves the client, checked by OpenSSL and not by what made it.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")))
struct ClientAssertionTests {
  private func openssl(_ arguments: String...) async throws {
    let result = await (try ChildProcess("/usr/bin/openssl", arguments)).result()
    guard result.code == 0 else { throw Failed(words: result.words) }
  }

  private struct Failed: Error { var words: String }

  private func decoded(_ text: Substring) -> Data {
    let plain = text.replacing("-", with: "+").replacing("_", with: "/")
    let padding = String(repeating: "=", count: (4 - plain.count % 4) % 4)
    return Data(base64Encoded: plain + padding) ?? Data()
  }

  @Test func `OpenSSL takes the signature, and the claims are those of the endpoint`() async throws
  {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (key, certificate) = (folder + "/key", folder + "/crt")
    try await openssl(
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=pepd",
      "-keyout", key, "-out", certificate)
    let now = Date(timeIntervalSince1970: 1_790_000_000)
    let token = try ClientAssertion.make(
      clientID: "client", audience: "https://login.example/token",
      certificate: String(contentsOfFile: certificate, encoding: .utf8),
      key: String(contentsOfFile: key, encoding: .utf8), at: now, id: "one")
    let parts = token.split(separator: ".")
    #expect(parts.count == 3)
    #expect(
      String(decoding: decoded(parts[1]), as: UTF8.self)
        == #"{"aud":"https://login.example/token","exp":1790000600,"iss":"client","jti":"one","nbf":1790000000,"sub":"client"}"#
    )
    let head = String(decoding: decoded(parts[0]), as: UTF8.self)
    #expect(head.contains(#""alg":"PS256""#) && head.contains(#""typ":"JWT""#))

    try Data("\(parts[0]).\(parts[1])".utf8).write(to: URL(filePath: folder + "/signed"))
    try decoded(parts[2]).write(to: URL(filePath: folder + "/signature"))
    try await openssl("x509", "-in", certificate, "-pubkey", "-noout", "-out", folder + "/public")
    // It ends with an error where the signature is not the certificate's.
    try await openssl(
      "dgst", "-sha256", "-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:digest",
      "-verify", folder + "/public", "-signature", folder + "/signature", folder + "/signed")
    try await openssl("x509", "-in", certificate, "-outform", "DER", "-out", folder + "/der")
    try await openssl("dgst", "-sha256", "-binary", "-out", folder + "/print", folder + "/der")
    let mark = head.split(separator: "\"x5t#S256\":\"").last?.prefix { $0 != "\"" } ?? ""
    #expect(decoded(mark) == FileManager.default.contents(atPath: folder + "/print"))
  }

  @Test func `a file without a certificate, or another key, makes none`() {
    #expect(throws: ClientAssertion.Fault.self) {
      try ClientAssertion.make(
        clientID: "c", audience: "a", certificate: "no", key: "no", at: Date())
    }
  }
}
