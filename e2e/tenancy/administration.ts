import type { Cases } from "./foreign"

export const administration: Cases = {
  addresses: {
    "/[company]/administration/captured-mail": { queries: [of => `before=${of.mail}`] },
    "/[company]/administration/captured-mail/[id]": { no: "mail" },
    "/[company]/administration/job-queue": {},
    // Events are numbered whosever they are.
    "/[company]/administration/user-history": { queries: [of => `before=${of.notification}`] },
    // Events are numbered whosever they are.
    "/[company]/administration/audit": { queries: [of => `no=${of.vendor}`] },
    "/[company]/administration/audit/file": {},
    "/[company]/administration/security-log": {},
    "/[company]/administration/security-log/file": {},
    "/[company]/administration/sign-in": {},
    "/[company]/administration/users": {},
    "/[company]/administration/users/file": {},
    "/[company]/administration/users/[user]": { no: "user" },
    // Neither has one: the pages would show it.
    "/[company]/logo": { status: 404 },
  },
  actions: {
    "[company]/administration/job-queue/actions#retry": of => [
      { at: "administration/job-queue", form: { queue: "purchase-requests", job: of.job } },
    ],
    "[company]/administration/sign-in/actions#saveSso": () => [
      { at: "administration/sign-in", form: { version: "0", emergencyUserId: "", issuer: "x" } },
    ],
    "[company]/administration/sign-in/actions#testSso": () => [{ at: "administration/sign-in", form: {} }],
    "[company]/administration/sign-in/actions#saveRules": () => [
      { at: "administration/sign-in", form: { version: "0", idleMinutes: "7" } },
    ],
    "[company]/administration/users/actions#invite": () => [
      { at: "administration/users", form: { name: "", email: "" } },
    ],
    "[company]/administration/users/actions#endUserSessions": of => [
      { at: "administration/users", bound: [Number(of.user)], form: {} },
    ],
    "[company]/administration/users/actions#offerPassword": of => [
      { at: "administration/users", bound: [Number(of.user)], form: {} },
    ],
    "[company]/administration/users/actions#resetFactors": of => [
      { at: "administration/users", bound: [Number(of.user)], form: {} },
    ],
    "[company]/administration/users/actions#erase": of => [
      { at: "administration/users", bound: [Number(of.user)], form: { sure: "on" } },
    ],
    "[company]/administration/users/actions#saveRoles": of => [
      { at: "administration/users", bound: [Number(of.user)], form: { roles: ["purchaser", "administrator"] } },
      { at: "administration/users", bound: [Number(of.user)], form: { roles: [] } },
    ],
    "[company]/administration/users/actions#setAccess": of => [
      { at: "administration/users", bound: [Number(of.user), "disable"], form: {} },
      { at: "administration/users", bound: [Number(of.user), "enable"], form: {} },
    ],
    "[company]/administration/users/actions#withdraw": of => [
      { at: "administration/users", bound: [of.invitation], form: {} },
    ],
  },
}
