/// What the authority settled in its configuration, as far as the rules need it.
package struct Policy: Sendable {
  /// Name as it stands in the roster's `placing_authority`.
  package var authority: String
  /// Mail domains of the authority itself (social workers, Advisory Teachers), lower case.
  package var authorityDomains: [String]
  /// Address of the shared mailbox, folded.
  package var mailbox: String
  /// authserv-id of the only mail server whose Authentication-Results counts (RFC 8601).
  package var authenticationServer: String
  package var forms: FormCatalogue
  /// Acknowledge each submission to its sender; off by default.
  package var acknowledge: Bool
  /// Attendance below this percentage is flagged to the Advisory Teacher.
  package var attendanceFlag: Double
  /// Messages that arrived before this day are registered but no letter goes out for them.
  package var processMailSince: CivilDay?
  package var term: TermPolicy
  /// Phases whose current form the configuration has, to go out with the paperwork of a meeting.
  package var formsToSend: Set<Phase>

  package init(
    authority: String, authorityDomains: [String], mailbox: String, authenticationServer: String,
    forms: FormCatalogue, acknowledge: Bool = false, attendanceFlag: Double = 90,
    processMailSince: CivilDay? = nil, term: TermPolicy = TermPolicy(),
    formsToSend: Set<Phase> = []
  ) {
    self.authority = authority
    self.authorityDomains = authorityDomains
    self.mailbox = mailbox
    self.authenticationServer = authenticationServer
    self.forms = forms
    self.acknowledge = acknowledge
    self.attendanceFlag = attendanceFlag
    self.processMailSince = processMailSince
    self.term = term
    self.formsToSend = formsToSend
  }
}
