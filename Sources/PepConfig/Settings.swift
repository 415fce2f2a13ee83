import PepCore

/// What an authority settles in `pepd.yaml`. This module reads the configuration folder - the
/// settings, the form profiles and the calendars - or says which line of which file is wrong and
/// what would be right. It opens no connection and writes nothing.
///
/// Reading is strict: an unknown key is an error, because a misspelt setting that silently keeps
/// its default is found by a school. Every setting is explained in the shipped `config/pepd.yaml`;
/// a test reads that file, and another holds its defaults against the code's.
///
/// `read` looks at the file alone, so that `pepctl show` works for who may not read the passwords;
/// `examine` also looks at the files that the settings name.
package struct Settings: Sendable {
  package var authority: Authority
  package var mailbox: Mailbox
  package var imap: Server
  package var imapLogin: Login
  package var smtp: Server
  /// nil = the mail relay takes our mail without a login.
  package var smtpLogin: Login?
  /// nil = no login uses its tokens.
  package var microsoft365: Microsoft365?
  package var sending: Sending
  package var letters: Letters
  /// Register, journal, filing cabinet, outbox.
  package var stateFolder: String
  package var controlSocket: ControlSocket
  package var reader: Reader
  package var formsFolder: String
  package var calendars: Calendars
  package var term: TermPolicy
  package var monitoring: Monitoring
  package var retention: Retention
  package var logLevel: LogLevel
  /// Where each given setting stands, by its full name, for errors that show up only later.
  package var places: [String: ConfigurationError.Place]
  /// The file that these were read from.
  package var file: String

  package struct Authority: Hashable, Sendable {
    /// As in the roster's `placing_authority`.
    package var name: String
    /// Lower case; the first is the main one.
    package var domains: [String]
    /// authserv-id of the server whose Authentication-Results we believe (RFC 8601 section 2.5).
    package var authenticationServer: String
    /// IANA name; decides which day it is and when sending hours begin.
    package var timeZone: String
  }

  package struct Mailbox: Hashable, Sendable {
    package var address: String
    package var folders: Folders
    package var processMailSince: CivilDay?
    /// Bytes; larger messages are not fetched but shown to a person.
    package var maxMessageSize: Int
    package var pollInterval: Duration
    /// Use IMAP IDLE where the server offers it; polling goes on beside it.
    package var idle: Bool
  }

  package struct Folders: Hashable, Sendable {
    package var inbox: String
    package var registered: String
    package var needsAPerson: String
    package var tryAgain: String
    package var accept: String
  }

  package enum Security: String, CaseIterable, Hashable, Sendable { case tls, starttls }

  package struct Server: Hashable, Sendable {
    package var host: String
    package var port: Int
    package var security: Security
    /// nil = the system's certificate authorities.
    package var caFile: String?
  }

  package enum Mechanism: String, CaseIterable, Hashable, Sendable { case plain, login, xoauth2 }

  package struct Login: Hashable, Sendable {
    package var username: String
    package var mechanism: Mechanism
    /// A password, or for xoauth2 an access token; where tokens are asked for, what is asked with.
    package var secret: SecretFile
    /// The tokens of `microsoft365`.
    package var asksForTokens = false
  }

  /// An app registration in Microsoft Entra, by which access tokens are got (RFC 6749 section 4.4).
  package struct Microsoft365: Hashable, Sendable {
    package enum Proof: Hashable, Sendable {
      case clientSecret(SecretFile)
      case certificate(file: String, key: SecretFile)

      /// What nobody else may read.
      package var secret: SecretFile {
        switch self {
        case .clientSecret(let file), .certificate(_, let file): file
        }
      }
    }

    package var clientID: String
    package var proof: Proof
    package var secretEndsOn: CivilDay?
    package var tokenURL: String
    package var scope: String
    /// nil = the system's certificate authorities.
    package var caFile: String?
  }

  package enum Sending: String, CaseIterable, Hashable, Sendable { case hold, live }

  /// Days on which letters to schools and social workers leave.
  package enum SendingDays: String, CaseIterable, Hashable, Sendable {
    case weekdays
    case everyDay = "every day"
  }

  package struct Letters: Hashable, Sendable {
    /// Folder of the Mustache templates.
    package var folder: String
    package var fromName: String
    package var contactName: String
    package var contactPhone: String?
    package var guidanceLink: String?
    package var pacePerMinute: Int
    package var sendingHours: SendingHours
    package var sendingDays: SendingDays
    package var acknowledge: Bool
    /// Attendance below this percentage is flagged to the Advisory Teacher.
    package var attendanceFlag: Double
    /// The current form of each phase, a file to send with the paperwork of a meeting.
    package var formsToSend: [Phase: String]
    /// Recipients' domains to which letters go encrypted all the way or not at all; lower case.
    package var requireTLSFor: [String]
  }

  package struct ControlSocket: Hashable, Sendable {
    package var path: String
    package var group: String?
  }

  package struct Reader: Hashable, Sendable {
    /// `pep-extract`.
    package var program: String
    package var workers: Int
    package var allowUnsandboxed: Bool
  }

  package struct Calendars: Hashable, Sendable {
    package var bankHolidays: String?
    package var terms: String?
    package var elsewhere: [County] = []

    /// Schools outside the county, and the files of their days.
    package struct County: Hashable, Sendable {
      package var name: String
      package var schools: [String]
      package var domains: [String]
      package var terms: String
      package var division: CalendarFiles.Division
    }
  }

  package struct Monitoring: Hashable, Sendable {
    /// Who is told by letter that a server is away, and that it is back.
    package var alertTo: [String]
    /// A server is away, or a message waits, for too long.
    package var awayAfter: Duration
    /// Between two test messages to the own mailbox; nil for none.
    package var canaryEvery: Duration?
    /// A text file for Prometheus' node_exporter.
    package var metricsFile: String?
  }

  /// How long things are kept, in days; nil is for ever.
  package struct Retention: Hashable, Sendable {
    package var rawMail: Int?
    package var documents: Int?
    package var journalDetail: Int?
  }

  package enum LogLevel: String, CaseIterable, Hashable, Sendable {
    case trace, debug, info, notice, warning, error, critical
  }
}

extension Settings {
  /// The end of the secret or certificate that tokens are got with.
  package var secretEndsOn: CivilDay? { microsoft365?.secretEndsOn }

  /// What the rules need of these.
  package func policy(forms: FormCatalogue) -> Policy {
    Policy(
      authority: authority.name, authorityDomains: authority.domains,
      mailbox: mailbox.address.lowercased(), authenticationServer: authority.authenticationServer,
      forms: forms, acknowledge: letters.acknowledge, attendanceFlag: letters.attendanceFlag,
      processMailSince: mailbox.processMailSince, term: term,
      formsToSend: Set(letters.formsToSend.keys))
  }
}
