// What the Virtual School keeps, in one folder that one process writes:
//
//     lock                              one writer; holds its process ID
//     register/journal.jsonl            one line per event; a line on the disk is the commit point
//     register/journal-<first>.jsonl    older segments of it, never deleted
//     register/removing.txt             files that an erasure or retention has yet to remove
//     register/register.json            the checkpoint: everything the journal adds up to
//     register/torn-<sequence>.jsonl    what a power cut left of a line, kept for a person
//     received/ab/<sha256>.eml          each message as it came, but for ordinary mail
//     documents/ab/<sha256>.<ext>       each document as it came
//     cabinet/<child>/<term>/<name>     links into documents, for people
//
// Promises: a commit that returned survives a power cut; a commit that failed has happened wholly
// or not at all, and opening the folder again shows which; damage is told with file and line and
// never read as "empty". Order of one message: `keep` its bytes, `commit`, send, file in the
// mailbox. Each later step can be repeated, because the state says which letters and filings are
// still owed.
//
// Start-up costs the checkpoint and the lines after it, whatever the age of the journal: the
// checkpoint names the segment and the offset it stands for, and the line that ends there must
// carry its sequence number. Nothing here knows the mailbox, the rules or the words of an error.

import FoundationEssentials

/// Where things lie below the state folder.
struct StoreLayout: Sendable {
  let root: String
  private(set) var name = "register"

  var lock: String { root + "/lock" }
  var register: String { "\(root)/\(name)" }
  /// The register that takes this one's place when the journal is written anew.
  var rewritten: StoreLayout { StoreLayout(root: root, name: "register.rewritten") }
  /// What is to be removed once the register that names it has gone.
  var removing: String { register + "/removing.txt" }
  var checkpoint: String { register + "/register.json" }
  var received: String { root + "/received" }
  var documents: String { root + "/documents" }
  var cabinet: String { root + "/cabinet" }
  /// Makes the letters' references; its owner is `Processing`.
  var key: String { root + "/reference.key" }

  func received(_ digest: String) -> String {
    "\(received)/\(digest.prefix(2))/\(digest).eml"
  }

  func document(_ digest: String, _ fileExtension: String) -> String {
    "\(documents)/\(digest.prefix(2))/\(digest).\(fileExtension)"
  }

  /// A path by its place below the state folder.
  func below(_ path: String) -> String {
    path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
  }

  /// A path as errors show it: below the state folder, whose place the operator knows, and without
  /// the names of the cabinet, which may tell who is in care.
  func shown(_ path: String) -> String {
    guard path.hasPrefix(root + "/") else { return path }
    return path.hasPrefix(cabinet + "/") ? "cabinet" : String(path.dropFirst(root.count + 1))
  }
}
