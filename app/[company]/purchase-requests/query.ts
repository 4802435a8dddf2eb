import { parameter, type Search, word } from "@/app/_lists/list-address"

export const requestStates = ["queued", "failed", "ready", "cancelled"] as const

/** What the address of the list, and of its file, asks for: `state` is one alone. */
export function requestQueryIn(search: Search) {
  return {
    state: word(search, "state", requestStates),
    who: word(search, "who", ["me"]),
    search: parameter(search, "search")?.trim(),
    sort: word(search, "sort", ["newest", "oldest"]),
    cursor: parameter(search, "cursor"),
  }
}
