import CCurl

/// The two protocols, as libcurl names them.
struct WireProtocol {
  let scheme: String
  let tlsScheme: String
  /// The URL's path; in SMTP libcurl sends it as the EHLO name.
  var path = ""

  static let imap = WireProtocol(scheme: "imap", tlsScheme: "imaps")
  static func smtp(greetingAs name: String) -> WireProtocol {
    WireProtocol(scheme: "smtp", tlsScheme: "smtps", path: name)
  }
}

extension Wire {
  /// DNS, TCP, TLS or STARTTLS and the greeting, all before `deadline`; a stop ends it at once.
  ///
  /// The multi interface, because `curl_easy_perform` notices a stop only once a second. The handle
  /// stays in the multi handle for as long as the session lives, as libcurl demands.
  func connect(to endpoint: ServerEndpoint, _ kind: WireProtocol) throws {
    try configure(endpoint, kind)
    guard curl_multi_add_handle(multi, handle) == CURLM_OK else {
      throw failure(.transient, .unreachable)
    }
    while true {
      var running: Int32 = 0
      guard curl_multi_perform(multi, &running) == CURLM_OK else {
        throw failure(.transient, .unreachable)
      }
      if let result = finishedTransfer() {
        guard result == CURLE_OK else { throw connectFailure(result) }
        ccurl_get_socket(handle, &socket)
        return
      }
      let left = Wire.milliseconds(until: deadline)
      if left == 0 { throw failure(.transient, .timedOut) }
      var stopped = curl_waitfd(
        fd: stop.readEnd, events: Int16(CURL_WAIT_POLLIN), revents: 0)
      var ready: Int32 = 0
      curl_multi_poll(multi, &stopped, 1, left, &ready)
      if stopped.revents != 0 { throw CancellationError() }
    }
  }

  private func finishedTransfer() -> CURLcode? {
    var queued: Int32 = 0
    while let message = curl_multi_info_read(multi, &queued) {
      if message.pointee.msg == CURLMSG_DONE { return message.pointee.data.result }
    }
    return nil
  }

  private func configure(_ endpoint: ServerEndpoint, _ kind: WireProtocol) throws {
    let url = endpoint.url(scheme: kind.scheme, tlsScheme: kind.tlsScheme, path: kind.path)
    guard let url else {
      throw failure(.setUp, .invalidName, "\(endpoint.address) \(kind.path)")
    }
    ccurl_set_string(handle, CURLOPT_URL, url)
    ccurl_set_string(handle, CURLOPT_PROTOCOLS_STR, "\(kind.scheme),\(kind.tlsScheme)")
    ccurl_set_long(handle, CURLOPT_CONNECT_ONLY, 1)
    ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1)
    ccurl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText)
    // The environment's proxy variables are for web browsers.
    ccurl_set_string(handle, CURLOPT_PROXY, "")
    // Finds a peer that vanished without a word (a firewall's dropped state) while we wait in IDLE.
    ccurl_set_long(handle, CURLOPT_TCP_KEEPALIVE, 1)
    ccurl_set_long(handle, CURLOPT_TCP_KEEPIDLE, 120)
    let left = Int(Wire.milliseconds(until: deadline))
    ccurl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, max(left, 1))
    ccurl_set_long(handle, CURLOPT_SERVER_RESPONSE_TIMEOUT, max(left / 1000, 1))
    ccurl_set_data_callback(handle, CURLOPT_HEADERFUNCTION, Transcript.callback)
    ccurl_set_pointer(
      handle, CURLOPT_HEADERDATA, Unmanaged.passUnretained(transcript).toOpaque())
    configureEncryption(endpoint)
  }

  private func configureEncryption(_ endpoint: ServerEndpoint) {
    // ALL, never TRY: with TRY an attacker who strips STARTTLS reads the password.
    let use = endpoint.encryption == .noneOnLoopback ? CURLUSESSL_NONE : CURLUSESSL_ALL
    ccurl_set_long(handle, CURLOPT_USE_SSL, Int(use.rawValue))
    ccurl_set_long(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    ccurl_set_long(handle, CURLOPT_SSL_VERIFYPEER, 1)
    ccurl_set_long(handle, CURLOPT_SSL_VERIFYHOST, 2)
    if let caFile = endpoint.caFile {
      ccurl_set_string(handle, CURLOPT_CAINFO, caFile)
      // Otherwise the system's folder would stay trusted beside the file that was asked for.
      ccurl_set_string(handle, CURLOPT_CAPATH, nil)
    }
  }

  private func connectFailure(_ code: CURLcode) -> MailTransportError {
    let own = String(cString: errorText)
    let text = own.isEmpty ? String(cString: curl_easy_strerror(code)) : own
    switch code {
    case CURLE_PEER_FAILED_VERIFICATION:
      var verdict = 0
      ccurl_get_long(handle, CURLINFO_SSL_VERIFYRESULT, &verdict)
      // OpenSSL gives its reason for refusing a chain (10 expired, 18 and 20 unknown issuer). Where it
      // gave none (0, or libcurl 7.88's initial 1), or says so itself (62), the name is wrong.
      let isName = [0, 1, 62].contains(verdict)
      return failure(.setUp, isName ? .hostNameMismatch : .certificateUntrusted, text)
    case CURLE_SSL_CACERT_BADFILE: return failure(.setUp, .caFileUnreadable, text)
    case CURLE_USE_SSL_FAILED: return failure(.setUp, .encryptionRefused, text)
    case CURLE_SSL_CONNECT_ERROR where text.contains("wrong version number"):
      // TLS was spoken to a port that speaks plainly first: `tls` and `starttls` mixed up.
      return failure(.setUp, .encryptionRefused, text)
    case CURLE_OPERATION_TIMEDOUT: return failure(.transient, .timedOut, text)
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT:
      return failure(.transient, .unreachable, text)
    default: return failure(.transient, .connectionLost, transcript.lastLine ?? text)
    }
  }
}

/// What the server said to libcurl, kept for errors; bounded, because the server decides its length.
final class Transcript {
  private var bytes: [UInt8] = []

  var lastLine: String? {
    let lines = bytes.split(whereSeparator: { $0 == 10 || $0 == 13 })
    return lines.last.map { String(decoding: $0, as: UTF8.self) }
  }

  static let callback: ccurl_data_callback = { data, size, count, user in
    let length = size * count
    guard let data, let user else { return length }
    let transcript = Unmanaged<Transcript>.fromOpaque(user).takeUnretainedValue()
    let room = max(Limits.transcriptBytes - transcript.bytes.count, 0)
    data.withMemoryRebound(to: UInt8.self, capacity: length) {
      transcript.bytes += UnsafeBufferPointer(start: $0, count: min(length, room))
    }
    return length
  }
}
