import ArgumentParser
import Commands

/// For a checkout. Installed, `pepctl` is a second name of `pepd`.
@main
enum Main {
  static func main() async { await Pepctl.main() }
}
