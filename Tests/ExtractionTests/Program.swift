import Extraction
import Foundation
import Testing

/// The built `pep-extract`, beside the test bundle.
enum Program {
  static var path: String { path(of: "pep-extract") }

  static func path(of name: String) -> String {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let candidates = [bundle, bundle.deletingLastPathComponent()]
      .map { $0.appendingPathComponent(name).path }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? name
  }

  static func reader(
    readers: Int = 1, deadline: Int = 20, questions: Int = 1_000
  ) throws -> SandboxedReader {
    try SandboxedReader(
      .init(
        program: path, readers: readers, deadline: deadline, questionsPerReader: questions))
  }

  /// Runs it as a person would.
  static func run(
    _ arguments: String..., input: [UInt8] = [], as program: String = path
  ) throws -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let (questions, answers) = (Pipe(), Pipe())
    process.standardInput = questions
    process.standardOutput = answers
    process.standardError = FileHandle.nullDevice
    try process.run()
    try questions.fileHandleForWriting.write(contentsOf: Data(input))
    try questions.fileHandleForWriting.close()
    let output = try answers.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}

/// A mail with attachments, as bytes.
func mail(_ attachments: [UInt8]...) -> [UInt8] { mail(attachments) }

func mail(_ attachments: [[UInt8]]) -> [UInt8] {
  let parts = attachments.map { bytes in
    "--b\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n"
      + Data(bytes).base64EncodedString() + "\r\n"
  }
  let head = """
    From: office@school.example\r
    Message-ID: <1@school.example>\r
    MIME-Version: 1.0\r
    Content-Type: multipart/mixed; boundary="b"\r
    \r
    --b\r
    Content-Type: text/plain\r
    \r
    Dear all\r

    """
  return Array((head + parts.joined() + "--b--\r\n").utf8)
}
