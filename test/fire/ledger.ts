import { setTimeout as wait } from "node:timers/promises"
import { eq } from "drizzle-orm"
import { closeDatabase, database } from "@/db/client"
import { users } from "@/db/schema"
import { makeActor, makeItem, makeVendor } from "@/test/factories"
import { type Answer, type Fields, fieldsOf, type PlainBrowser, signIn } from "@/test/faults/support/plain-browser"
import { openShop, requestedNo, type Shop, withNewId } from "@/test/faults/support/shop"
import { makePurchaseInvoice } from "@/test/purchase-invoices"

/** What people know: kept in this process alone, by what the portal has answered them. */
export type Ledger = {
  companyIds: number[]
  /** Numbers of the requests that were accepted, with their company. */
  requests: { companyId: number; no: string }[]
  /** Drafts that were there before, and those of accepted batches. */
  drafts: { companyId: number; nos: string[] }
  posted: string[]
  /** Works until the signal, each to the end of what they have begun. */
  work(signal: AbortSignal): Promise<void>
}

/** Drafts to be posted, three at a time. */
const draftsMade = 120
const batch = 3

/**
 * A company at each web, with people who ask for purchase invoices, and a manager who posts drafts.
 * @param clients people in all
 */
export async function openLedger(urls: string[], clients: number): Promise<Ledger> {
  const shops: Shop[] = []
  for (const url of urls) shops.push(await openShop(url))
  const { companyId, slug } = shops[0]!
  const manager = await makeActor(companyId, "purchasing_manager")
  const [vendor, item] = [await makeVendor(companyId), await makeItem(companyId)]
  const nos: string[] = []
  for (let n = 0; n < draftsMade; n++)
    nos.push(await makePurchaseInvoice(manager, vendor.no, [{ no: item.no, quantity: "1", price: "10" }]))
  const [user] = await database().select({ email: users.email }).from(users).where(eq(users.id, manager.userId))
  const browser = await signIn(urls[0]!, user!.email)
  // From here on nothing in this process may need the database.
  await closeDatabase()

  const ledger: Ledger = {
    companyIds: shops.map(shop => shop.companyId),
    requests: [],
    drafts: { companyId, nos },
    posted: [],
    async work(signal) {
      const people = Array.from({ length: clients }, (_, n) => ask(shops[n % shops.length]!, ledger, signal))
      await Promise.all([...people, postDrafts(browser, slug, ledger, signal)])
    },
  }
  return ledger
}

async function ask(shop: Shop, ledger: Ledger, signal: AbortSignal): Promise<void> {
  const fields = await insist(() => shop.openForm())
  while (!signal.aborted) {
    const form = withNewId(fields)
    // The same form again until there is an answer, as people press again: it is one request however often.
    const no = await insist(async () => requestedNo(await shop.press(form)))
    ledger.requests.push({ companyId: shop.companyId, no })
    await wait(150 + Math.random() * 500)
  }
}

async function postDrafts(browser: PlainBrowser, slug: string, ledger: Ledger, signal: AbortSignal): Promise<void> {
  const { nos } = ledger.drafts
  for (let from = 0; from < nos.length && !signal.aborted; from += batch) {
    const chosen = nos.slice(from, from + batch)
    const question = `/${slug}/batch-postings/new?${chosen.map(no => `no=${no}`).join("&")}`
    const form: Fields = await insist(async () => {
      const { status, html } = await browser.get(question)
      return status === 200 ? [...fieldsOf(html, "formId"), ["unreviewed", "on"] as [string, string]] : undefined
    })
    await insist(async () => isAccepted(await browser.post(question, form)))
    ledger.posted.push(...chosen)
    await wait(1_000 + Math.random() * 2_000)
  }
}

/** Sent on to the batch; a form that was sent before is too. */
function isAccepted({ status, location }: Answer): boolean {
  return status === 303 && /\/batch-postings\/\d+/.test(location ?? "")
}

/** Tries again and again until there is an answer, as whatever is away comes back. */
async function insist<T>(attempt: () => Promise<T | undefined | false>): Promise<T> {
  while (true) {
    const answer = await attempt().catch(() => undefined)
    if (answer) return answer
    await wait(100)
  }
}
