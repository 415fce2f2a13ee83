import Crypto
import CryptoExtras
import Foundation

/// What proves a client by its certificate: a token that it signed itself (RFC 7523 section 3), in the
/// form that Microsoft Entra wants: PS256, and the certificate's SHA-256 as `x5t#S256`.
enum ClientAssertion {
  enum Fault: Error { case noCertificate }

  static func make(
    clientID: String, audience: String, certificate: String, key: String, at now: Date,
    id: String = UUID().uuidString
  ) throws -> String {
    guard let der = firstBlock(of: certificate) else { throw Fault.noCertificate }
    let head: [String: String] = [
      "alg": "PS256", "typ": "JWT", "x5t#S256": base64URL(Data(SHA256.hash(data: der))),
    ]
    let seconds = Int(now.timeIntervalSince1970)
    let claims = Claims(
      aud: audience, iss: clientID, sub: clientID, jti: id, nbf: seconds, exp: seconds + 600)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let signed =
      base64URL(try encoder.encode(head)) + "." + base64URL(try encoder.encode(claims))
    let signature = try _RSA.Signing.PrivateKey(pemRepresentation: key)
      .signature(for: SHA256.hash(data: Data(signed.utf8)), padding: .PSS)
    return signed + "." + base64URL(signature.rawRepresentation)
  }

  private struct Claims: Encodable {
    var aud: String
    var iss: String
    var sub: String
    var jti: String
    var nbf: Int
    var exp: Int
  }

  /// The first certificate of a PEM file: the client's own.
  private static func firstBlock(of pem: String) -> Data? {
    let lines = pem.split(whereSeparator: \.isNewline).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    guard let start = lines.firstIndex(of: "-----BEGIN CERTIFICATE-----"),
      let end = lines[start...].firstIndex(of: "-----END CERTIFICATE-----")
    else { return nil }
    return Data(base64Encoded: lines[(start + 1)..<end].joined())
  }

  static func base64URL(_ data: Data) -> String {
    data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }
}
