import Foundation
import OfficeFixtures
import PepCore
import PepStore
import ProgramFixtures
import TestSupport
import Testing

extension Faults {
  /// A login that worked and does so no more.
  @Suite(.serialized) struct LoginFaultTests {
    @Test func `a login refused once, and one refused until a person has mended it`() async throws {
      let troubled = try await TroubledSite()
      let daemon = try await troubled.daemon(haste: 100)
      try await troubled.send(form: 0)
      try await troubled.untilDone(0, daemon)

      let refusal = "\\1 NO [AUTHENTICATIONFAILED] no\r\n"
      try troubled.imap.at(.client, "^(\\S+) AUTHENTICATE", .answer, refusal, times: 1)
      try troubled.imap.reset()
      try await troubled.send(form: 1)
      try await eventually("the refusal; it says: \(daemon.log)") {
        daemon.log.contains("the server refused the user name, password or token")
      }
      let once = ContinuousClock.now
      try await troubled.untilDone(1, daemon, atMost: 900)
      took("login refused once", since: once)

      try troubled.imap.at(.client, "^(\\S+) AUTHENTICATE", .answer, refusal)
      let before = try troubled.imap.seen(.client, "AUTHENTICATE")
      try troubled.imap.reset()
      try await troubled.send(form: 2)
      // Waits of 0.3 to 0.6 s, twice as long each time: five of them fill ten seconds at least.
      try await Task.sleep(for: .seconds(6))
      let tries = try troubled.imap.seen(.client, "AUTHENTICATE") - before
      #expect((1...5).contains(tries), "\(tries) tries")
      #expect(
        daemon.log.contains(
          "Check the user name and the password or token file in pepd.yaml, then: pepctl poll."),
        "\(daemon.log)")
      try troubled.imap.clear()
      let mended = ContinuousClock.now
      #expect(try await troubled.site.pepctl("poll").code == 0, "\(daemon.log)")
      try await troubled.untilDone(2, daemon)
      took("login refused until mended, after pepctl poll", since: mended)
      #expect(try await daemon.stopped().code == 0)
      #expect(try await troubled.losses(forms: 3) == [])
    }

    @Test func `a token that ends in mid-session is got anew at once`() async throws {
      let troubled = try await TroubledSite()
      let servers = troubled.site.servers
      let client = servers.newClient()
      try troubled.site.write("client-secret", "s3cret-value\n", mode: 0o600)
      let section = """
        microsoft365:
          tenant: somerset
          client_id: \(client)
          client_secret_file: client-secret
          token_url: https://localhost:\(servers.port("TOKEN_PORT"))/token
          ca_file: \(servers.setting("CA_FILE"))

        """
      try troubled.configure([
        "  password_file: secret\n": "", "sending: live": section + "sending: live",
      ])
      let daemon = try await troubled.daemon()
      try await troubled.send(form: 0)
      try await troubled.untilDone(0, daemon)
      let got = servers.tokenRequests(of: client).count
      try troubled.imap.at(
        .client, " IDLE\r", .goodbye, "* BYE Session invalidated - AccessTokenExpired\r\n", times: 1
      )
      let start = ContinuousClock.now
      try await troubled.send(form: 1)
      try await troubled.untilDone(1, daemon)
      try await eventually("the goodbye") { try troubled.imap.connections == 2 }
      try await troubled.send(form: 2)
      try await troubled.untilDone(2, daemon)
      took("token ended in mid-session", since: start)
      #expect(servers.tokenRequests(of: client).count == got + 1)
      #expect(!daemon.log.contains("Next try in"), "\(daemon.log)")
      #expect(try await daemon.stopped().code == 0)
      #expect(try await troubled.losses(forms: 3) == [])
    }
  }
}
