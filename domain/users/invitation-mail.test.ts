import { eq, inArray, sql } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { database } from "@/db/client"
import { invitation } from "@/db/schema"
import { makeActor, makeCompany, markAsDemo } from "@/test/factories"
import { hold } from "@/test/held-locks"
import { takeDueInvitationMails } from "./invitation-mail"
import { inviteUser } from "./invite-user"

let companyId: number

beforeAll(async () => {
  await markAsDemo()
  companyId = (await makeCompany()).id
})

/** Invitations whose mails are due again. @returns the ids of their events */
async function due(count: number): Promise<number[]> {
  const actor = await makeActor(companyId, "administrator")
  const eventIds: number[] = []
  for (let n = 0; n < count; n++) {
    const email = `${actor.userId}-${n}@test.example`
    eventIds.push((await inviteUser(actor, { name: "Noor", email, roles: ["purchaser"] })).eventId)
  }
  await database()
    .update(invitation)
    .set({ mailDueAt: sql`now() - interval '1 second'` })
    .where(inArray(invitation.eventId, eventIds))
  return eventIds
}

const taken = async (atMost = 100) => (await takeDueInvitationMails(atMost)).map(({ eventId }) => eventId)
const inOrder = (ids: number[]) => [...ids].sort((a, b) => a - b)

test("many relays at once take each mail once", async () => {
  const eventIds = await due(6)
  const all = await Promise.all(Array.from({ length: 8 }, () => taken(2)))
  expect(inOrder([...all.flat(), ...(await taken())])).toEqual(inOrder(eventIds))
})

test("a mail that another relay has in hand is passed over, not waited for, and not lost", async () => {
  const [held, free] = (await due(2)) as [number, number]
  const release = await hold(companyId, tx =>
    tx.select().from(invitation).where(eq(invitation.eventId, held)).for("update"),
  )
  expect(await taken()).toEqual([free])
  await release()
  expect(await taken()).toEqual([held])
})
