import CSandbox

/// Mail comes in buffers of megabytes, each in several copies while it is read.
package enum LargeBuffers {
  /// From now on they go back to the system when they are freed. For the daemon's start; what a library
  /// did to its caller's memory would surprise others.
  package static func giveBack() { pep_give_back_memory() }
}
