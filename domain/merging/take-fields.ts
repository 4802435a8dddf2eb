import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Refusal } from "@/domain/errors"
import { saveCard } from "@/domain/records/cards"
import type { RecordValues } from "@/domain/records/definition"
import { isSimilarIssue } from "@/domain/records/similar-cards"
import { shownRecordValue } from "@/domain/records/values"
import { comparedFields, type MergedKind } from "./merged-kinds"
import type { MergedCard } from "./why-not"

/** What fields of a card held before and after, by their names. */
export type Changed = Record<string, [before: string, after: string]>

/** Which fields became others. */
export function cardChanges(before: RecordValues, after: RecordValues): Changed {
  const changed = Object.entries(after).filter(([name, value]) => (before[name] ?? "") !== value)
  return Object.fromEntries(changed.map(([name, value]) => [name, [before[name] ?? "", value]]))
}

/**
 * Puts chosen fields of the card that goes on the card that stays: saved as by hand, with all that is checked then.
 * @throws Refusal beside the choice
 */
export async function takeFields(
  tx: Tx,
  actor: Actor,
  kind: MergedKind,
  { from, into, taken }: { from: MergedCard; into: MergedCard; taken: readonly string[] },
): Promise<Changed> {
  const { card } = kind
  const names = new Set(comparedFields(kind).map(({ name }) => name))
  const chosen = taken.filter(name => names.has(name) && from.values[name] !== into.values[name])
  if (chosen.length === 0) return {}
  const values = { ...into.values, ...Object.fromEntries(chosen.map(name => [name, from.values[name]!])) }
  // Who is paid, or billed, instead: neither of the two, as they are one now.
  for (const { name, kind: of } of card.fields) {
    if (of === "card" && [from.no, into.no].includes(values[name]!) && name !== "vendorNo") values[name] = ""
  }
  const typed = Object.fromEntries(
    card.fields.map(field => {
      const value = values[field.name] ?? ""
      if (field.kind === "boolean") return [field.name, value === "true" ? "on" : ""]
      return [field.name, shownRecordValue(field, value, actor.language)]
    }),
  )
  const save = (more: Record<string, string>) =>
    saveCard(tx, actor, card, { key: [into.no], version: into.version, typed: { ...typed, ...more } })
  const after = await save({})
    .catch(error => save({ similarSeen: similarIn(error) }))
    .catch(asTaken)
  return cardChanges(into.values, after)
}

/** Third cards that are like it are another merge's, and asked about when the card is next saved. @throws what was thrown for any other reason */
function similarIn(error: unknown): string {
  if (!(error instanceof Refusal) || !error.issues.every(isSimilarIssue)) throw error
  return error.issues.map(({ params }) => String(params?.no)).join(",")
}

/** Beside the choice, where the card's own form would have the control. */
function asTaken(error: unknown): never {
  if (!(error instanceof Refusal)) throw error
  throw new Refusal(
    error.issues.map(({ field, ...issue }) => ({ ...issue, field: field && `take.${field.split(".").at(-1)}` })),
  )
}
