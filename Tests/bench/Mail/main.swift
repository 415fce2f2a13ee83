import Foundation
import OfficeFixtures
import PepCore

// Writes a mailbox of COUNT messages of some 95 KB, each with a Word form of another child, as a
// Maildir, and the roster that fits it.
//
// usage: bench-mail COUNT MAILDIR ROSTER

let arguments = CommandLine.arguments
guard arguments.count == 4, let count = Int(arguments[1]) else {
  FileHandle.standardError.write(Data("usage: bench-mail COUNT MAILDIR ROSTER\n".utf8))
  exit(64)
}
let maildir = URL(filePath: arguments[2])
let office = SampleOffice(children: count)
try office.writeRoster(to: URL(filePath: arguments[3]))
for name in ["cur", "new", "tmp"] {
  try FileManager.default.createDirectory(
    at: maildir.appending(path: name), withIntermediateDirectories: true)
}

/// Bytes that do not compress, as those of a photo: the same in every run.
struct Noise {
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  mutating func bytes(_ size: Int) -> [UInt8] {
    (0..<size).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 33)
    }
  }
}

var noise = Noise()
let today = CivilDay(number: Int(Date().timeIntervalSince1970) / 86_400)
let sentence =
  " It was a good term: the work in the library went well, and so did the trip to the coast."
for (index, child) in office.children.enumerated() {
  var form = FormText(child, school: office.school(of: child), meeting: today.adding(days: -7))
  form.moreText = String(repeating: sentence, count: 40)
  form.picture = noise.bytes(64_000)
  let mail = SampleMail(form.docx, of: child, office, id: "bench\(index)")
  let name = "\(1_790_000_000 + index).M\(index)P1.bench"
  try Data(mail.bytes).write(to: maildir.appending(path: "new/\(name)"))
}
