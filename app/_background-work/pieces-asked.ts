import { parameter, type Search, word } from "@/app/_lists/list-address"

/** The number of a work or a piece as an address has it; undefined for what can be none. */
export function numberIn(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined
}

/** Which pieces of a work the address asks for. */
export function piecesAsked<Outcome extends string>(search: Search, outcomes: readonly Outcome[]) {
  return { outcome: word(search, "outcome", outcomes), after: numberIn(parameter(search, "after")) }
}
