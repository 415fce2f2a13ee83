/// Cuts prose into sentences: at line ends, and behind a stop that a blank follows.
enum Sentences {
  static func of(_ text: String) -> [String] {
    var result: [String] = []
    for line in text.split(separator: "\n") {
      var current = ""
      let characters = Array(line)
      for (index, character) in characters.enumerated() {
        current.append(character)
        let ends = [".", "!", "?"].contains(character)
        if ends, index + 1 == characters.count || characters[index + 1] == " " {
          result.append(current)
          current = ""
        }
      }
      result.append(current)
    }
    return result.map { $0.trimmedBlanks }.filter { !$0.isEmpty }
  }
}
