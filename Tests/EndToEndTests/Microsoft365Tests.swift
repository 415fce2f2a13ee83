import Foundation
import OfficeFixtures
import PepCore
import PepStore
import ProgramFixtures
import TestSupport
import Testing

extension Servers {
  /// A mailbox that only access tokens open, by the built programs.
  @Suite struct Microsoft365Tests {
    private func configure(
      _ site: Installation, client: String, ends: CivilDay? = nil, proof: String? = nil
    ) throws {
      try site.write("client-secret", "s3cret-value\n", mode: 0o600)
      let section = """
        microsoft365:
          tenant: somerset
          client_id: \(client)
          \(proof ?? "client_secret_file: client-secret")
          token_url: https://localhost:\(site.servers.port("TOKEN_PORT"))/token
          ca_file: \(site.servers.setting("CA_FILE"))
        \(ends.map { "  secret_ends_on: \($0)\n" } ?? "")
        """
      let calendars = try Installation.Calendars(site)
      try site.configure(
        calendars,
        [
          "  password_file: secret\n": "",
          "sending: live": section + "sending: live",
        ])
    }

    @Test func `a round with tokens: mail is read, letters leave, nothing shows the secret`()
      async throws
    {
      let site = try await Installation()
      let client = site.servers.newClient()
      try configure(site, client: client, ends: site.today.adding(days: 13))
      try await site.importRoster()
      try await site.deliver(site.mail(site.form(0).docx, about: 0, id: "one"))
      let daemon = try await site.daemon()
      #expect(try await site.pepctl("poll").code == 0)
      #expect(try await site.letters(1, to: site.office.address(.advisoryTeacher)).count == 1)
      let status = try await site.pepctl("status")
      #expect(status.code == 0, "\(status)")
      #expect(status.output.contains("Access token ends           20"), "\(status.output)")
      #expect(status.output.contains("Client secret ends          \(site.today.adding(days: 13))"))
      let log = try await daemon.stopped().errors
      #expect(log.contains("The client secret or certificate ends on"), "\(log)")
      #expect(site.servers.tokenRequests(of: client).count == 1, "one for both servers")
      let check = try await site.pepctl("check")
      #expect(check.code == 0 && check.output.contains("taken, by xoauth2"), "\(check)")
      #expect(check.output.contains("note  client secret"), "\(check.output)")
      #expect(site.servers.tokenRequests(of: client).count == 2, "one more for all of the check")
      for text in [log, status.output, check.output] { #expect(!text.contains("s3cret-value")) }
    }

    @Test func `a certificate proves the client as well`() async throws {
      let site = try await Installation()
      let client = site.servers.newClient()
      try await makeCertificate(site)
      try configure(
        site, client: client, proof: "certificate_file: client.crt\n  key_file: client.key")
      try await site.importRoster()
      let check = try await site.pepctl("check")
      #expect(check.code == 0, "\(check)")
      #expect(
        Set(site.servers.tokenRequests(of: client)) == ["client_credentials assertion"])
    }

    @Test(arguments: [
      (
        "refuse invalid_client AADSTS7000222: The provided client secret keys are expired.",
        "The client secret has ended: make a new one in Microsoft Entra"
      ),
      (
        "refuse unauthorized_client AADSTS700016: Application was not found in the directory",
        "check 'client_id' and 'tenant'"
      ),
    ])
    func `a refusal at the start stops it with 78, what it means and what to do`(
      order: String, remedy: String
    ) async throws {
      let site = try await Installation()
      let client = site.servers.newClient()
      try site.servers.order(order, of: client)
      try configure(site, client: client)
      try await site.importRoster()
      let ended = try await Program(.pepd, ["--config", site.configuration]).ended()
      #expect(ended.code == 78 && ended.errors.contains(remedy), "\(ended)")
      #expect(!ended.errors.contains("s3cret-value"))
      let check = try await site.pepctl("check")
      #expect(check.code == 78 && check.output.contains("WRONG access token"), "\(check)")
      #expect(check.output.contains(remedy))
    }

    @Test func `a throttled endpoint is waited for`() async throws {
      let site = try await Installation()
      let client = site.servers.newClient()
      try site.servers.order("throttle 1", of: client)
      try configure(site, client: client)
      try await site.importRoster()
      let daemon = try Program(.pepd, ["--config", site.configuration])
      try await eventually("a wait") { daemon.log.contains("Next try in") }
      try site.servers.order("grant 3600", of: client)
      try await eventually("the mailbox") { daemon.log.contains("Connected to the mailbox") }
      try await daemon.stopped()
      #expect(site.servers.tokenRequests(of: client).count <= 4)
    }

    @Test func `a secret that ends within days shows in status and its exit status`() async throws {
      let site = try await Installation()
      try configure(site, client: site.servers.newClient(), ends: site.today.adding(days: 3))
      try await site.importRoster()
      #expect(try await site.pepctl("poll").code == 0)
      let status = try await site.pepctl("status")
      #expect(status.code == 1 && status.output.contains("The client secret ends on"), "\(status)")
    }

    private func makeCertificate(_ site: Installation) async throws {
      let openssl = Process()
      openssl.executableURL = URL(filePath: "/usr/bin/openssl")
      openssl.arguments = [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=pepd",
        "-keyout", site.path("client.key"), "-out", site.path("client.crt"),
      ]
      openssl.standardError = FileHandle.nullDevice
      try openssl.run()
      try await eventually("a certificate") { !openssl.isRunning }
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o600], ofItemAtPath: site.path("client.key"))
    }
  }
}
