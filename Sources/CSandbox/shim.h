#pragma once
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <malloc.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// prctl, syscall and seccomp_rule_add are variadic, RLIMIT_NPROC is a macro, and Swift marks fork
// as unavailable. All of these are for the single-threaded pep-extract only.

/// A pipe that no program started later inherits. Declared here because glibc shows it only to GNU
/// C.
extern int pipe2(int ends[2], int flags);
static inline int pep_pipe(int *ends) { return pipe2(ends, O_CLOEXEC); }

/// Likewise: the started program gets no descriptor from `first` on.
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);
static inline int pep_spawn_close_from(posix_spawn_file_actions_t *actions, int first) {
  return posix_spawn_file_actions_addclosefrom_np(actions, first);
}

static inline int pep_fork(void) { return fork(); }

static inline void pep_close_from(int first) { syscall(__NR_close_range, first, ~0U, 0); }

/// Memory that this process shares with the children it forks from now on; 0 where there is none.
static inline void *pep_map_shared(size_t size) {
  void *base = mmap(
      0, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return base == MAP_FAILED ? 0 : base;
}

static inline void pep_hide_from_children(void *base, size_t size) {
  madvise(base, size, MADV_DONTFORK);
}

/// By a system call that writes there, and that a locked child may make.
static inline bool pep_can_write(void *base) { return syscall(__NR_getrusage, RUSAGE_SELF, base) == 0; }

/// Puts pages into the process's tables as if each had been read, or written. Linux knows it since 5.14;
/// before, they come by faults.
static inline void pep_bring_in(void *base, size_t size, bool is_written) {
  madvise(base, size, is_written ? 23 /* MADV_POPULATE_WRITE */ : 22 /* MADV_POPULATE_READ */);
}

/// For a process that lives for milliseconds: giving large buffers back to the system, to fault
/// them in again for the next, is a tenth of its time.
static inline void pep_keep_memory(void) {
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
  mallopt(M_TOP_PAD, 1 << 20);
}

/// Gives back what was written and is free again: a child would copy those pages to write them anew,
/// where empty ones cost half.
static inline void pep_trim_memory(void) { malloc_trim(0); }

/// For a process that lives for months: without this, glibc keeps buffers as large as the largest that
/// was ever freed, once a mail of megabytes has passed.
static inline void pep_give_back_memory(void) { mallopt(M_MMAP_THRESHOLD, 1 << 20); }

/// Long work gives way to short: whatever else wants the processor has it.
static inline void pep_be_nice(void) { setpriority(PRIO_PROCESS, 0, 10); }

static inline int pep_no_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }
static inline int pep_not_dumpable(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
static inline int pep_die_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); }

typedef enum {
  pep_limit_memory = RLIMIT_AS,
  pep_limit_cpu = RLIMIT_CPU,
  pep_limit_files = RLIMIT_NOFILE,
  pep_limit_file_size = RLIMIT_FSIZE,
  pep_limit_processes = RLIMIT_NPROC,
  pep_limit_core = RLIMIT_CORE,
} pep_limit;

static inline int pep_set_limit(pep_limit what, unsigned long value) {
  struct rlimit limit = {value, value};
  return setrlimit((__rlimit_resource_t)what, &limit);
}

/// Forbids every right over files that Landlock's first version knows. Returns that kernel's
/// version of Landlock, or a negative number where it is missing.
static inline int pep_landlock_nothing(void) {
  int version = (int)syscall(
      __NR_landlock_create_ruleset, 0, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return -1;
  struct landlock_ruleset_attr rules = {.handled_access_fs = (1ULL << 13) - 1};
  int ruleset = (int)syscall(__NR_landlock_create_ruleset, &rules, sizeof rules, 0);
  if (ruleset < 0) return -2;
  long locked = syscall(__NR_landlock_restrict_self, ruleset, 0);
  close(ruleset);
  return locked < 0 ? -3 : version;
}

static inline uint32_t pep_seccomp_kill(void) { return SCMP_ACT_KILL_PROCESS; }
static inline int pep_seccomp_allow(scmp_filter_ctx filter, const char *name) {
  int number = seccomp_syscall_resolve_name(name);
  return number == __NR_SCMP_ERROR ? 0 : seccomp_rule_add(filter, SCMP_ACT_ALLOW, number, 0);
}
static inline int pep_seccomp_refuse(scmp_filter_ctx filter, const char *name) {
  int number = seccomp_syscall_resolve_name(name);
  return number == __NR_SCMP_ERROR ? 0
                                   : seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), number, 0);
}

static inline int pep_exit_signal(int status) {
  return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}
static inline int pep_exit_code(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// Installs a filter that was built beforehand; libseccomp's own loading builds it anew in every
/// child, which takes longer than reading a small document.
static inline int pep_seccomp_install(const void *program, unsigned short instructions) {
  struct sock_fprog filter = {instructions, (struct sock_filter *)program};
  return (int)syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter);
}
