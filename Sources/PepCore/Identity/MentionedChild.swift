/// The child that prose names: a care ID, a UPN or a full name of the roster.
enum MentionedChild {
  static func facts(in text: String, _ register: Register) -> ChildFacts {
    var facts = ChildFacts()
    for word in Set(Wording.folded(text).map { $0.uppercased() }) {
      if register.index.childrenByCareID[word]?.isEmpty == false { facts.careIDs.append(word) }
      if register.index.childrenByUPN[word]?.isEmpty == false, let upn = UPN(word) {
        facts.upns.append(upn)
      }
    }
    return facts
  }
}

extension MentionedChild {
  /// Children whose forename or known-as name stands before their whole surname.
  static func named(in text: String, _ register: Register) -> [Child] {
    let owned = text.replacing(/(?i)['’]s?(?=\s|[.,;:!?)]|$)/, with: "")
    let words = " " + Wording.key(owned) + " "
    return register.children(bySurnameAmong: Set(Wording.folded(owned))).filter { child in
      [child.forename, child.knownAs ?? ""].contains { name in
        !name.isEmpty && words.contains(" " + Wording.key(name + " " + child.surname) + " ")
      }
    }
  }
}
