import type { Records } from "./records"

/** What an operation answers for one set of arguments. */
export type Row = {
  /**
   * Of order processor, purchaser, purchasing manager and administrator, whether it is theirs: "✓"; "o": of what they asked
   * for alone, and the rest is unknown to them; "×": of other kinds of it, so that only what is found is Forbidden; "–": Forbidden.
   */
  who: string
  /** Whose it is besides: both must say that it is somebody's. */
  also?: string
  /** What it is asked behind the actor. What writes is asked for something that it refuses, so that all ask of the same. */
  asked: (of: Records) => readonly unknown[]
  /** What those get whose it is: "past" the right, whatever it answers or refuses then; "unknown" where nothing is there. */
  here: "past" | "unknown"
  /** What people of another company get who have the right there. */
  elsewhere: "past" | "unknown"
}

/** Asks for no record in particular. */
export function asks(who: string, ...asked: unknown[]): Row {
  return { who, asked: () => asked, here: "past", elsewhere: "past" }
}

/** Asks for one of the company's records. */
export function names(who: string, asked: Row["asked"]): Row {
  return { who, asked, here: "past", elsewhere: "unknown" }
}

/** As `names`, for those whose it is by both. */
export function namesForBoth(who: string, also: string, asked: Row["asked"]): Row {
  return { ...names(who, asked), also }
}

/** Asks for one of the company's records, and answers of another company's in another way than that it is unknown. */
export function looksFor(who: string, asked: Row["asked"]): Row {
  return { who, asked, here: "past", elsewhere: "past" }
}

/** Asks for a record that is not there, of what would change one that is. */
export function misses(who: string, ...asked: unknown[]): Row {
  return { who, asked: () => asked, here: "unknown", elsewhere: "unknown" }
}
