import type { NamedBy, NumberMeaning } from "./pasted-lines"

/** Texts in the fields for numbers of a pasted block. */
export type NumbersAsked = { items: string[]; accounts: string[] }

/** What one means; `blocked` cannot be chosen, `like` may be what was meant. */
type Meant = { no: string; description: string } | { blocked: string } | { like?: string }

export type MeantNumbers = Record<keyof NumbersAsked, Record<string, Meant>>

/** Why a number cannot stand, as sentences. */
export type NumberWords = {
  blocked: (no: string) => string
  noItem: (text: string, like: string | undefined) => string
  noAccount: (text: string) => string
}

const kindOf = ({ type }: NamedBy): keyof NumbersAsked => (type === "gl_account" ? "accounts" : "items")

/**
 * Asks the server what numbers mean, all at once.
 *
 * @param url answers a POST of NumbersAsked
 * @returns by what names them; undefined where the server could not be asked: it looks again when the form is sent
 */
export async function askForNumbers(
  url: string,
  named: readonly NamedBy[],
  words: NumberWords,
): Promise<((named: NamedBy) => NumberMeaning | undefined) | undefined> {
  const texts = (kind: keyof NumbersAsked) => [
    ...new Set(named.filter(each => kindOf(each) === kind).map(({ text }) => text)),
  ]
  const asked: NumbersAsked = { items: texts("items"), accounts: texts("accounts") }
  if (asked.items.length + asked.accounts.length === 0) return () => undefined
  try {
    const answer = await fetch(url, { method: "POST", body: JSON.stringify(asked) })
    if (!answer.ok) return undefined
    const meant = (await answer.json()) as MeantNumbers
    return each => {
      const found = meant[kindOf(each)][each.text]
      return found && meaningOf(found, each, words)
    }
  } catch {
    return undefined
  }
}

function meaningOf(meant: Meant, named: NamedBy, words: NumberWords): NumberMeaning {
  if ("no" in meant) return meant
  if ("blocked" in meant) return { problem: words.blocked(meant.blocked) }
  return { problem: kindOf(named) === "accounts" ? words.noAccount(named.text) : words.noItem(named.text, meant.like) }
}
