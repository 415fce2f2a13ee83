import PepCore
import Testing

@testable import PepConfig

@Suite struct FormFilesTests {
  @Test func `form profiles become a catalogue`() throws {
    let catalogue = try FormFiles.read(folder: Folders.here + "/Forms")
    #expect(catalogue.sections.map(\.key) == ["attendance", "sen"])
    #expect(
      catalogue.labels.map(\.meaning) == [
        .field(.attendancePercentage), .column(.targets, .byWhen),
        .column(.premiumSpend, .cost), .other("times-late"),
      ])
    #expect(catalogue.labels.first?.sections == ["attendance"])
    #expect(catalogue.labels.last?.notInSections == ["sen"])
    #expect(catalogue.prompts == ["Click or tap here to enter text.", "Choose an item."])
    #expect(catalogue.documents.map(\.weight) == [5, -2.5])
    #expect(catalogue.documents.first?.phase == .keyStages1to4)
    #expect(catalogue.documents.last?.position == .fileName)
  }

  @Test func `requirements hold always, with Part A or after an answer`() throws {
    let catalogue = try FormFiles.read(folder: Folders.here + "/Forms")
    #expect(
      catalogue.requirements.map(\.condition) == [
        .always, .withPartA, .answered(.acceptableProgress, is: ["yes"]),
        .answered(.senStatus, is: ["senSupport", "ehcp"]),
      ])
    #expect(catalogue.requirements.first?.phases == Set(Phase.allCases))
  }

  @Test func `the current edition comes first and knows where answers belong`() throws {
    let editions = try FormFiles.read(folder: Folders.here + "/Forms").editions
    #expect(editions.map(\.name) == ["sample-2018-part-b", "sample-2016-part-b"])
    #expect(editions.map(\.isCurrent) == [true, false])
    #expect(editions.first?.places[.attendancePercentage]?.section == "3a")
  }

  @Test func `a folder without form profiles names each missing file`() {
    #expect {
      try FormFiles.read(folder: "/nowhere")
    } throws: { error in
      (error as? ConfigurationErrors)?.errors.map(\.place.file) == [
        "/nowhere/documents.yaml", "/nowhere/editions", "/nowhere/labels.yaml",
        "/nowhere/prompts.yaml", "/nowhere/requirements.yaml", "/nowhere/sections.yaml",
      ]
    }
  }
}
