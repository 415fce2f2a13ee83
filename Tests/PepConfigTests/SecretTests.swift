import Testing

@testable import PepConfig

@Suite struct SecretTests {
  @Test func `a secret cannot be printed`() {
    let secret = Secret(fileContent: "hunter2\n")
    var dumped = ""
    dump(secret, to: &dumped)
    for text in ["\(secret)", String(reflecting: secret), String(describing: [secret]), dumped] {
      #expect(!text.contains("hunter2"))
    }
    #expect(secret.reveal() == "hunter2")
  }

  @Test(arguments: ["pass word", "pass word\n", "pass word\r\n", "pass word\n\n"])
  func `an editor's newline is no part of a secret`(content: String) {
    #expect(Secret(fileContent: content).reveal() == "pass word")
  }

  private func secretFile(_ path: String) -> SecretFile {
    SecretFile(
      name: "imap-password", candidates: ["/nowhere/imap-password", path],
      setting: "imap.password_file", place: .init(.settings, file: "pepd.yaml", line: 9))
  }

  @Test func `a renewed secret counts at the next reading`() throws {
    let folder = try Folders.temporary()
    defer { Folders.remove(folder) }
    let file = secretFile(folder + "/imap-password")
    try Folders.write("first\n", to: file.path)
    #expect(try file.read().reveal() == "first")
    try Folders.write("second\n", to: file.path)
    #expect(try file.read().reveal() == "second")
  }

  @Test func `a missing secret names the setting and its line`() {
    #expect {
      try secretFile("/etc/nowhere/imap-password").read()
    } throws: { error in
      "\(error)"
        == "pepd.yaml, line 9: 'imap.password_file' names /etc/nowhere/imap-password, which does not "
        + "exist. Create it, or correct the path."
    }
  }

  @Test func `a secret that others can read is warned of`() throws {
    let folder = try Folders.temporary()
    defer { Folders.remove(folder) }
    let settingsFile = folder + "/pepd.yaml"
    try Folders.write(
      """
      authority: {name: Exampleshire, domains: [a.example], authentication_server: mx.example}
      mailbox: {address: peps@a.example}
      imap: {host: imap.example, username: peps, password_file: imap-password}
      smtp: {host: smtp.example}
      """, to: settingsFile)
    let secret = folder + "/imap-password"
    let surroundings = Settings.Surroundings(credentialsFolder: nil, programFolder: folder)
    let settings = try Settings.read(file: settingsFile, in: surroundings)

    try Folders.write("hunter2\n", to: secret, mode: 0o644)
    let warnings = settings.examine().warnings
    #expect(warnings == [.secretReadableByOthers(path: secret, mode: 0o644)])
    #expect(
      warnings.first?.description
        == "\(secret) holds a secret and can be read by others (mode 0644). Run: chmod 600 \(secret)"
    )

    try Folders.write("hunter2\n", to: secret, mode: 0o600)
    #expect(settings.examine().warnings.isEmpty)
  }
}
