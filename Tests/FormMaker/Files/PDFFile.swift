/// The objects of a PDF, numbered as they come (ISO 32000-1, 7.5).
struct PDFFile {
  private var objects: [[UInt8]] = []

  /// A number for an object that others must name before it is known.
  mutating func reserve() -> Int {
    objects.append([])
    return objects.count
  }

  mutating func set(_ number: Int, _ text: String) { objects[number - 1] = Array(text.utf8) }

  mutating func add(_ text: String) -> Int {
    objects.append(Array(text.utf8))
    return objects.count
  }

  /// `dictionary` without its end: the length is added.
  mutating func add(_ dictionary: String, stream: [UInt8]) -> Int {
    objects.append(
      Array("\(dictionary)/Length \(stream.count)>>\nstream\n".utf8) + stream
        + Array("\nendstream".utf8))
    return objects.count
  }

  func bytes(root: Int) -> [UInt8] {
    var file = Array("%PDF-1.6\n%\u{E2}\u{E3}\n".utf8)
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(file.count)
      file += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
    }
    let start = file.count
    var tail = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for offset in offsets {
      tail += String(String(10_000_000_000 + offset).dropFirst()) + " 00000 n \n"
    }
    tail += "trailer\n<</Size \(objects.count + 1)/Root \(root) 0 R>>\nstartxref\n\(start)\n%%EOF\n"
    return file + Array(tail.utf8)
  }
}
