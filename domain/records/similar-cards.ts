/** Cards that may be the one that is about to be saved, shown before it is: described once a kind, by its likenesses. */
import type { Tx } from "@/db/tenancy"
import type { Issue } from "@/domain/errors"
import type { CardDefinition, RecordChange } from "./definition"

/** Where those stand that were shown. */
const similarField = "similar"
/** Where the numbers of those come that the reader saved in spite of, a comma between. */
export const seenField = "similarSeen"

const shownAtMost = 8

/**
 * Other cards of the company that this one may be, unless the form says that they were seen.
 * @returns issues of the control "similar", their code `similar.<slug>`
 */
export async function similarIssues(
  tx: Tx,
  { slug, card }: Pick<CardDefinition, "slug" | "card">,
  change: RecordChange,
): Promise<Issue[]> {
  const { before, after, typed } = change
  const { similar } = card
  const asked = similar?.likenesses.filter(({ fields }) => fields.some(name => before?.[name] !== after[name])) ?? []
  if (!similar || asked.length === 0) return []
  const found = (await similar.candidates(tx, change)).flatMap(other => {
    const place = asked.findIndex(likeness => likeness.isLike(after, other))
    const by = asked[place]?.by
    return by === undefined || similar.isSaid?.(by, typed) ? [] : [{ other, by, place }]
  })
  const seen = new Set((typed[seenField] ?? "").split(","))
  const shown = found
    .sort((one, other) => one.place - other.place)
    .slice(0, shownAtMost)
    .map(({ other, by }) => ({ ...similar.shown(other), by }))
  return (shown.every(({ no }) => seen.has(no)) ? [] : shown).map(params => ({
    field: similarField,
    code: `similar.${slug}`,
    params,
  }))
}

/** Whether an issue says that a card may be there already. */
export const isSimilarIssue = ({ code }: Pick<Issue, "code">) => code.startsWith("similar.")
