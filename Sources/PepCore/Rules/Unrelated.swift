/// Somebody's ordinary mail is left exactly where and as it is: "staff's mailbox stays theirs".
enum Unrelated {
  static func decide(_ mail: Mail) -> Decision? {
    guard mail.kind == .unrelated else { return nil }
    return mail.ignore(.unrelated, "brings no form and answers no letter of ours")
  }
}
