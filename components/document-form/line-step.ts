/**
 * What one step of typing, pasting, adding, moving or deleting did to the lines of a document, so that it can be taken back
 * and done again: by line and field, not by picture, so that what others saved meanwhile stays.
 */
import type { FormLine } from "./view"

type Change = { before?: FormLine; after?: FormLine }

export type LineStep = {
  /** By line id; without `before` the step made the line, without `after` it took it out. */
  changes: ReadonlyMap<string, Change>
  /** Ids in their order, where that changed. */
  order?: { before: readonly string[]; after: readonly string[] }
}

/** Where to look after a step: the first field that it changed; of a line as a whole, without a field. */
export type StepPlace = { id: string; field?: string }

/** What lies between two states of the lines; undefined: nothing. */
export function stepBetween(before: readonly FormLine[], after: readonly FormLine[]): LineStep | undefined {
  const [was, is] = [byId(before), byId(after)]
  const changes = new Map<string, Change>()
  for (const line of before) {
    const now = is.get(line.id)
    if (now !== line && !(now && isSame(line, now))) changes.set(line.id, { before: line, after: now })
  }
  for (const line of after) if (!was.has(line.id)) changes.set(line.id, { after: line })
  const order = { before: before.map(({ id }) => id), after: after.map(({ id }) => id) }
  const isMoved = order.before.length !== order.after.length || order.before.some((id, at) => id !== order.after[at])
  if (changes.size === 0 && !isMoved) return undefined
  return isMoved ? { changes, order } : { changes }
}

/** The same step the other way round. */
export function reversed({ changes, order }: LineStep): LineStep {
  const turned = [...changes].map(([id, { before, after }]) => [id, { before: after, after: before }] as const)
  return { changes: new Map(turned), ...(order && { order: { before: order.after, after: order.before } }) }
}

/** The lines with the step done to them. What the step did not touch stays as it is now. */
export function withStep(lines: readonly FormLine[], { changes, order }: LineStep): FormLine[] {
  const now = byId(lines)
  for (const [id, change] of changes) {
    if (!change.after) now.delete(id)
    else now.set(id, changed(now.get(id), change as Change & { after: FormLine }))
  }
  const ids = order ? inOrder(lines, order.after) : lines.map(({ id }) => id)
  return ids.flatMap(id => now.get(id) ?? [])
}

export function placeOfStep({ changes }: LineStep): StepPlace | undefined {
  for (const [id, { before, after }] of changes) {
    if (!after) continue
    return { id, field: before && fieldsBetween(before, after)[0] }
  }
  return undefined
}

/** Only the fields that differ between the two are set: what others saved in its other fields stays. */
function changed(now: FormLine | undefined, { before, after }: Change & { after: FormLine }): FormLine {
  if (!now || !before) return after
  const values = { ...now.values }
  for (const field of fieldsBetween(before, after)) {
    const value = after.values[field]
    if (value === undefined) delete values[field]
    else values[field] = value
  }
  return { ...now, type: after.type, values, problems: after.problems }
}

const fieldsBetween = (before: FormLine, after: FormLine) =>
  [...new Set([...Object.keys(before.values), ...Object.keys(after.values)])].filter(
    field => (before.values[field] ?? "") !== (after.values[field] ?? ""),
  )

const isSame = (before: FormLine, after: FormLine) =>
  before.type === after.type && before.problems === after.problems && fieldsBetween(before, after).length === 0

/** Lines that the order does not know stay behind the one that they follow now. */
function inOrder(lines: readonly FormLine[], order: readonly string[]): string[] {
  const known = new Set(order)
  const followers = new Map<string, string[]>()
  let last = ""
  for (const { id } of lines) {
    if (known.has(id)) last = id
    else followers.set(last, [...(followers.get(last) ?? []), id])
  }
  return [...(followers.get("") ?? []), ...order.flatMap(id => [id, ...(followers.get(id) ?? [])])]
}

const byId = (lines: readonly FormLine[]) => new Map(lines.map(line => [line.id, line]))
