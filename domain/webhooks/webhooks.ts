import { randomBytes } from "node:crypto"
import { and, asc, eq, sql } from "drizzle-orm"
import { webhook, webhookDelivery } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound, refuse } from "@/domain/errors"
import { isOuterAddress } from "@/domain/outside/outer-address"
import { recordSecurity } from "@/domain/security-log/record"
import { seal } from "@/domain/users/seal"
import { purposeOf, secretPrefix } from "./sign"

/** So many a company has at most: each is told of each event by itself. */
const mostWebhooks = 20
/** Letters of an address. */
export const longestUrl = 500

/** What no webhook is told of: people, settings, what people say to each other, and webhooks themselves. */
const withheld = ["user", "setup", "comment", "webhook"]

/** Whether a webhook can be told of a kind of event. What is no kind never happens. */
export function canBeTold(kind: string): boolean {
  const [noun = ""] = kind.split(".", 1)
  return /^[a-z_]+\.[a-z_]+$/.test(kind) && !withheld.includes(noun)
}

/** A webhook as administrators see it, never its secret. */
export type ShownWebhook = {
  id: number
  url: string
  kinds: string[]
  createdAt: Date
  /** Its server has failed, and is left alone for a moment. */
  isFailing: boolean
  /** When it was switched off, as nothing was taken for days; null: it is told of what happens. */
  switchedOffAt: Date | null
  version: number
  /** Deliveries that wait, and those that were given up. */
  queued: number
  failed: number
}

/**
 * Registers an address that is told of events from now on. The caller has asked for a fresh sign-in.
 *
 * @returns its id, and the secret that deliveries are signed by: kept sealed, and shown this once
 * @throws Refusal at `url` for none, one that is not https or of this server's own network; at `kinds`; webhooks_many; Forbidden
 */
export async function makeWebhook(
  actor: Actor,
  given: { url: string; kinds: readonly string[] },
): Promise<{ id: number; secret: string }> {
  authorise(actor, "company.administer")
  const { companyId } = actor
  const { url, kinds } = await checkedWebhook(given)
  const secret = newSecret()
  const id = await inCompany(companyId, async tx => {
    // Whoever makes one at the same time waits, and counts this one.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('webhook'), ${companyId})`)
    const there = await tx.$count(webhook, eq(webhook.companyId, companyId))
    if (there >= mostWebhooks) throw refuse("webhooks_many", { most: mostWebhooks })
    const [made] = await tx
      .insert(webhook)
      .values({ companyId, url, kinds, sealedSecret: seal(purposeOf(companyId), secret) })
      .returning({ id: webhook.id })
    await recordSecurity(tx, actor, { kind: "webhook_changed", detail: "made" })
    return made!.id
  })
  return { id, secret }
}

/** What a webhook is made of, checked. @throws Refusal as `makeWebhook`, at `url` and `kinds` */
export async function checkedWebhook(given: {
  url: string
  kinds: readonly string[]
}): Promise<{ url: string; kinds: string[] }> {
  const url = given.url.trim()
  if (url === "") throw refuse("required", undefined, "url")
  if (url.length > longestUrl) throw refuse("too_long", { maximum: longestUrl }, "url")
  const kinds = [...new Set(given.kinds)]
  if (kinds.length === 0) throw refuse("required", undefined, "kinds")
  if (!kinds.every(canBeTold)) throw refuse("invalid", undefined, "kinds")
  if (!(await isOuterAddress(url))) throw refuse("webhook_address", undefined, "url")
  return { url, kinds }
}

/** What deliveries are signed by from then on. */
export const newSecret = () => `${secretPrefix}${randomBytes(32).toString("base64")}`

/** The company's webhooks, the oldest first. @throws Forbidden */
export async function listWebhooks(actor: Actor): Promise<ShownWebhook[]> {
  authorise(actor, "company.administer")
  return inCompany(actor.companyId, tx => shown(tx, actor.companyId))
}

/** One of them. @throws NotFound for one that is gone, and for another company's; Forbidden */
export async function readWebhook(actor: Actor, id: number): Promise<ShownWebhook> {
  authorise(actor, "company.administer")
  const [found] = await inCompany(actor.companyId, tx => shown(tx, actor.companyId, id))
  if (!found) throw new NotFound("webhook")
  return found
}

/** Removes a webhook and its log: nothing more is sent to it. @throws NotFound as `readWebhook`; Forbidden */
export async function removeWebhook(actor: Actor, id: number): Promise<void> {
  authorise(actor, "company.administer")
  await inCompany(actor.companyId, async tx => {
    const gone = await tx
      .delete(webhook)
      .where(and(eq(webhook.companyId, actor.companyId), eq(webhook.id, id)))
      .returning({ id: webhook.id })
    if (gone.length === 0) throw new NotFound("webhook")
    await recordSecurity(tx, actor, { kind: "webhook_changed", detail: "withdrawn" })
  })
}

async function shown(tx: Tx, companyId: number, id?: number): Promise<ShownWebhook[]> {
  const count = (state: "queued" | "failed") =>
    sql<number>`(select count(*)::int from ${webhookDelivery} d where d.company_id = ${companyId}
      and d.webhook_id = ${webhook.id} and d.state = ${state})`
  return tx
    .select({
      id: webhook.id,
      url: webhook.url,
      kinds: webhook.kinds,
      createdAt: webhook.createdAt,
      isFailing: sql<boolean>`${webhook.failures} > 0`,
      switchedOffAt: webhook.switchedOffAt,
      version: webhook.version,
      queued: count("queued"),
      failed: count("failed"),
    })
    .from(webhook)
    .where(and(eq(webhook.companyId, companyId), id === undefined ? undefined : eq(webhook.id, id)))
    .orderBy(asc(webhook.id))
}
