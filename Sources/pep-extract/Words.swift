import Glibc

/// Everything this program says to people.
struct Words {
  let text: String

  /// Standard error, because standard output belongs to the answer.
  func complain() {
    _ = Array(text.utf8).withUnsafeBytes { Descriptor(STDERR_FILENO).put($0) }
  }

  static let usage = Words(
    text: """
      Usage: pep-extract [--document | --part] [--quick] < FILE
             pep-extract --zygote [--quick]

      Reads one email (or one document) from standard input in a locked process and prints as JSON
      what it says.

        --document        the input is a document, not an email
        --part            read the email without its documents
        --quick           leave pictures of pages unread
        --zygote          serve pepd: questions on standard input, answers on standard output
        --deadline N      seconds before a reading is ended (20)
        --unsandboxed     read without Landlock and seccomp, on machines that lack them

      Exit codes: 0 read, 1 could not be read, 64 used wrongly, 78 the locks are missing.

      """)

  static let locksMissing = Words(
    text: """
      Cannot lock the reader: this kernel refuses Landlock or seccomp. Documents from strangers are \
      not read without them. Use a kernel of 5.13 or later with Landlock enabled, or, where the \
      machine is protected otherwise, set 'allow_unsandboxed_reader: true'.

      """)

  static func unread(_ ending: String) -> Words {
    Words(text: "Cannot read the input: \(ending).\n")
  }
}
