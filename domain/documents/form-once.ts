/** One form makes one document, however often it is sent as it is, and however long ago it was sent first. */
import { createHash } from "node:crypto"
import { and, eq } from "drizzle-orm"
import { formSending } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"

/**
 * What tells one sending of a form from another: its id and all that was typed. A double click sends the same; Back, and
 * something else typed, makes another document.
 */
export function sendingOf(form: { formId: string }): string {
  return createHash("sha256").update(JSON.stringify(form)).digest("hex")
}

/**
 * Makes what a form asks for, unless the same sending of the same user has made it. The key of form_sending decides: who
 * comes second waits for the first to end, and gets its number, or makes it where the first did not.
 *
 * @param make makes it in the same transaction and answers its number
 * @returns the number of what this sending made, now or before
 */
export async function onceByForm(tx: Tx, actor: Actor, sending: string, make: () => Promise<string>): Promise<string> {
  const key = { companyId: actor.companyId, userId: actor.userId, sending }
  const own = and(
    eq(formSending.companyId, key.companyId),
    eq(formSending.userId, key.userId),
    eq(formSending.sending, sending),
  )
  const [claimed] = await tx
    .insert(formSending)
    .values(key)
    .onConflictDoNothing()
    .returning({ sending: formSending.sending })
  if (!claimed) {
    const [made] = await tx.select({ no: formSending.no }).from(formSending).where(own)
    return made!.no
  }
  const no = await make()
  await tx.update(formSending).set({ no }).where(own)
  return no
}
