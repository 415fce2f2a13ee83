/// Hands libFuzzer's inputs to one function, for as long as its arguments say.
///
/// libFuzzer would bring a `main` of its own, which Swift's build does not let it: so the program
/// has the main function, and calls the driver that LLVM exports for this.
public enum FuzzDriver {
  nonisolated(unsafe) private static var target: (UnsafeRawBufferPointer) -> Void = { _ in }

  public static func run(_ target: @escaping (UnsafeRawBufferPointer) -> Void) {
    self.target = target
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    _ = withUnsafeMutablePointer(to: &arguments) { arguments in
      runDriver(&count, arguments) { bytes, count in
        FuzzDriver.target(UnsafeRawBufferPointer(start: bytes, count: count))
        return 0
      }
    }
  }
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ target: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
