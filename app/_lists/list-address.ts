import "server-only"
import { cutText } from "@/domain/text/cut-text"
import { receivedLine } from "@/domain/text/received-text"

export type Search = Record<string, string | string[] | undefined>

/** A parameter of the address; of several of one name the first. */
export function parameter(search: Search, name: string): string | undefined {
  const value = search[name]
  const first = Array.isArray(value) ? value[0] : value
  // "__proto__" is no text, though an address may name it.
  return typeof first === "string" ? cutText(receivedLine(first), 500) || undefined : undefined
}

/** The parameter where it is one of the words known; anything else is as if it were not there. */
export function word<Word extends string>(search: Search, name: string, words: readonly Word[]): Word | undefined {
  const value = parameter(search, name)
  return words.find(known => known === value)
}

/** The address with other parameters; `undefined` takes one away, and what Enter alone asks for is not asked again. */
export function addressWith(path: string, search: Search, changes: Record<string, string | undefined>): string {
  const query = new URLSearchParams()
  for (const name of Object.keys(search)) {
    const value = parameter(search, name)
    if (value && !(name in changes) && name !== "open") query.set(name, value)
  }
  for (const [name, value] of Object.entries(changes)) if (value) query.set(name, value)
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

/** The address that sorts a list by a column, the other way round where it is already sorted by it. */
export function sortAddress(path: string, search: Search, column: string, sorted: "asc" | "desc" | undefined): string {
  const order = sorted === "asc" ? "desc" : undefined
  return addressWith(path, search, { sort: column, order, cursor: undefined, deleted: undefined })
}
