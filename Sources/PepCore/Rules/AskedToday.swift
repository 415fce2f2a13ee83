/// "One email per recipient per child per round": whoever was asked something about a child today is not
/// asked anything else about that child on the same day. The other question waits for the next day, on
/// which it is looked at again.
package struct AskedToday: Hashable, Sendable {
  private struct Asked: Hashable {
    let recipient: Recipient
    let child: String
  }

  private var day: CivilDay?
  private var asked: Set<Asked> = []

  package init() {}

  package mutating func note(
    _ kind: LetterDraft.Kind, to recipient: Recipient, about child: String?, on today: CivilDay
  ) {
    guard kind.asksSomebody, let child, day.map({ $0 <= today }) ?? true else { return }
    if day != today { asked = [] }
    day = today
    asked.insert(Asked(recipient: recipient, child: child))
  }

  package func holdsBack(_ letter: LetterDraft, on today: CivilDay) -> Bool {
    guard letter.kind.asksSomebody, day == today, let child = letter.plan?.child else {
      return false
    }
    return asked.contains(Asked(recipient: letter.to, child: child))
  }
}
