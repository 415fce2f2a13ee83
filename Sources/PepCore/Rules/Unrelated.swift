/// Somebody's ordinary mail is left exactly where and as it is: "staff's mailbox stays theirs".
enum Unrelated {
  static func decide(_ mail: Mail) -> Decision? {
    let isAnswer = mail.kind == .reply && (!mail.questions.isEmpty || Replies.mayAnswer(mail))
    guard mail.kind == .unrelated || mail.kind == .reply && !isAnswer else { return nil }
    return mail.ignore(
      .unrelated, "brings no form and answers no letter of ours", kind: .unrelated)
  }
}
