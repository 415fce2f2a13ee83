import FoundationEssentials
import Synchronization

/// Keeps one access token for both servers: gets it when it is first wanted, renews it before it ends,
/// and gets another when a server has refused it. An endpoint that asks us to wait is not asked before.
package final class TokenKeeper: Sendable {
  private struct State {
    var token: AccessToken?
    var pause: (until: Date, why: MailTransportError)?
  }

  private let endpoint: TokenEndpoint
  private let clock: @Sendable () -> Date
  private let state = Mutex(State())
  /// One request at a time; whoever comes second gets what the first one got.
  private let asking = Mutex(())

  package init(_ endpoint: TokenEndpoint, clock: @escaping @Sendable () -> Date = { Date() }) {
    self.endpoint = endpoint
    self.clock = clock
  }

  /// When the token at hand ends; nil where there is none.
  package var ends: Date? { state.withLock { $0.token?.ends } }

  /// From when on another one is wanted.
  package var renewal: Date? { state.withLock { $0.token.map(Self.renewal) } }

  /// Five minutes before its end, so that a round is done before; of a short life half.
  private static func renewal(of token: AccessToken) -> Date {
    let life = token.ends.timeIntervalSince(token.gotAt)
    return token.ends.addingTimeInterval(-min(Limits.tokenMargin, life / 2))
  }

  /// The token, got anew where that is needed. Blocks: only for a session's own thread.
  package func token() throws -> String { try current().text }

  private func current() throws -> AccessToken {
    try asking.withLock { _ in
      let now = clock()
      let (known, pause) = state.withLock { ($0.token, $0.pause) }
      if let known, now < Self.renewal(of: known) { return known }
      do {
        if let pause, now < pause.until { throw pause.why }
        return try renew(at: now)
      } catch let error as MailTransportError {
        // An endpoint that is down for a moment does not end what still works.
        if error.kind == .transient, let known, now < known.ends { return known }
        throw error
      }
    }
  }

  private func renew(at now: Date) throws -> AccessToken {
    do {
      let fresh = try endpoint.request(at: now)
      state.withLock { $0 = State(token: fresh, pause: nil) }
      return fresh
    } catch let error as MailTransportError {
      let until = error.retryAfter.map { now.addingTimeInterval(Double($0.components.seconds)) }
      state.withLock { $0.pause = until.map { ($0, error) } }
      throw error
    }
  }

  /// A server has refused the token. True where another one may do: this one was not got for that login.
  package func discard(gotBefore login: Date) -> Bool {
    state.withLock { state in
      defer { state.token = nil }
      return state.token.map { $0.gotAt < login } ?? false
    }
  }
}
