import Glibc

/// What root writes in the state folder is to be the daemon's own, or the daemon could not go on with it.
package enum StateOwner {
  package static func takesAll(in folder: String) throws {
    try takes([folder], of: folder)
  }

  static func takes(_ paths: [String], of folder: String) throws {
    var owner = stat()
    guard geteuid() == 0, stat(folder, &owner) == 0 else { return }
    let files = LocalFileSystem(root: folder)
    for path in paths {
      _ = lchown(path, owner.st_uid, owner.st_gid)
      guard try files.destination(ofLink: path) == nil, try files.isFolder(path) else { continue }
      try takes(try files.names(in: path).map { "\(path)/\($0)" }, of: folder)
    }
  }
}
