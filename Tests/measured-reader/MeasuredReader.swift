// measured-reader: stands in for pep-extract in a test that wants to know how much memory it took.
//
// Whoever starts it by a link starts the real pep-extract beside its own file, with the same arguments
// and descriptors. When that ends, a line with the most memory that it or one of its readers held, in
// KiB, is added to the file `peaks` beside the link. The kernel's account at the end of a process is
// exact, where looking at /proc while it runs misses what lasted a millisecond; and a process that the
// test itself starts begins with the test's own peak.

import Glibc

@main
enum MeasuredReader {
  static func main() {
    let own = CommandLine.arguments[0]
    var process = pid_t()
    guard let program = realpath("/proc/self/exe", nil) else { exit(1) }
    let real = beside(String(cString: program), "pep-extract")
    guard posix_spawn(&process, real, nil, nil, CommandLine.unsafeArgv, environ) == 0 else {
      exit(1)
    }
    var status: CInt = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
    note(usage.ru_maxrss, in: beside(own, "peaks"))
    let signal = status & 0x7F
    if signal != 0 { kill(getpid(), signal) }
    exit(status >> 8 & 0xFF)
  }

  private static func beside(_ path: String, _ name: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).dropLast().map { $0 + "/" }
      .joined()
      + name
  }

  /// One write, so that the lines of two readers do not mix.
  private static func note(_ peak: Int, in file: String) {
    let descriptor = open(file, O_WRONLY | O_APPEND | O_CREAT, 0o600)
    let line = Array("\(peak)\n".utf8)
    _ = line.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
  }
}
