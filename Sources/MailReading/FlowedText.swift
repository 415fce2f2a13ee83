/// `format=flowed` (RFC 3676): lines that end in a blank go on in the next one.
enum FlowedText {
  static func unwrapped(_ text: String, deletingSpace: Bool) -> String {
    var result: [String] = []
    var openDepth: Int?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let depth = line.prefix(while: { $0 == ">" }).count
      var content = line.dropFirst(depth)
      // "Space-stuffing" protects lines that would look like a quotation (section 4.4).
      if content.first == " " { content = content.dropFirst() }
      // `-- ` begins a signature; it never flows (section 4.3).
      let flows = content.hasSuffix(" ") && content != "-- "
      if flows, deletingSpace { content = content.dropLast() }
      if openDepth == depth, let last = result.indices.last, content != "-- " {
        result[last] += content
      } else {
        let mark = depth > 0 ? String(repeating: ">", count: depth) + " " : ""
        result.append(mark + content)
      }
      openDepth = flows ? depth : nil
    }
    return result.joined(separator: "\n")
  }
}
