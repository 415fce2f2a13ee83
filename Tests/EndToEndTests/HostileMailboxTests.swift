import OfficeFixtures
import PepCore
import PepStore
import ProgramFixtures
import TestSupport
import Testing

extension Servers {
  /// Acceptance: the hostile list in one mailbox, among good forms.
  @Suite struct HostileMailboxTests {
    /// What the daemon may hold, in MiB.
    private static let memory = 128

    @Test func `the hostile list goes to a person and every form between is registered`()
      async throws
    {
      let good = 20
      let site = try await Installation(children: 40)
      try await site.importRoster()
      let hostile = HostileMailbox(site, from: good).mails
      for index in 0..<good {
        try await site.deliver(
          index == 0
            ? HostileMailbox.form(site, index)
            : site.mail(site.form(index).docx, about: index, id: "good\(index)"))
        if hostile.indices.contains(index) { try await site.deliver(hostile[index].mail) }
      }
      let daemon = try await site.daemon()
      // Pictures of pages take their time beside the round and are decided in a later one.
      var isDecided = false
      for _ in 0..<60 where !isDecided {
        #expect(try await site.pepctl("poll").code == 0)
        let register = try site.snapshot.register
        isDecided = register.plans.count + register.reviews.count >= good + hostile.count
        try await Task.sleep(for: .seconds(1))
      }
      #expect(isDecided, "\(daemon.log)")
      let peak = try #require(daemon.peakMemory)
      print("peak memory: daemon \(peak) MiB")
      #expect(peak < Self.memory)
      let stopped = try await daemon.stopped()
      #expect(stopped.code == 0)

      let register = try site.snapshot.register
      #expect(register.plans.count == good)
      #expect(
        Set(register.plans.keys.map(\.child)) == Set(site.office.children.prefix(good).map(\.id)))
      let told = try await site.mails(site.mailbox, "PEP/Needs a person").map(messageID)
      for (name, mail) in hostile {
        #expect(told.contains { $0.contains(mail.messageID) }, "\(name) was told to nobody")
      }
      #expect(told.count == hostile.count && register.reviews.count == hostile.count)
      let notices = try await site.letters(
        hostile.count, to: site.office.address(.pepCoordinator))
      #expect(notices.count == hostile.count)
      #expect(try await site.mails(site.mailbox, "PEP/Registered").count == good)
      #expect(try await site.mails(site.mailbox).isEmpty)
    }
  }
}
