/** What the security log tells of, in the order that its filter offers. */
export const securityKinds = [
  "signed_in",
  "sign_in_failed",
  "locked_out",
  "signed_out",
  "session_ended",
  "proven_again",
  "password_changed",
  "password_link_asked",
  "second_factor_changed",
  "api_token_changed",
  "webhook_changed",
  "refused",
  "rights_changed",
  "sign_in_rules_changed",
  "bank_account_changed",
  "company_made",
  "exported",
] as const

export type SecurityKind = (typeof securityKinds)[number]
