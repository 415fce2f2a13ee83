import OfficeFixtures
import PepCore
import PepStore
import ProgramFixtures
import TestSupport
import Testing

/// What networks, servers, people and disks do to the built program in the middle of its work. The suites
/// run beside each other and those of `Servers`, because these wait most of their time; the tests of each
/// one after another.
@Suite(.enabled(if: TestMailServers.areInstalled, "dovecot and exim4 are not installed"))
enum Faults {}

/// Prints how long something took: to notice a fault, or from its end to that of the work that waited.
func took(_ fault: String, since start: ContinuousClock.Instant) {
  let seconds = (ContinuousClock.now - start) / .seconds(1)
  print("FAULT \(fault): \((seconds * 10).rounded() / 10) s")
}
