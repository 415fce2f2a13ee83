// pep-extract: reads one message or document from strangers in a process that can do nothing else.
//
// `pepd` starts it as `--zygote` and keeps it: libraries are loaded once, and every message is read
// in a fork of its own, which locks itself before it looks at a byte (no file, socket or process;
// memory and time limited), answers and ends. So nothing of one sender's document is left when the
// next is read, at the cost of a fork, which is made and locked while the message before is read
// (`WaitingChild`). The program has one thread, or the fork would not be safe, and no Dispatch: under
// the filter its threads would wait for ever.
//
// There are two kinds of zygote. A quick one reads everything but pictures of pages; the other
// recognises those too, at low priority, so that a scan of ten pages holds up no other mail.
//
// People run it on one file: `pep-extract < mail.eml` prints what `pepd` would learn.

import CSandbox
import DocumentFormat
import Glibc
import MailReading
import PepCore

@main
enum PepExtract {
  static func main() {
    switch Command(CommandLine.arguments.dropFirst()) {
    case .none:
      Words.usage.complain()
      exit(ExitCode.usage)
    case .help: print(Words.usage.text, terminator: "")
    case .run(let task, let options): run(task, options)
    }
  }

  private static func run(_ task: Command.Task, _ options: Command.Options) {
    signal(SIGPIPE, SIG_IGN)
    limitThreads()
    MailReader.prepare()
    DocumentReader.prepare(recognising: !options.isQuick)
    let locks = options.isUnsandboxed ? nil : Locks()
    var children = ReaderChildren(locks: locks, deadline: options.deadline)
    if !options.isUnsandboxed, locks == nil || !children.canLock() {
      Words.locksMissing.complain()
      exit(ExitCode.setUpWrong)
    }
    switch task {
    case .zygote:
      if options.isQuick { pep_keep_memory() } else { pep_be_nice() }
      Reading.warmUp()
      // The other reads for a second or more, and one message only.
      if options.isQuick { children.prepare { Reading.warmUp(tables: 60) } }
      Zygote(children, keepsSpare: options.isQuick).serve()
    case .once(let kind): exit(OneShot(children).run(kind))
    case .probe(let what):
      if what == .faults {
        Reading.warmUp()
        children.prepare { Reading.warmUp() }
      }
      exit(Probe(children).run(what))
    }
  }
}

extension PepExtract {
  /// OpenMP reads its limit before `main`, so where a person started the program it starts itself anew
  /// with it: a second thread would kill the child.
  private static func limitThreads() {
    guard getenv("OMP_THREAD_LIMIT") == nil else { return }
    setenv("OMP_THREAD_LIMIT", "1", 1)
    execv("/proc/self/exe", CommandLine.unsafeArgv)
  }
}

enum ExitCode {
  static let failed: CInt = 1
  static let usage: CInt = 64
  static let setUpWrong: CInt = 78
}
