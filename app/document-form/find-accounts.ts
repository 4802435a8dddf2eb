import "server-only"
import type { Candidate } from "@/components/document-form/view"
import type { Actor } from "@/domain/access/actor"
import { type FoundAccount, findAccounts } from "@/domain/gl-accounts/find-accounts"

/** An account to choose: its number goes into the field, its name beside it. */
export function accountCandidate({ no, name }: FoundAccount): Candidate {
  return { value: no, label: name, hint: no }
}

/** The account that a text names, by number or whole name without case; else those the text may mean. */
export async function resolveAccount(
  actor: Actor,
  text: string,
): Promise<{ no: string; description: string } | { candidates: Candidate[] }> {
  const found = await findAccounts(actor, text)
  const wanted = text.trim().toLowerCase()
  const named =
    found.find(({ no }) => no.toLowerCase() === wanted) ??
    only(found.filter(each => each.name.toLowerCase() === wanted))
  return named ? { no: named.no, description: named.name } : { candidates: found.map(accountCandidate) }
}

const only = <T>(found: readonly T[]): T | undefined => (found.length === 1 ? found[0] : undefined)
