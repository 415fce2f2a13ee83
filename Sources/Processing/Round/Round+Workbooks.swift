import Foundation
import PepConfig
import PepCore
import PepStore
import Workbooks

extension Round {
  /// The drafts with the workbooks that belong to them. A workbook is kept as a document before the
  /// commit, as a form is that goes on to somebody, and made but once for several addressees.
  func withWorkbooks(_ drafts: [LetterDraft]) async throws -> [LetterDraft] {
    var made: [CalendarMonth: LetterDraft.Attachment] = [:]
    var complete: [LetterDraft] = []
    for var draft in drafts {
      // A draft that was kept before has its workbook already.
      if let month = draft.report, draft.attachments.isEmpty {
        let attachment: LetterDraft.Attachment
        if let known = made[month] {
          attachment = known
        } else {
          attachment = try await workbook(of: month)
        }
        made[month] = attachment
        draft.attachments.append(attachment)
        draft.facts["attached"] = .flag(true)
      }
      complete.append(draft)
    }
    return complete
  }

  private func workbook(of month: CalendarMonth) async throws -> LetterDraft.Attachment {
    let office = office
    let report = await store.reading {
      MonthReport(month, $0, calendar: office.calendar, policy: office.policy)
    }
    let bytes = try Workbook.of(report, office.policy.term).bytes(in: office.settings.stateFolder)
    let digest = try await store.keep(document: bytes, fileExtension: "xlsx")
    return LetterDraft.Attachment(digest: digest, fileName: "PEPs \(month).xlsx")
  }
}
