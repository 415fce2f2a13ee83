import CSandbox
import Glibc

/// What a child gives up before it looks at a stranger's bytes. The filter is built once; a child
/// only installs it.
struct Locks {
  private let filter: [UInt8]

  /// nil where the filter cannot be built.
  init?() {
    guard let filter = Locks.buildFilter() else { return nil }
    self.filter = filter
  }

  /// Limits that hold with or without a sandbox. Memory: 512 MiB and some, because of all addresses at
  /// least 68 MiB are code of libraries that is never touched. CPU: an honest message takes 0.02 s, and a page of a scan one
  /// second.
  static func limitResources(processorSeconds: Int) {
    _ = pep_set_limit(pep_limit_memory, 580 << 20)
    _ = pep_set_limit(pep_limit_cpu, UInt(processorSeconds))
    _ = pep_set_limit(pep_limit_files, 16)
    _ = pep_set_limit(pep_limit_file_size, 0)
    _ = pep_set_limit(pep_limit_processes, 0)
    _ = pep_set_limit(pep_limit_core, 0)
    _ = pep_die_with_parent()
    _ = pep_not_dumpable()
  }

  /// For good: what is locked here cannot be unlocked by this process.
  func apply() -> Bool {
    guard pep_no_new_privileges() == 0, pep_landlock_nothing() > 0 else { return false }
    return filter.withUnsafeBytes { program in
      pep_seccomp_install(program.baseAddress, UInt16(program.count / 8)) == 0
    }
  }

  /// A list of what a parser needs that has loaded everything. Anything else kills: answering with
  /// an error instead makes some libraries wait or try again for ever. Opening a file is refused
  /// rather than killed, because converters of character sets look for their tables first.
  private static let allowed = [
    "read", "write", "readv", "writev", "close", "fstat", "newfstatat", "lseek", "mmap", "munmap",
    "mremap", "mprotect", "madvise", "brk", "futex", "rt_sigaction", "rt_sigprocmask",
    "rt_sigreturn", "sigaltstack", "exit", "exit_group", "clock_gettime", "clock_nanosleep",
    "nanosleep", "gettimeofday", "getrandom", "getpid", "gettid", "tgkill", "getrusage",
    "sched_yield", "poll", "ppoll", "set_robust_list", "rseq", "restart_syscall",
    "sched_getaffinity", "fcntl", "sysinfo", "getuid", "geteuid", "getgid", "getegid", "uname",
  ]
  private static let refused = [
    "open", "openat", "access", "faccessat", "faccessat2", "readlink", "stat",
  ]

  private static func buildFilter() -> [UInt8]? {
    guard let rules = seccomp_init(pep_seccomp_kill()) else { return nil }
    defer { seccomp_release(rules) }
    for name in allowed where pep_seccomp_allow(rules, name) != 0 { return nil }
    for name in refused where pep_seccomp_refuse(rules, name) != 0 { return nil }
    var ends: [CInt] = [-1, -1]
    guard pep_pipe(&ends) == 0 else { return nil }
    defer { close(ends[0]) }
    let exported = seccomp_export_bpf(rules, ends[1])
    close(ends[1])
    guard exported == 0 else { return nil }
    return Descriptor(ends[0]).readToEnd(limit: 65_536)
  }
}
