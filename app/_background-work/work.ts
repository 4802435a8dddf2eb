import type { StateName } from "@/components/state"
import type { WorkHead } from "@/domain/background-work/list-work"

/** What a work is called: its own name, else its number. */
export function nameOf({ name, no }: Pick<WorkHead, "name" | "no">): string {
  return name || String(no)
}

/** Its state as it is shown. @param active numbers of the works a worker is busy with now */
export function stateShown({ no, state }: Pick<WorkHead, "no" | "state">, active: ReadonlySet<string>): StateName {
  if (state !== "queued") return state
  return active.has(String(no)) ? "in_process" : "queued"
}
