import CCurl
import Glibc

/// An encrypted, connected line to a server: bytes out, lines and counted bytes in.
///
/// libcurl resolves, connects, does TLS or STARTTLS and then hands over (`CURLOPT_CONNECT_ONLY`); it
/// never logs in and never fetches, because its own IMAP sets `\Seen`, cuts long answers and can be
/// ended by a line inside a message. Lives on one thread. Every read and write has a deadline.
final class Wire {
  let server: String
  /// Whoever may end this at the moment; SMTP changes it with every letter.
  var stop: Bell
  let handle: UnsafeMutableRawPointer
  let multi: UnsafeMutableRawPointer
  let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
  /// The lines that libcurl read while connecting: a greeting of `* BYE` explains a failure.
  let transcript = Transcript()
  var socket: curl_socket_t = -1
  /// What is being done, for errors.
  var operation = "connect"
  var deadline: ContinuousClock.Instant
  /// Called whenever bytes have come.
  var onProgress: @Sendable () -> Void = {}

  private static let capacity = Limits.lineBytes
  private let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
  private var start = 0
  private var end = 0

  init(server: String, stop: Bell, deadline: ContinuousClock.Instant) throws {
    guard WireLibrary.isReady, let handle = curl_easy_init(), let multi = curl_multi_init() else {
      throw MailTransportError(
        .permanent, .notSupported, operation: "start libcurl", server: server)
    }
    self.server = server
    self.stop = stop
    self.handle = handle
    self.multi = multi
    self.deadline = deadline
    errorText[0] = 0
  }

  deinit {
    curl_multi_remove_handle(multi, handle)
    curl_easy_cleanup(handle)
    curl_multi_cleanup(multi)
    buffer.deallocate()
    errorText.deallocate()
  }

  // MARK: Sending

  func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      var count = 0
      let code = bytes.withUnsafeBytes { raw in
        curl_easy_send(handle, raw.baseAddress.map { $0 + sent }, raw.count - sent, &count)
      }
      if code == CURLE_AGAIN {
        try wait(for: POLLOUT)
      } else if code == CURLE_OK {
        sent += count
      } else {
        throw lost(code)
      }
    }
  }

  func send(line: String) throws { try send(Array("\(line)\r\n".utf8)) }

  // MARK: Receiving

  /// The next line, without its CRLF (or bare LF, which some servers send).
  func line() throws -> [UInt8] {
    var scanned = 0
    while true {
      if let found = memchr(buffer + start + scanned, 10, end - start - scanned) {
        let newline = found.assumingMemoryBound(to: UInt8.self) - buffer
        let last = newline > start && buffer[newline - 1] == 13 ? newline - 1 : newline
        defer { start = newline + 1 }
        return Array(UnsafeBufferPointer(start: buffer + start, count: last - start))
      }
      scanned = end - start
      guard scanned < Self.capacity else { throw failure(.transient, .malformedReply) }
      try fill()
    }
  }

  /// Exactly `count` bytes, whatever they look like.
  func bytes(_ count: Int) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: count) { target, filled in
      while filled < count {
        if start == end { try fill() }
        let piece = min(count - filled, end - start)
        if let base = target.baseAddress {
          (base + filled).initialize(from: buffer + start, count: piece)
        }
        start += piece
        filled += piece
      }
    }
  }

  /// Reads `count` bytes and forgets them.
  func skip(_ count: Int) throws {
    var left = count
    while left > 0 {
      if start == end { try fill() }
      let piece = min(left, end - start)
      start += piece
      left -= piece
    }
  }

  /// What ended a wait for the server to speak.
  enum Wakening { case input, deadline, bell }

  /// Waits until there is something to read, at most until the deadline or until `bell` rings.
  func waitForInput(or bell: Bell) throws -> Wakening {
    while true {
      if try start < end || receive() { return .input }
      let wakening = try poll(socket, POLLIN, bell)
      if wakening != .input { return wakening }
    }
  }

  /// Waits until the deadline or until `bell` rings, whatever the server says meanwhile.
  func pause(or bell: Bell) throws -> Wakening {
    while true {
      let wakening = try poll(-1, 0, bell)
      if wakening != .input { return wakening }
    }
  }

  private func fill() throws {
    while try !receive() { try wait(for: POLLIN) }
  }

  /// Adds what has come to the buffer; false where nothing has. libcurl is asked before the socket:
  /// OpenSSL may hold decrypted bytes while the socket is quiet.
  private func receive() throws -> Bool {
    if start == end {
      start = 0
      end = 0
    } else if end == Self.capacity {
      memmove(buffer, buffer + start, end - start)
      end -= start
      start = 0
    }
    var count = 0
    let code = curl_easy_recv(handle, buffer + end, Self.capacity - end, &count)
    if code == CURLE_AGAIN { return false }
    guard code == CURLE_OK, count > 0 else { throw lost(code) }
    end += count
    onProgress()
    return true
  }

  /// Throws where the connection is known to be lost by now.
  func checkStillOpen() throws { _ = try receive() }

  // MARK: Waiting and errors

  private func wait(for events: Int32) throws {
    if try poll(socket, events, nil) == .deadline { throw failure(.transient, .timedOut) }
  }

  /// One poll(2). `.input` also after a signal: the caller's loop asks again, the deadline stands.
  private func poll(_ socket: Int32, _ events: Int32, _ bell: Bell?) throws -> Wakening {
    var watched = [
      pollfd(fd: socket, events: Int16(events), revents: 0),
      pollfd(fd: stop.readEnd, events: Int16(POLLIN), revents: 0),
      // A negative descriptor is passed over.
      pollfd(fd: bell?.readEnd ?? -1, events: Int16(POLLIN), revents: 0),
    ]
    let ready = Glibc.poll(&watched, 3, Self.milliseconds(until: deadline))
    if watched[1].revents != 0 { throw CancellationError() }
    if watched[2].revents != 0 { return .bell }
    return ready == 0 ? .deadline : .input
  }

  static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
    let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
    return Int32(min(max(left.rounded(.up), 0), 1_000_000_000))
  }

  func failure(
    _ kind: MailTransportError.Kind, _ reason: MailTransportError.Reason, _ text: String? = nil,
    code: String? = nil
  ) -> MailTransportError {
    MailTransportError(
      kind, reason, operation: operation, server: server, serverText: text, responseCode: code)
  }

  private func lost(_ code: CURLcode) -> MailTransportError {
    let text = code == CURLE_OK ? nil : String(cString: curl_easy_strerror(code))
    return failure(.transient, .connectionLost, text)
  }
}

/// What must happen once per process before the first connection.
private enum WireLibrary {
  static let isReady: Bool = {
    // curl_easy_recv has no guard of its own against a peer that is gone.
    signal(SIGPIPE, SIG_IGN)
    return curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
  }()
}
