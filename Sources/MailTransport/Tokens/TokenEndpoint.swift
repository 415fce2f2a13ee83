import CCurl
import FoundationEssentials

/// Where access tokens are got, and as whom: the client-credentials grant of RFC 6749 section 4.4, with a
/// secret or an assertion signed by a certificate (RFC 7523), as Microsoft Entra takes them.
package struct TokenEndpoint: Sendable {
  /// Read or made anew for each request, because the file may have been renewed.
  package enum Proof: Sendable {
    case secret(@Sendable () throws -> String)
    case assertion(@Sendable () throws -> String)
  }

  private let url: String
  private let scheme: String
  private let caFile: String?
  private let clientID: String
  private let scope: String
  private let proof: Proof
  let timeout: Duration

  /// `url` is an https address. `caFile` names the only authorities to trust; nil means the system's.
  package init(
    url: String, caFile: String? = nil, clientID: String, scope: String, proof: Proof,
    timeout: Duration = Limits.tokenTimeout
  ) {
    self.init(url, "https", caFile, clientID, scope, proof, timeout)
  }

  /// A scripted server inside the test's own process; what is sent here never leaves the machine.
  package static func unencryptedLoopback(
    port: Int, clientID: String, scope: String, proof: Proof,
    timeout: Duration = Limits.tokenTimeout
  ) -> TokenEndpoint {
    TokenEndpoint(
      "http://127.0.0.1:\(port)/token", "http", nil, clientID, scope, proof, timeout)
  }

  private init(
    _ url: String, _ scheme: String, _ caFile: String?, _ clientID: String, _ scope: String,
    _ proof: Proof, _ timeout: Duration
  ) {
    self.url = url
    self.scheme = scheme
    self.caFile = caFile
    self.clientID = clientID
    self.scope = scope
    self.proof = proof
    self.timeout = timeout
  }

  /// The host, the name of the endpoint in errors: the path has the tenant.
  var server: String {
    String(url.drop { $0 != "/" }.drop { $0 == "/" }.prefix { $0 != "/" })
  }

  /// Asks for a token. Blocks, for `timeout` at most: only for a thread that may.
  func request(at now: Date) throws -> AccessToken {
    let body: String
    do {
      body = try form()
    } catch {
      // Not the error's own words: they may quote the file, and the file holds the secret.
      throw failure(.setUp, .tokenUnavailable)
    }
    let answer = try post(body)
    return try TokenReply(answer.body, status: answer.status).token(at: now) {
      kind, reason, text, code in
      failure(kind, reason, text, code: code, retryAfter: answer.retryAfter)
    }
  }

  private func form() throws -> String {
    var fields = [
      ("grant_type", "client_credentials"), ("client_id", clientID), ("scope", scope),
    ]
    switch proof {
    case .secret(let read): fields.append(("client_secret", try read()))
    case .assertion(let make):
      fields += [
        (
          "client_assertion_type",
          "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
        ), ("client_assertion", try make()),
      ]
    }
    return fields.map { "\($0)=\(Self.encoded($1))" }.joined(separator: "&")
  }

  /// application/x-www-form-urlencoded, in the strict form that every server reads.
  private static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return text.utf8.reduce(into: "") { result, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.unicodeScalars.append(UnicodeScalar(byte))
      default: result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
  }

  // MARK: HTTP

  private struct Answer {
    var status: Int
    var body: [UInt8]
    var retryAfter: Duration?
  }

  private func post(_ body: String) throws -> Answer {
    guard let handle = curl_easy_init() else { throw failure(.permanent, .notSupported) }
    defer { curl_easy_cleanup(handle) }
    let received = Received()
    configure(handle, received)
    ccurl_set_string(handle, CURLOPT_COPYPOSTFIELDS, body)
    let code = curl_easy_perform(handle)
    guard code == CURLE_OK else { throw failure(of: code) }
    var status = 0
    ccurl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
    var wait: curl_off_t = 0
    ccurl_get_offset(handle, CURLINFO_RETRY_AFTER, &wait)
    return Answer(
      status: status, body: received.bytes,
      retryAfter: wait > 0 ? .seconds(min(Int(wait), Limits.longestRetryAfter)) : nil)
  }

  private func configure(_ handle: UnsafeMutableRawPointer, _ received: Received) {
    ccurl_set_string(handle, CURLOPT_URL, url)
    // Redirects stay off: a secret is not sent on.
    ccurl_set_string(handle, CURLOPT_PROTOCOLS_STR, scheme)
    ccurl_set_string(handle, CURLOPT_PROXY, "")
    ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1)
    ccurl_set_long(
      handle, CURLOPT_TIMEOUT_MS, max(1, Int(timeout / .milliseconds(1))))
    ccurl_set_long(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    ccurl_set_long(handle, CURLOPT_SSL_VERIFYPEER, 1)
    ccurl_set_long(handle, CURLOPT_SSL_VERIFYHOST, 2)
    if let caFile {
      ccurl_set_string(handle, CURLOPT_CAINFO, caFile)
      ccurl_set_string(handle, CURLOPT_CAPATH, nil)
    }
    ccurl_set_data_callback(handle, CURLOPT_WRITEFUNCTION, Received.callback)
    ccurl_set_pointer(
      handle, CURLOPT_WRITEDATA, Unmanaged.passUnretained(received).toOpaque())
  }

  /// What the endpoint sent, up to a limit beyond which it is no token.
  private final class Received {
    var bytes: [UInt8] = []

    static let callback: ccurl_data_callback = { data, size, count, user in
      let length = size * count
      guard let data, let user else { return length }
      let received = Unmanaged<Received>.fromOpaque(user).takeUnretainedValue()
      // Less than was given ends the transfer with an error.
      guard received.bytes.count + length <= Limits.tokenReplyBytes else { return 0 }
      data.withMemoryRebound(to: UInt8.self, capacity: length) {
        received.bytes += UnsafeBufferPointer(start: $0, count: length)
      }
      return length
    }
  }

  private func failure(of code: CURLcode) -> MailTransportError {
    let text = String(cString: curl_easy_strerror(code))
    return switch code {
    case CURLE_PEER_FAILED_VERIFICATION: failure(.setUp, .certificateUntrusted, text)
    case CURLE_SSL_CACERT_BADFILE: failure(.setUp, .caFileUnreadable, text)
    case CURLE_OPERATION_TIMEDOUT: failure(.transient, .timedOut, text)
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT: failure(.transient, .unreachable, text)
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT: failure(.setUp, .invalidName, text)
    case CURLE_WRITE_ERROR: failure(.transient, .malformedReply, "too long")
    default: failure(.transient, .connectionLost, text)
    }
  }

  private func failure(
    _ kind: MailTransportError.Kind, _ reason: MailTransportError.Reason, _ text: String? = nil,
    code: String? = nil, retryAfter: Duration? = nil
  ) -> MailTransportError {
    MailTransportError(
      kind, reason, operation: "get an access token", server: server, serverText: text,
      responseCode: code, retryAfter: retryAfter)
  }
}

extension TokenEndpoint: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { server }
  package var debugDescription: String { server }
  package var customMirror: Mirror { Mirror(self, children: ["server": server]) }
}
