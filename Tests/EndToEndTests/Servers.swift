import TestSupport
import Testing

/// Tests that need the real servers. One after another: they are one machine's load already, and a
/// daemon under test should have it to itself.
@Suite(
  .serialized,
  .enabled(if: TestMailServers.areInstalled, "dovecot and exim4 are not installed"))
enum Servers {}
