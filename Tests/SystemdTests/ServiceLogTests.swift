import Glibc
import Logging
import Testing

@testable import Systemd

@Suite struct ServiceLogTests {
  @Test func `an entry of the journal has its fields`() throws {
    let journal = try Listener.inFolder()
    let log = Logger(label: "pepd") { ServiceLog(program: $0, target: .journal(journal.name)) }
    log.warning("letter sent", metadata: ["event": "letter", "exit code": "75", "": "no name"])
    #expect(
      journal.texts() == [
        """
        MESSAGE=letter sent
        PRIORITY=4
        SYSLOG_IDENTIFIER=pepd
        PEPD_=no name
        PEPD_EVENT=letter
        PEPD_EXIT_CODE=75

        """
      ])
  }

  @Test func `a message of several lines stays one entry and forges no field`() throws {
    let journal = try Listener.inFolder()
    let log = Logger(label: "pepd") { ServiceLog(program: $0, target: .journal(journal.name)) }
    log.error("one\nPRIORITY=0")
    let bytes = try #require(journal.received().first)
    let message =
      Array("MESSAGE\n".utf8) + [14, 0, 0, 0, 0, 0, 0, 0] + Array("one\nPRIORITY=0\n".utf8)
    #expect(bytes.starts(with: message))
    #expect(
      String(decoding: bytes.dropFirst(message.count), as: UTF8.self).hasPrefix("PRIORITY=3\n"))
  }

  @Test func `an endless message is cut, so that the journal takes it`() throws {
    let journal = try Listener.inFolder()
    let log = Logger(label: "pepd") { ServiceLog(program: $0, target: .journal(journal.name)) }
    log.critical("\(String(repeating: "ä", count: 500_000))")
    let text = try #require(journal.texts().first)
    #expect(text.utf8.count < 17_000 && text.hasSuffix("\nPRIORITY=2\nSYSLOG_IDENTIFIER=pepd\n"))
  }

  @Test(arguments: [
    ("level", "LEVEL"), ("exit-code", "EXIT_CODE"), ("_hidden", "HIDDEN"), ("2nd", "ND"), ("é", ""),
  ])
  func `field names are what the journal takes`(_ name: String, _ field: String) {
    var record = JournalRecord()
    record.add(name, "x")
    #expect(record.bytes == (field.isEmpty ? [] : Array("\(field)=x\n".utf8)))
  }

  @Test func `the journal is spoken to only where it reads our standard error`() {
    var file = stat()
    fstat(STDERR_FILENO, &file)
    let stream = "\(file.st_dev):\(file.st_ino)"
    #expect(ServiceLog.target(environment: [:]) == .plainLines)
    #expect(ServiceLog.target(environment: ["JOURNAL_STREAM": "1:1"]) == .plainLines)
    let hasJournal = access(ServiceLog.journalSocket, W_OK) == 0
    #expect(
      ServiceLog.target(environment: ["JOURNAL_STREAM": stream])
        == (hasJournal ? .journal(ServiceLog.journalSocket) : .prefixedLines))
  }
}
