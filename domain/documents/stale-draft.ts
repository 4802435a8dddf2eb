import { type Conflict, Stale } from "@/domain/errors"
import type { EditedLine } from "./draft"

/** What the form shows after somebody else saved first: what the actor typed, and the other's changes besides. */
export type MergedForm = {
  header: Record<string, string>
  lines: EditedLine[]
  loaded: number[]
  deleted: number[]
}

/** A change of the other's, with what a sentence about a line needs. */
export type MissedChange = Conflict & { line?: { lineNo: number; description: string } }

/**
 * Somebody saved the document first. Nothing was written. A save that carries `currentVersion`, the merged form and a
 * choice for each conflict goes through.
 */
export class StaleDraft extends Stale {
  constructor(
    currentVersion: number,
    /** Changed by both, differently: the actor chooses. A field `lines.<id>` is a whole line that one of them deleted. */
    override readonly conflicts: MissedChange[],
    /** Changed by the other alone: taken over into the form. */
    readonly taken: MissedChange[],
    /** Who saved last, and when (ISO instant). */
    readonly savedBy: { by: string; at: string },
    readonly form: MergedForm,
  ) {
    super(currentVersion, conflicts)
  }
}
