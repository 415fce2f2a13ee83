import ArgumentParser
import Commands
import Foundation

/// One program with two names, so that the Swift runtime is installed once: called `pepctl` it is the
/// administrator's command, else the daemon.
@main
enum Main {
  static func main() async {
    let name = CommandLine.arguments.first.map { URL(filePath: $0).lastPathComponent }
    if name == "pepctl" {
      await Pepctl.main()
    } else {
      await Pepd.main()
    }
  }
}
