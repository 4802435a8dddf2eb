import { parameter, type Search, word } from "@/app/_lists/list-address"
import { type PiecesAsked, pieceOutcomes } from "@/domain/background-work/read-work"

/** The number of a work or a piece as an address has it; undefined for what can be none. */
export function numberIn(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined
}

/** Which pieces of a work the address asks for. */
export function piecesAsked(search: Search): PiecesAsked {
  return { outcome: word(search, "outcome", pieceOutcomes), after: numberIn(parameter(search, "after")) }
}
