/// What keeps this machine from reading any message. Never about the message.
package enum ReaderError: Error, Equatable {
  case programMissing(String)
  /// The system refused to start the program; `code` is errno.
  case cannotStart(String, code: Int32)
  /// It ended with 78: no Landlock or seccomp here, and `allow_unsandboxed_reader` is not set.
  case locksMissing(String)
  /// It starts and ends again without an answer; `status` as waitpid gives it.
  case keepsEnding(String, status: Int32)
  case closed
}
