/// What was found when the store was opened; worth a line in the log each time.
package struct OpeningReport: Hashable, Sendable {
  /// The sequence number of the last line.
  package var sequence: Int
  /// Lines read after the checkpoint.
  package var replayed: Int
  /// The checkpoint was missing and the register was rebuilt from the whole journal.
  package var isRebuilt: Bool
  /// The unfinished line that was cut off; its event has not happened.
  package var torn: TornLine?
  /// Letters whose sending was cut short: they may have arrived.
  package var interruptedLetters: [String]
}
