/// Somebody's ordinary mail is left exactly where and as it is: "staff's mailbox stays theirs".
enum Unrelated {
  static func decide(_ mail: Mail) -> Decision? {
    guard isOne(mail) else { return nil }
    return mail.ignore(
      .unrelated, "brings no form and answers no letter of ours", kind: .unrelated)
  }

  static func isOne(_ mail: Mail) -> Bool {
    let isAnswer =
      mail.kind == .reply
      && (!mail.questions.isEmpty || !mail.queries.isEmpty || Replies.mayAnswer(mail))
    return mail.kind == .unrelated || mail.kind == .reply && !isAnswer
  }
}
