/// How well a written name fits a child of the roster.
enum NameAgreement: Int, Comparable {
  /// Nothing in common.
  case none
  /// The surname fits and the forename is another one: a brother, a sister, a mistake.
  case otherForename
  /// The forename fits and the surname is another one: it may have changed.
  case otherSurname
  /// Only the surname, or only the forename, was written.
  case partial
  /// The surname and the initial of the forename.
  case initial
  /// Forename or known-as name, and surname, up to a slip of one letter.
  case close
  /// Forename or known-as name, and surname, in either order; further names do not matter.
  case full

  static func < (a: NameAgreement, b: NameAgreement) -> Bool { a.rawValue < b.rawValue }

  init(_ written: String, _ child: Child) {
    let words = Wording.folded(written)
    let given = [child.forename, child.knownAs ?? ""].map(Wording.folded).filter { !$0.isEmpty }
    let family = Wording.folded(child.surname)
    // Of a double-barrelled surname one half will do, in daily use it often does.
    let surname = family.contains { words.contains($0) }
    let isForename = { (names: [String]) in
      names.allSatisfy { words.contains($0) } || words.contains(names[0])
    }
    let forename = given.contains(where: isForename)
    let rest = words.filter { word in !family.contains(word) && !given.joined().contains(word) }
    let slips = { (names: [String]) in
      names.contains { name in
        name.utf8.count >= 5 && rest.contains { editDistance($0, name, limit: 1) <= 1 }
      }
    }
    switch (forename, surname) {
    case (true, true): self = .full
    case (false, true):
      if rest.isEmpty {
        self = .partial
      } else if given.contains(where: slips) {
        self = .close
      } else if rest.contains(where: {
        $0.utf8.count == 1 && given.joined().contains { $0.hasPrefix(rest[0]) }
      }) {
        self = .initial
      } else {
        self = .otherForename
      }
    case (true, false): self = rest.isEmpty ? .partial : slips(family) ? .close : .otherSurname
    case (false, false): self = given.contains(where: slips) && slips(family) ? .close : .none
    }
  }
}
