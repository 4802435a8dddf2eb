import { and, eq, type SQL, sql } from "drizzle-orm"
import { webhook } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound, Stale } from "@/domain/errors"
import { recordSecurity } from "@/domain/security-log/record"
import { seal } from "@/domain/users/seal"
import { purposeOf } from "./sign"
import { checkedWebhook, newSecret } from "./webhooks"

/** Nothing is held against an address that nobody has tried. */
const afresh = { failures: 0, restsUntil: null, failingSince: null }

/**
 * Changes where a webhook is told and of what; its secret stays, and what waits goes to the new address. The caller has asked for a fresh
 * sign-in: what happens goes elsewhere from now on.
 *
 * @param version that was looked at
 * @throws Refusal as `makeWebhook`; Stale; NotFound for one that is gone, and for another company's; Forbidden
 */
export async function changeWebhook(
  actor: Actor,
  id: number,
  version: number,
  given: { url: string; kinds: readonly string[] },
): Promise<void> {
  authorise(actor, "company.administer")
  // Whoever has no such webhook learns nothing of addresses.
  await inCompany(actor.companyId, tx => lockWebhook(tx, actor, id))
  const { url, kinds } = await checkedWebhook(given)
  await inCompany(actor.companyId, async tx => {
    const before = await lockWebhook(tx, actor, id)
    if (before.version !== version) throw new Stale(before.version, [])
    const moved = url === before.url ? {} : afresh
    await tx
      .update(webhook)
      .set({ url, kinds, version: nextVersion, ...moved })
      .where(isWebhook(actor, id))
    await recordSecurity(tx, actor, { kind: "webhook_changed", detail: "changed" })
  })
}

/**
 * Gives a webhook another secret: deliveries are signed by it from the next try on. The caller has asked for a fresh sign-in.
 *
 * @returns the secret, which is shown this once
 * @throws NotFound as `changeWebhook`; Forbidden
 */
export async function renewWebhookSecret(actor: Actor, id: number): Promise<string> {
  authorise(actor, "company.administer")
  const secret = newSecret()
  await inCompany(actor.companyId, async tx => {
    await lockWebhook(tx, actor, id)
    await tx
      .update(webhook)
      .set({ sealedSecret: seal(purposeOf(actor.companyId), secret) })
      .where(isWebhook(actor, id))
    await recordSecurity(tx, actor, { kind: "webhook_changed", detail: "secret_renewed" })
  })
  return secret
}

/**
 * Switches a webhook on again that was switched off: it is told of what happens from now on. Twice is once.
 * @throws NotFound as `changeWebhook`; Forbidden
 */
export async function switchWebhookOn(actor: Actor, id: number): Promise<void> {
  authorise(actor, "company.administer")
  await inCompany(actor.companyId, async tx => {
    const { switchedOffAt } = await lockWebhook(tx, actor, id)
    if (switchedOffAt === null) return
    await tx
      .update(webhook)
      .set({ ...afresh, switchedOffAt: null, version: nextVersion })
      .where(isWebhook(actor, id))
    await recordSecurity(tx, actor, { kind: "webhook_changed", detail: "switched_on" })
  })
}

const nextVersion: SQL = sql`${webhook.version} + 1`

function isWebhook({ companyId }: Actor, id: number) {
  return and(eq(webhook.companyId, companyId), eq(webhook.id, id))
}

async function lockWebhook(tx: Tx, actor: Actor, id: number) {
  const [found] = Number.isSafeInteger(id)
    ? await tx.select().from(webhook).where(isWebhook(actor, id)).for("update")
    : []
  if (!found) throw new NotFound("webhook")
  return found
}
