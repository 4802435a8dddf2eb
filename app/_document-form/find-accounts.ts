import "server-only"
import type { Candidate } from "@/components/document-form/view"
import type { Actor } from "@/domain/access/actor"
import { type FoundCharge, findCharges } from "@/domain/charges/find-charges"
import { type FoundAccount, findAccountsOfEach } from "@/domain/gl-accounts/find-accounts"
import type { Meant } from "./find-items"

/** An account to choose: its number goes into the field, its name beside it. */
export function accountCandidate({ no, name }: FoundAccount): Candidate {
  return { value: no, label: name, hint: no }
}

/** The accounts that texts name, by number or whole name without case; else those a text may mean. One statement. */
export async function resolveAccounts(
  actor: Actor,
  texts: readonly string[],
): Promise<Map<string, Meant<FoundAccount>>> {
  const distinct = [...new Set(texts)]
  const found = await findAccountsOfEach(actor, distinct)
  return new Map(distinct.map(text => [text, meant(text, found.get(text) ?? [])]))
}

/** The charges that texts name, by code or whole text in the reader's language; else those a text may mean. */
export async function resolveCharges(actor: Actor, texts: readonly string[]): Promise<Map<string, Meant<FoundCharge>>> {
  const distinct = [...new Set(texts)]
  const found = await Promise.all(distinct.map(text => findCharges(actor, text)))
  return new Map(distinct.map((text, index) => [text, meant(text, found[index]!)]))
}

function meant(text: string, found: readonly FoundAccount[]): Meant<FoundAccount> {
  const wanted = text.trim().toLowerCase()
  const one =
    found.find(({ no }) => no.toLowerCase() === wanted) ??
    only(found.filter(each => each.name.toLowerCase() === wanted))
  return one ? { one } : { candidates: found.map(accountCandidate) }
}

const only = <T>(found: readonly T[]): T | undefined => (found.length === 1 ? found[0] : undefined)
