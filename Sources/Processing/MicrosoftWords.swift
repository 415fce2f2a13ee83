import MailTransport

/// What Microsoft's refusals mean, and what its administrator is to do. The numbers are those of Entra's
/// documentation ("AADSTS error codes"); the texts are what Exchange Online answers.
enum MicrosoftWords {
  static func remedy(for error: MailTransportError) -> String? {
    if let code = error.responseCode, code.hasPrefix("AADSTS") { return remedies[code] ?? unknown }
    let text = error.serverText ?? ""
    return texts.first { text.contains($0.words) }?.remedy
  }

  private static let unknown =
    "Look the AADSTS number up in Microsoft Entra's documentation, and compare 'microsoft365' in pepd.yaml with the app registration."

  private static let remedies = [
    "AADSTS7000215":
      "The client secret is wrong: put its value, not its ID, into the file of 'microsoft365.client_secret_file'.",
    "AADSTS7000222":
      "The client secret has ended: make a new one in Microsoft Entra, put it into its file and set 'secret_ends_on'.",
    "AADSTS700016":
      "Entra knows no such application in this tenant: check 'client_id' and 'tenant'.",
    "AADSTS90002": "There is no such tenant: check 'microsoft365.tenant'.",
    "AADSTS900023": "'microsoft365.tenant' is neither a tenant's ID nor its domain.",
    "AADSTS700027":
      "Entra does not know the certificate: upload that of 'certificate_file' to the app registration.",
    "AADSTS1002012": "Check 'microsoft365.scope'; it is https://outlook.office365.com/.default.",
    "AADSTS53003":
      "A Conditional Access policy of the tenant forbids it: have the application excepted.",
    "AADSTS7000112": "The application is disabled in Microsoft Entra: enable it.",
  ]

  private static let texts: [(words: String, remedy: String)] = [
    (
      "authenticated but not connected",
      "The application has no right to the mailbox: Add-MailboxPermission, see 'Microsoft 365' in the README."
    ),
    (
      "SmtpClientAuthentication is disabled",
      "Sending by SMTP is off: Set-CASMailbox -Identity MAILBOX -SmtpClientAuthenticationDisabled $false"
    ),
    (
      "SendAsDenied",
      "The application may not send as the mailbox: Add-RecipientPermission, see 'Microsoft 365' in the README."
    ),
    (
      "5.7.3",
      "Exchange refused the token: check the consent to SMTP.SendAsApp, New-ServicePrincipal (the enterprise application's object ID), and 'smtp.username'."
    ),
  ]
}
