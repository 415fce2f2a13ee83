import DocumentFixtures
import Testing

/// The locks bite: a child tries what no document must make it do.
struct SandboxTests {
  @Test func `a file cannot be opened`() throws {
    #expect(try Program.run("--probe", "open") == (0, "open: refused\n"))
  }

  @Test func `a socket kills`() throws {
    #expect(try Program.run("--probe", "socket") == (0, "socket: killed by signal 31\n"))
  }

  @Test func `another process kills`() throws {
    #expect(try Program.run("--probe", "fork") == (0, "fork: killed by signal 31\n"))
  }

  @Test func `no descriptor leads out of a child`() throws {
    #expect(try Program.run("--probe", "descriptors") == (0, "descriptors: refused\n"))
  }

  @Test func `the message of the child before cannot be reached`() throws {
    #expect(try Program.run("--probe", "neighbour") == (0, "neighbour: refused\n"))
  }

  @Test func `the code that reads comes to a child with the fork`() throws {
    #expect(try Program.run("--probe", "faults") == (0, "faults: refused\n"))
  }

  @Test func `memory ends at the limit`() throws {
    let program = try MeasuredProgram()
    let ended = try Program.run("--probe", "memory", as: program.path)
    #expect(ended.code == 0)
    #expect(ended.output.hasPrefix("memory: killed"))
    let peak = try program.peak("all that there is")
    // Nearly all of it was there to be had, so the limit and nothing else ended it.
    #expect(peak > HostileReading.memory / 2 && peak < HostileReading.memory)
  }

  @Test func `time ends at the deadline`() throws {
    let ended = try Program.run("--deadline", "1", "--probe", "time")
    #expect(ended == (0, "time: ended at the limit\n"))
  }

  @Test func `a person sees a document as JSON`() throws {
    let read = try Program.run("--document", input: WordFile(p(r("Attendance"))).bytes)
    #expect(read.code == 0)
    #expect(read.output.contains("\"Attendance\""))
  }

  @Test func `nonsense on the command line is answered with the usage`() throws {
    #expect(try Program.run("--nonsense").code == 64)
  }
}
