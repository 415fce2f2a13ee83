extension IMAPConnection {
  /// Opens a folder for reading and writing; `\Seen` stays as it is, because we only ever PEEK.
  func open(_ folder: String) throws -> OpenFolder {
    wire.operation = "open a folder"
    selected = nil
    exists = 0
    var validity: UInt32?
    var nextUID: UID?
    let status = try run("SELECT \(quotedName(folder))") { response in
      guard case .status(let status) = response else { return }
      if status.code == "UIDVALIDITY" { validity = UInt32(status.argument) }
      if status.code == "UIDNEXT" { nextUID = UID(status.argument) }
    }
    guard status.kind == .ok else { throw refusal(status) }
    // Without UIDVALIDITY no UID means anything tomorrow.
    guard let validity else { throw wire.failure(.permanent, .notSupported, "no UIDVALIDITY") }
    let looked = lookedThrough[folder].flatMap { $0.validity == validity ? $0.nextUID : nil }
    // A server that does not say UIDNEXT costs one more look.
    hasArrivals = exists > 0 && (nextUID ?? .max) > (looked ?? 0)
    let opened = OpenFolder(
      name: folder, uidValidity: validity, uidNext: nextUID, exists: exists,
      isReadOnly: status.code == "READ-ONLY")
    selected = opened
    return opened
  }

  /// Makes sure that UIDs of `folder` still mean what they meant when it was opened.
  func ensureOpen(_ folder: OpenFolder) throws {
    if selected?.name == folder.name, selected?.uidValidity == folder.uidValidity { return }
    let now = try open(folder.name)
    guard now.uidValidity == folder.uidValidity else {
      throw wire.failure(.transient, .folderChanged)
    }
  }

  func folders() throws -> [MailFolder] {
    wire.operation = "list the folders"
    var found: [MailFolder] = []
    try require("LIST \"\" \"*\"") { response in
      guard case .list(let entry) = response else { return }
      let name = naming.ownName(entry.name)
      found.append(
        MailFolder(name: name, isSelectable: !entry.attributes.contains("\\noselect")))
    }
    return found.sorted { $0.name < $1.name }
  }

  /// Whether the folder had to be made. It is also subscribed to, or Outlook would not show it.
  func create(_ folder: String) throws -> Bool {
    wire.operation = "create a folder"
    let name = try quotedName(folder)
    let status = try run("CREATE \(name)")
    if status.kind != .ok {
      let isThere = try status.code == "ALREADYEXISTS" || exists(folder)
      guard isThere else { throw refusal(status) }
    }
    // A refusal costs nothing but the convenience.
    try run("SUBSCRIBE \(name)")
    return status.kind == .ok
  }

  func exists(_ folder: String) throws -> Bool {
    var isThere = false
    try require("LIST \"\" \(quotedName(folder))") { response in
      if case .list(let entry) = response {
        isThere = isThere || !entry.attributes.contains("\\nonexistent")
      }
    }
    return isThere
  }

  /// The letters of RFC 4314, or nil where the server has no access rights to show.
  func rights(on folder: String) throws -> Set<Character>? {
    wire.operation = "ask for the rights on a folder"
    guard offers("ACL") else { return nil }
    var rights: Set<Character> = []
    try require("MYRIGHTS \(quotedName(folder))") { response in
      if case .rights(let letters) = response { rights = letters }
    }
    return rights
  }

  func quotedName(_ folder: String) throws -> String {
    guard let name = naming.serverName(folder) else {
      throw wire.failure(.setUp, .invalidName, "folder '\(folder)'")
    }
    return FolderNaming.quoted(name)
  }
}
