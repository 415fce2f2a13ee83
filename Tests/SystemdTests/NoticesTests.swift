import Glibc
import Testing

@testable import Systemd

@Suite struct NoticesTests {
  @Test func `what is sent together is one datagram, a line each`() throws {
    let systemd = try Listener.inFolder()
    let notices = Notices(environment: ["NOTIFY_SOCKET": systemd.name])
    notices.send(.ready, .status("Mailbox ok"))
    notices.send(.stopping)
    #expect(systemd.texts() == ["READY=1\nSTATUS=Mailbox ok", "STOPPING=1"])
  }

  @Test func `an abstract socket is reached by its name`() throws {
    let systemd = try Listener("@pepd-test-\(getpid())")
    Notices(environment: ["NOTIFY_SOCKET": systemd.name]).send(.watchdog)
    #expect(systemd.texts() == ["WATCHDOG=1"])
  }

  @Test func `a status stays one line`() {
    #expect(Notice.status("one\ntwo\r\nREADY=1").text == "STATUS=one two READY=1")
  }

  @Test func `a reload says when it began`() throws {
    var before = timespec()
    clock_gettime(CLOCK_MONOTONIC, &before)
    let text = Notice.reloading.text
    #expect(text.hasPrefix("RELOADING=1\nMONOTONIC_USEC="))
    let microseconds = try #require(text.split(separator: "=").last.flatMap { Int($0) })
    let now = before.tv_sec * 1_000_000 + before.tv_nsec / 1_000
    #expect(microseconds >= now && microseconds < now + 10_000_000)
  }

  @Test func `without systemd, or when it is gone, nothing happens`() {
    Notices.unheard.send(.ready)
    Notices(environment: ["NOTIFY_SOCKET": "/nonexistent/socket"]).send(.ready)
    #expect(UnixDatagram.send([1], to: "/nonexistent/socket") == ENOENT)
    #expect(UnixDatagram.send([1], to: String(repeating: "x", count: 200)) == ENAMETOOLONG)
  }

  @Test func `a manager that hangs holds nobody up for long`() throws {
    let systemd = try Listener.inFolder()
    let start = ContinuousClock.now
    // Until its queue is full, and once more.
    var fault: Int32 = 0
    for _ in 0..<10_000 where fault == 0 { fault = UnixDatagram.send([1], to: systemd.name) }
    #expect(fault == EAGAIN)
    #expect(ContinuousClock.now - start < .seconds(20))
  }
}
