import FoundationEssentials
import PepCore

extension Settings {
  /// What the settings are read against; tests hand in their own.
  package struct Surroundings: Sendable {
    /// systemd's `$CREDENTIALS_DIRECTORY`.
    package var credentialsFolder: String?
    /// Folder of the running program, in which a build leaves `pep-extract` too.
    package var programFolder: String

    package init(credentialsFolder: String?, programFolder: String) {
      self.credentialsFolder = credentialsFolder
      self.programFolder = programFolder
    }

    package static var current: Surroundings {
      // The link names the program even where argv[0] does not ("pepd", found along PATH).
      let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      return Surroundings(
        credentialsFolder: ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"],
        programFolder: folder(of: program ?? ""))
    }
  }

  package static func read(
    file: String, in surroundings: Surroundings = .current
  ) throws(ConfigurationErrors) -> Settings {
    let findings = Findings()
    guard let root = StrictFile.read(file, .settings, findings) else {
      throw findings.thrown
    }
    let reader = SettingsReader(
      folder: folder(of: file), secretsFolder: secretsFolder(of: file), surroundings: surroundings)
    var settings = root.section(reader.settings)
    settings.file = file
    settings.places = findings.places
    return try findings.result(settings)
  }

  /// `/etc/pepd/pepd.yaml` has its secrets in `/etc/pepd/pepd.credentials/`.
  private static func secretsFolder(of file: String) -> String {
    (file.hasSuffix(".yaml") ? String(file.dropLast(5)) : file) + ".credentials"
  }
}

/// Reads `pepd.yaml` section by section; defaults stand here and, explained, in the shipped file.
struct SettingsReader {
  /// Relative paths count from here.
  let folder: String
  /// Root's own, which systemd reads for the daemon (LoadCredential= of the units).
  let secretsFolder: String
  let surroundings: Settings.Surroundings

  func settings(_ top: Section) -> Settings {
    // Each section is read in one go: what is not asked for in that reading is an unknown key.
    let authority = top.section("authority", authority)
    let mailbox = top.section("mailbox", mailbox)
    let microsoft365 = top["microsoft365"]?.section(microsoft365)
    let tokens = microsoft365?.proof.secret
    let imap = top.section("imap") {
      (server($0, port: [.tls: 993, .starttls: 143], default: .tls), imapLogin($0, tokens))
    }
    let smtp = top.section("smtp") {
      (server($0, port: [.tls: 465, .starttls: 587], default: .starttls), smtpLogin($0, tokens))
    }
    return Settings(
      authority: authority, mailbox: mailbox, imap: imap.0, imapLogin: imap.1, smtp: smtp.0,
      smtpLogin: smtp.1, microsoft365: microsoft365,
      sending: top.value("sending", .choice, default: .hold),
      letters: top.section("letters", letters),
      stateFolder: path(top, "state_folder") ?? "/var/lib/pepd",
      controlSocket: top.section("control_socket", controlSocket),
      reader: top.section("reader", reader),
      formsFolder: path(top, "forms_folder") ?? resolved("forms", in: folder),
      calendars: top.section("calendars", calendars), term: top.section("term", term),
      monitoring: top.section("monitoring", monitoring),
      retention: top.section("retention", retention),
      logLevel: top.value("log_level", .choice, default: .info),
      places: [:], file: "")
  }

  func path(_ section: Section, _ key: String) -> String? {
    section.optional(key, .text).map { resolved($0, in: folder) }
  }

  private func authority(_ section: Section) -> Settings.Authority {
    let domains = section.required("domains")?
      .list("a list of mail domains, such as [example.gov.uk]") { $0.read(.mailDomain) }
    return Settings.Authority(
      name: section.required("name", .text, placeholder: ""),
      domains: domains ?? [],
      authenticationServer: section.required(
        "authentication_server", .host, placeholder: ""
      ).lowercased(),
      timeZone: section.value("time_zone", .timeZone, default: "Europe/London"))
  }

  private func mailbox(_ section: Section) -> Settings.Mailbox {
    Settings.Mailbox(
      address: section.required("address", .mailAddress, placeholder: ""),
      folders: section.section("folders", folders),
      processMailSince: section.optional("process_mail_since", .day),
      maxMessageSize: section.value("max_message_size", .size, default: 40 << 20),
      // Less than half a minute would hammer the server without anybody noticing the difference.
      pollInterval: section.value(
        "poll_interval", .duration(atLeast: 30), default: .seconds(300)),
      idle: section.value("idle", .yesNo, default: true))
  }

  private func folders(_ section: Section) -> Settings.Folders {
    Settings.Folders(
      inbox: section.value("inbox", .text, default: "INBOX"),
      registered: section.value("registered", .text, default: "PEP/Registered"),
      needsAPerson: section.value("needs_a_person", .text, default: "PEP/Needs a person"),
      tryAgain: section.value("try_again", .text, default: "PEP/Try again"),
      accept: section.value("accept", .text, default: "PEP/Accept"))
  }

  private func letters(_ section: Section) -> Settings.Letters {
    let officeName = "Virtual School PEP Co-ordinators"
    return Settings.Letters(
      folder: path(section, "folder") ?? resolved("letters", in: folder),
      fromName: section.value("from_name", .text, default: officeName),
      contactName: section.value("contact_name", .text, default: officeName),
      contactPhone: section.optional("contact_phone", .text),
      guidanceLink: section.optional("guidance_link", .link),
      // Microsoft 365 refuses more than 30 a minute; staff send from the same mailbox.
      pacePerMinute: section.value("pace_per_minute", .whole(1...600), default: 20),
      sendingHours: section.optional("sending_hours", .hours) ?? .usual,
      sendingDays: section.value("sending_days", .choice, default: .weekdays),
      acknowledge: section.value("acknowledge", .yesNo, default: false),
      attendanceFlag: section.value("attendance_flag", .number(0...100), default: 90),
      formsToSend: section.section("forms_to_send", formsToSend),
      requireTLSFor: section["require_tls_for"]?
        .list("a list of mail domains, such as [example.gov.uk]") { $0.read(.mailDomain) } ?? [])
  }

  private func formsToSend(_ section: Section) -> [Phase: String] {
    var files: [Phase: String] = [:]
    for phase in Phase.allCases { files[phase] = path(section, phase.rawValue) }
    return files
  }

  private func controlSocket(_ section: Section) -> Settings.ControlSocket {
    Settings.ControlSocket(
      path: path(section, "path") ?? "/run/pepd/control.sock",
      group: section.optional("group", .text))
  }

  private func reader(_ section: Section) -> Settings.Reader {
    Settings.Reader(
      program: path(section, "program") ?? usualReader,
      workers: section.value("workers", .whole(1...64), default: 2),
      allowUnsandboxed: section.value("allow_unsandboxed", .yesNo, default: false))
  }

  /// A build keeps its programs together; the package puts the reader where only we start it.
  private var usualReader: String {
    let installed = "/usr/libexec/pepd/pep-extract"
    // Without a folder the name would be looked for wherever the program was started.
    if surroundings.programFolder.isEmpty { return installed }
    let beside = resolved("pep-extract", in: surroundings.programFolder)
    return FileManager.default.isExecutableFile(atPath: beside) ? beside : installed
  }

  private func term(_ section: Section) -> TermPolicy {
    let usual = TermPolicy()
    return TermPolicy(
      bookByWeek: section.value("book_by_week", .whole(1...14), default: usual.bookByWeek),
      firstPlanDays: section.value("first_plan_days", .whole(1...60), default: usual.firstPlanDays),
      firstPlanDayKind: section.value(
        "first_plan_day_kind", .choice, default: usual.firstPlanDayKind),
      submitWorkingDays: section.value(
        "submit_working_days", .whole(1...60), default: usual.submitWorkingDays),
      roundSchoolDays: section.value(
        "round_school_days", .whole(2...60), default: usual.roundSchoolDays),
      rounds: section.value("rounds", .whole(1...5), default: usual.rounds),
      checkWorkingDays: section.value(
        "check_working_days", .whole(1...60), default: usual.checkWorkingDays),
      answerWorkingDays: section.value(
        "answer_working_days", .whole(1...30), default: usual.answerWorkingDays),
      catchUpDays: section.value("catch_up_days", .whole(1...30), default: usual.catchUpDays),
      sampleSize: section.value("qa_sample", .whole(0...50), default: usual.sampleSize),
      standardShare: section.value(
        "standard_share", .whole(1...100), default: usual.standardShare))
  }

  private func calendars(_ section: Section) -> Settings.Calendars {
    Settings.Calendars(
      bankHolidays: path(section, "bank_holidays"), terms: path(section, "terms"),
      elsewhere: section["elsewhere"]?
        .list("a list of counties, each beginning with '- name:'") { $0.section(county) } ?? [])
  }

  private func county(_ section: Section) -> Settings.Calendars.County {
    let schools =
      section["schools"]?
      .list("a list of URNs, such as [\"900101\"]") { $0.read(.text) } ?? []
    let domains =
      section["domains"]?
      .list("a list of mail domains, such as [northmoor.sch.example]") { $0.read(.mailDomain) }
      ?? []
    if schools.isEmpty, domains.isEmpty { section.add(.missingKey("schools"), at: section.place) }
    return Settings.Calendars.County(
      name: section.required("name", .text, placeholder: ""), schools: schools, domains: domains,
      terms: resolved(section.required("terms", .text, placeholder: ""), in: folder),
      division: section.value("division", .choice, default: .englandAndWales))
  }
}
