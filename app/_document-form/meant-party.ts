import type { Candidate } from "@/components/document-form/view"

const plain = (text: string) => text.trim().toLowerCase()

/** Without case and accents: "MULLER" is Müller. */
const folded = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").trim().toLowerCase()

const partyNumber = ({ label }: Candidate) => label.split(" ", 1)[0]!

const nameOf = (candidate: Candidate) => candidate.label.slice(partyNumber(candidate).length + 1)

/**
 * The one of several vendors or customers that a text names: by number, by number and name, else by its whole name, with its accents before without.
 * One that cannot be chosen gives way to its namesake that can (docs/semantics/vendors-items-customers.md, 1).
 *
 * @returns its number; undefined where the text names none or several
 */
export function partyMeant(found: readonly Candidate[], text: string): string | undefined {
  const wanted = plain(text)
  const exact = found.find(each => [partyNumber(each), each.label].some(name => plain(name) === wanted))
  if (exact) return partyNumber(exact)
  for (const among of [found.filter(({ disabled }) => !disabled), found]) {
    for (const form of [plain, folded]) {
      const nos = new Set(among.filter(each => form(nameOf(each)) === form(text)).map(partyNumber))
      if (nos.size === 1) return [...nos][0]
      if (nos.size > 1) return undefined
    }
  }
  return undefined
}
