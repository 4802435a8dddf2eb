import "server-only"
import type { MeantNumbers, NumbersAsked } from "@/components/document-form/meant-numbers"
import type { Actor } from "@/domain/access/actor"
import type { FoundAccount } from "@/domain/gl-accounts/find-accounts"
import { findItemsOfEach, findNamedItems } from "@/domain/items/find-items"
import { resolveAccounts } from "./find-accounts"
import type { Meant } from "./find-items"

/** Texts that something alike is looked for; a search takes some 20 ms. */
const LIKE_AT_MOST = 5

/**
 * What the numbers of a pasted block mean, in a constant number of statements.
 *
 * @param buying items blocked for purchasing cannot be chosen
 * @throws Forbidden without the right to see master data
 */
export async function numbersMeant(actor: Actor, asked: NumbersAsked, buying: boolean): Promise<MeantNumbers> {
  const items = [...new Set(asked.items)]
  const named = await findNamedItems(actor, items)
  const [like, accounts] = await Promise.all([
    findItemsOfEach(actor, items.filter(text => !named.has(text)).slice(0, LIKE_AT_MOST), 1),
    resolveAccounts(actor, asked.accounts),
  ])
  const ofItem = (text: string): MeantNumbers["items"][string] => {
    const found = named.get(text)
    if (!found) return { like: like.get(text)?.map(({ no, description }) => `${no} ${description}`)[0] }
    const { no, description, blocked, purchasingBlocked } = found
    return blocked || (buying && purchasingBlocked) ? { blocked: no } : { no, description }
  }
  const ofAccount = (found: Meant<FoundAccount>): MeantNumbers["accounts"][string] =>
    found && "one" in found ? { no: found.one.no, description: found.one.name } : { like: undefined }
  return {
    items: Object.fromEntries(items.map(text => [text, ofItem(text)])),
    accounts: Object.fromEntries([...accounts].map(([text, found]) => [text, ofAccount(found)])),
  }
}
