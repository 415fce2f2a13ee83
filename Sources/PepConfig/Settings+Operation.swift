// What the administrator of the machine settles: who watches, and how long things are kept.

extension SettingsReader {
  func monitoring(_ section: Section) -> Settings.Monitoring {
    let addresses = section["alert_to"]?.list(
      "a list of mail addresses, such as [it@example.gov.uk]"
    ) {
      $0.read(.mailAddress)
    }
    return Settings.Monitoring(
      alertTo: addresses ?? [],
      // Servers restart; less would tell of every maintenance.
      awayAfter: section.value("away_after", .duration(atLeast: 60), default: .seconds(1_800)),
      // Each is a message in the mailbox, and a line of the journal.
      canaryEvery: section.optional("canary_every", .duration(atLeast: 600)),
      metricsFile: path(section, "metrics_file"))
  }

  func retention(_ section: Section) -> Settings.Retention {
    Settings.Retention(
      rawMail: section.optional("raw_mail", .span), documents: section.optional("documents", .span),
      journalDetail: section.optional("journal_detail", .span))
  }
}
