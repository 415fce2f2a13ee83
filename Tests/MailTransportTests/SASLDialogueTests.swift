import FoundationEssentials
import Testing

@testable import MailTransport

@Suite struct SASLDialogueTests {
  private let password = ServerEndpoint.Credentials.password(user: "u", secret: "s")

  private func decoded(_ text: String) -> String? {
    Data(base64Encoded: text).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    (["PLAIN", "LOGIN", "XOAUTH2"], SASLDialogue.Mechanism.plain), (["XOAUTH2", "LOGIN"], .login),
    (["XOAUTH2"], nil), ([], nil),
  ])
  func `a password uses what the server offers`(
    _ offered: [String], _ mechanism: SASLDialogue.Mechanism?
  ) throws {
    #expect(try SASLDialogue(password, offered: Set(offered))?.mechanism == mechanism)
  }

  @Test func `a token is never sent as a password`() throws {
    let token = ServerEndpoint.Credentials.token(user: "u") { "t" }
    #expect(try SASLDialogue(token, offered: ["PLAIN", "LOGIN"]) == nil)
  }

  @Test func `LOGIN answers twice and then nothing`() throws {
    var dialogue = try #require(try SASLDialogue(password, offered: ["LOGIN"]))
    let answers = ["VXNlcm5hbWU6", "UGFzc3dvcmQ6", ""].map { dialogue.answer(to: $0) }
    #expect(answers.map(decoded) == ["u", "s", ""])
  }

  @Test func `an explanation of a refused token is kept without the token`() throws {
    let token = ServerEndpoint.Credentials.token(user: "u@x.example") { "t0ken" }
    var dialogue = try #require(try SASLDialogue(token, offered: ["XOAUTH2"]))
    #expect(decoded(dialogue.answer(to: "")) == "user=u@x.example\u{1}auth=Bearer t0ken\u{1}\u{1}")
    #expect(
      dialogue.answer(to: Data(#"{"status":"401","t":"t0ken"}"#.utf8).base64EncodedString()) == "")
    #expect(dialogue.cleaned("NO") == #"NO {"status":"401","t":"(hidden)"}"#)
  }
}
