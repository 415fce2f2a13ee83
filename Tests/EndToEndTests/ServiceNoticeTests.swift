import Foundation
import Glibc
import OfficeFixtures
import PepCore
import PepStore
import ProgramFixtures
import Synchronization
import TestSupport
import Testing

extension Servers {
  /// What the daemon tells the service manager, who is a socket of the test's own here.
  @Suite struct ServiceNoticeTests {
    @Test func `start, watchdog, reload, trouble and end are told, without personal data`()
      async throws
    {
      let site = try await Installation()
      try await site.importRoster()
      let manager = try Manager(site.path("notify"))
      let daemon = try Program(
        .pepd, ["--config", site.configuration],
        ["NOTIFY_SOCKET": manager.path, "WATCHDOG_USEC": "1000000"])
      try await eventually("a look through the mailbox") {
        manager.heard.contains { $0.hasPrefix("STATUS=Mailbox ok; looked through at ") }
      }
      let started = manager.heard
      #expect(started.first == "STATUS=Reading the register")
      // Before the mail server was asked: its absence must not make a start fail.
      let ready = try #require(started.firstIndex(of: "READY=1"))
      let connecting = try #require(started.firstIndex(of: "STATUS=Connecting to the mailbox"))
      #expect(ready < connecting)
      #expect(started.contains("WATCHDOG=1"))

      #expect(try await site.pepctl("reload").code == 0)
      let reloaded = try #require(
        manager.heard.firstIndex { $0.hasPrefix("RELOADING=1\nMONOTONIC_USEC=") })
      #expect(manager.heard[(reloaded + 1)...].contains("READY=1"))

      try site.configure(["port: \(site.servers.port("IMAPS_PORT"))": "port: 1"])
      #expect(try await site.pepctl("reload").code == 0)
      try await eventually("a word of the trouble") {
        manager.heard.contains { $0.hasPrefix("STATUS=") && $0.contains(" Next try in ") }
      }
      try await daemon.stopped()
      #expect(
        manager.heard.contains("STOPPING=1\nSTATUS=Stopping after the message in hand"))
      for words in manager.heard {
        for datum in site.office.personalData {
          #expect(!words.localizedCaseInsensitiveContains(datum))
        }
      }
    }

    /// Receives what a service tells, all the time, as systemd does.
    private final class Manager: Sendable {
      let path: String
      private let socket: Int32
      private let kept = Mutex<[String]>([])

      init(_ path: String) throws {
        self.path = path
        socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let name = Array(path.utf8)
        try #require(name.count < MemoryLayout.size(ofValue: address.sun_path))
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let bound = withUnsafePointer(to: &address) { pointer in
          pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
          }
        }
        try #require(bound == 0)
        var patience = timeval(tv_sec: 0, tv_usec: 200_000)
        setsockopt(
          socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        Thread.detachNewThread { [weak self] in
          while let manager = self { manager.listen() }
        }
      }

      deinit { close(socket) }

      /// All notices so far, oldest first.
      var heard: [String] { kept.withLock { $0 } }

      private func listen() {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &buffer, buffer.count, 0)
        guard count > 0 else { return }
        let notice = String(decoding: buffer[..<count], as: UTF8.self)
        kept.withLock { $0.append(notice) }
      }
    }
  }
}
