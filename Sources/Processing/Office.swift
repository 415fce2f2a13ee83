import Foundation
import PepConfig
import PepCore

/// The settings of one authority, read and ready for use: what a reload replaces as a whole.
package struct Office: Sendable {
  package let settings: Settings
  package let policy: Policy
  package let letters: LetterRoom

  package init(settings: Settings) throws {
    self.settings = settings
    policy = settings.policy(forms: try FormFiles.read(folder: settings.formsFolder))
    letters = try LetterRoom(settings)
  }

  /// Letters wait for a person's release.
  package var holdsLetters: Bool { settings.sending == .hold }
}
