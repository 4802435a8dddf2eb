import { randomUUID } from "node:crypto"
import { inviteUser } from "@/domain/users/invite-user"
import { ownUser } from "@/e2e/support/own-company"
import { colleague, company, people, type Rights } from "./cast"

async function onUser(bound: unknown[], form: Record<string, string | string[]> = {}) {
  const { actor } = await ownUser(company, `Iemand ${randomUUID()}`, "purchaser")
  return { at: `administration/users/${actor.userId}`, bound: [actor.userId, ...bound], form }
}

function invitee() {
  return { name: "Nieuw", email: `nieuw-${randomUUID()}@demo.example` }
}

export const administration: Rights = {
  openPages: {
    "/administration/audit": "––✓✓",
    "/administration/security-log": "–––✓",
    "/administration/sign-in": "–––✓",
    "/administration/user-history": "––✓✓",
    "/administration/users": "–––✓",
    "/administration/captured-mail": "–––✓",
    "/administration/job-queue": "–––✓",
  },
  pagesOf: [
    {
      page: "/administration/users/[user]",
      of: "",
      row: "–––✓",
      made: async () => `/administration/users/${colleague.actor.userId}`,
    },
    // Nobody has had this mail; who may look is told so.
    {
      page: "/administration/captured-mail/[id]",
      of: "nobody",
      row: "–––·",
      made: async () => "/administration/captured-mail/000000000000-0",
    },
  ],
  operations: {
    "[company]/administration/users/actions#invite": [
      { row: "–––✓", made: async () => ({ at: "administration/users", form: { ...invitee(), roles: ["purchaser"] } }) },
    ],
    "[company]/administration/users/actions#withdraw": [
      {
        row: "–––✓",
        made: async () => {
          const { id } = await inviteUser(people[3]!.actor, { ...invitee(), roles: ["purchaser"] })
          return { at: "administration/users", bound: [id], form: {} }
        },
      },
    ],
    "[company]/administration/users/actions#saveRoles": [
      { row: "–––✓", made: async () => onUser([], { roles: ["purchaser", "order_processor"] }) },
    ],
    "[company]/administration/users/actions#setAccess": [{ row: "–––✓", made: async () => onUser(["disable"]) }],
    "[company]/administration/users/actions#endUserSessions": [{ row: "–––✓", made: async () => onUser([]) }],
    "[company]/administration/users/actions#offerPassword": [{ row: "–––✓", made: async () => onUser([]) }],
    "[company]/administration/users/actions#resetFactors": [{ row: "–––✓", made: async () => onUser([]) }],
    // Of who is not disabled it is refused; whoever may is told so.
    "[company]/administration/users/actions#erase": [{ row: "–––✓", made: async () => onUser([], { sure: "on" }) }],
    "[company]/administration/sign-in/actions#saveSso": [
      {
        row: "–––✓",
        made: async () => ({ at: "administration/sign-in", form: { version: "0", emergencyUserId: "", issuer: "x" } }),
      },
    ],
    "[company]/administration/sign-in/actions#testSso": [
      { row: "–––✓", made: async () => ({ at: "administration/sign-in", form: {} }) },
    ],
    "[company]/administration/sign-in/actions#saveRules": [
      { row: "–––✓", made: async () => ({ at: "administration/sign-in", form: { version: "0", idleMinutes: "" } }) },
    ],
    // There is no failed job: who may is told that, in other words.
    "[company]/administration/job-queue/actions#retry": [
      {
        row: "–––✓",
        made: async () => ({ at: "administration/job-queue", form: { queue: "mails", job: "mail-0-0-0-1" } }),
      },
    ],
  },
}
