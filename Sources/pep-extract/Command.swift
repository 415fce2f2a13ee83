import PepCore

/// The command line.
enum Command {
  enum Task {
    case zygote
    case once(ReaderFrames.Kind)
    case probe(Probe.Attempt)
  }

  struct Options {
    var isUnsandboxed = false
    /// Leave pictures of pages to a reader that has more time.
    var isQuick = false
    /// Seconds of wall-clock time for one message.
    var deadline = 20
  }

  case help
  case run(Task, Options)

  /// nil where the arguments make no sense.
  init?(_ arguments: some Sequence<String>) {
    var task = Task.once(.message)
    var options = Options()
    var rest = arguments.makeIterator()
    while let argument = rest.next() {
      switch argument {
      case "--help", "-h":
        self = .help
        return
      case "--zygote": task = .zygote
      case "--document": task = .once(.document)
      case "--part": task = .once(.messageWithoutDocuments)
      case "--unsandboxed": options.isUnsandboxed = true
      case "--quick": options.isQuick = true
      case "--deadline":
        guard let seconds = rest.next().flatMap({ Int($0) }), (1...3_600).contains(seconds) else {
          return nil
        }
        options.deadline = seconds
      case "--probe":
        guard let attempt = rest.next().flatMap(Probe.Attempt.init) else { return nil }
        task = .probe(attempt)
      default: return nil
      }
    }
    self = .run(task, options)
  }
}
