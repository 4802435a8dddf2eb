import { createHash } from "node:crypto"
import type { FileColumn } from "./columns"
import type { Ask, Mapping } from "./understanding"

/** A column's name as it is compared: without regard to capitals and to what stands between words. */
function plainName(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_.\-–/:()[\]'"’*\uFEFF]/gu, "")
}

/**
 * The same for every file with the same header: a mapping by hand is kept under it.
 * @param added names of a last column that we add to files: with it and without it a header is the same
 */
export function headerFingerprint(header: readonly string[], added: readonly string[] = []): string {
  const names = header.map(plainName)
  if (added.some(name => plainName(name) === names.at(-1))) names.pop()
  return createHash("sha256").update(JSON.stringify(names)).digest("hex").slice(0, 32)
}

/** Names of columns as they are compared, made once for many headers. */
export type KnownNames = { first: Set<string>; second: Set<string> }[]

export function knownNames(columns: readonly FileColumn[]): KnownNames {
  return columns.map(({ name, names, others = [] }) => ({
    first: new Set([name, ...names].map(plainName)),
    second: new Set(others.map(plainName)),
  }))
}

/** Characters of a cell that may be a column's name. */
const LONGEST_NAME = 200

/** How many columns a row names, were it the header. */
export function columnsNamed(cells: readonly string[], known: KnownNames): number {
  const names = [...new Set(cells.filter(cell => cell.length <= LONGEST_NAME).map(plainName))]
  return known.filter(({ first, second }) => names.some(name => first.has(name) || second.has(name))).length
}

export type FoundColumns<Name extends string> = { mapping: Record<Name, number | null>; asks: Ask[] }

/**
 * Finds each column's place in the header. What a person said stands. Then a first name goes before a second one: beside
 * `Leveranciersnr.`, `Leverancier` is another column. A cell whose name is a second one of several columns is nobody's.
 *
 * @returns the places, and an ask for each required column without one and each column with several
 */
export function mapColumns<Name extends string>(
  header: readonly string[],
  columns: readonly FileColumn<Name>[],
  byHand: Mapping<Name> = {},
): FoundColumns<Name> {
  const names = header.map(plainName)
  const known = knownNames(columns)
  const chosen = columns.map(({ name }) => within(byHand[name], header))
  const taken = new Set(chosen)
  const placesOf = (of: Set<string>) =>
    names.flatMap((name, at) => (name !== "" && of.has(name) && !taken.has(at) ? [at] : []))
  const firsts = columns.map((_, index) => (chosen[index] === undefined ? placesOf(known[index]!.first) : []))
  for (const at of firsts.flat()) taken.add(at)
  const wanting = columns.map((_, index) => chosen[index] === undefined && firsts[index]!.length === 0)
  const seconds = columns.map((_, index) => (wanting[index] ? placesOf(known[index]!.second) : []))
  const claims = seconds.flat()
  const places = columns.map((_, index) => [
    ...firsts[index]!,
    ...seconds[index]!.filter(at => claims.indexOf(at) === claims.lastIndexOf(at)),
  ])
  const free = header.flatMap((cell, at) => (cell !== "" && !taken.has(at) ? [at] : []))
  const asks = columns.flatMap(({ name, required }, index): Ask[] => {
    if (chosen[index] !== undefined && !(required && chosen[index] === null)) return []
    const at = places[index]!
    if (at.length > 1) return [{ about: "column", why: "twice", column: name, options: at }]
    return at.length === 0 && required ? [{ about: "column", why: "missing", column: name, options: free }] : []
  })
  const mapping = Object.fromEntries(
    columns.map(({ name }, index) => {
      const own = chosen[index]
      const [place = null, ...more] = places[index]!
      return [name, own === undefined ? (more.length > 0 ? null : place) : own]
    }),
  ) as Record<Name, number | null>
  return { mapping, asks }
}

/** A place that the header has; undefined: nothing was said, or of another header. */
function within(place: number | null | undefined, header: readonly string[]): number | null | undefined {
  return typeof place === "number" && !(place >= 0 && place < header.length) ? undefined : place
}
