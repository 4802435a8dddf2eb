import { asks, looksFor, misses, names } from "./row"

/** Setup, users and captured mail. */
export const administrationRows = {
  listSetup: asks("–––✓", "payment-terms", {}),
  readSetup: asks("–––✓", "payment-terms", ["30D"]),
  hasSetup: asks("–––✓", "payment-terms", ["30D"]),
  wasDeleted: asks("–––✓", "payment-terms", ["30D"]),
  readNewSetup: asks("–––✓", "payment-terms"),
  saveSetup: asks("–––✓", "payment-terms", { key: null, version: 0, typed: {} }),
  readSetupUsage: asks("–––✓", "payment-terms", ["30D"]),
  deleteSetup: asks("–––✓", "payment-terms", ["30D"], -1),

  listUsers: asks("–––✓"),
  readCompanyReadiness: asks("–––✓"),
  samplePostings: asks("–––✓"),
  hasPosted: asks("–––✓"),
  readStartingNumbers: asks("–––✓"),
  saveStartingNumbers: asks("–––✓", []),
  readUser: names("–––✓", of => [of.userId]),
  setRoles: names("–––✓", of => [of.userId, ["purchaser"]]),
  enableUser: names("–––✓", of => [of.userId]),
  disableUser: names("–––✓", of => [of.userId]),
  endSessions: names("–––✓", of => [of.userId]),
  listInvitations: asks("–––✓"),
  inviteUser: asks("–––✓", { name: "", email: "", roles: [] }),
  offerNewPassword: looksFor("–––✓", of => [of.userId]),
  withdrawInvitation: misses("–––✓", ""),
  readSignInRules: asks("–––✓"),
  saveSignInRules: asks("–––✓", { idleMinutes: null }, -1),
  listSecurityLog: asks("–––✓", {}, { limit: 10 }),
  listUserHistory: asks("––✓✓", { limit: 10 }),

  listCapturedMail: asks("–––✓", undefined, 10),
  readScheduledRuns: asks("–––✓"),
  readCapturedMail: misses("–––✓", ""),
}
