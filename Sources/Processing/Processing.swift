// Processing carries a message from the mailbox to the register and the outbox, and a letter from
// the outbox to the mail server. It is the only place that knows the order of steps:
//
//   store the received bytes -> commit -> send -> file in the mailbox
//
// Each later step can be repeated: a handled message is known by its place, its content and its
// Message-ID; a letter keeps its Message-ID; moving a message that was moved finds nothing. Before
// the commit nothing has happened; after it, everything will, whatever crashes.
//
// One email's way: `Round.run()` -> `Round.handle(_:)` -> `SandboxedReader.read` -> `decide` ->
// `RegisterStore.commit` -> `Round.sendLetters` -> `Round.fileWhatIsOwed`. Everything above it is
// waiting (`MailboxService`), everything beside it is wording (`LetterRoom`).
