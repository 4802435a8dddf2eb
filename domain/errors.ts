export { OutcomeUnknown } from "@/db/outcome-unknown"
export { tookTooLongIn } from "@/db/tenancy"
export { watchSaves } from "@/db/watch-saves"

/**
 * One thing that is wrong, as data: the page turns `code` and `params` into a sentence in the reader's language
 * (`errors.<code>`) and shows it beside `field`.
 */
export type Issue = {
  /** Name of the form control, e.g. "vendorNo" or "lines.3.quantity"; absent: the whole form. */
  field?: string
  /** Key below `errors` in the messages. */
  code: string
  params?: Record<string, string | number>
}

/** The user can correct this; nothing was written. Thrown inside a transaction, it rolls it back. */
export class Refusal extends Error {
  constructor(readonly issues: Issue[]) {
    super(issues.map(issue => issue.code).join(", "))
  }
}

/** Refuses for one reason. */
export function refuse(code: string, params?: Issue["params"], field?: string): Refusal {
  return new Refusal([{ code, params, field }])
}

/** Not there, or another company's: the two are answered alike (404). */
export class NotFound extends Error {}

/** The actor's roles do not allow it. */
export class Forbidden extends Error {
  constructor(readonly right: string) {
    super(right)
  }
}

/** A field two people changed since the form was made. Values are strings as stored (decimal point, ISO dates). */
export type Conflict = {
  /** Name of the form control, e.g. "header.dueDate" or "lines.12.quantity". */
  field: string
  before: string | null
  mine: string | null
  theirs: string | null
  /** Who changed it, and when (ISO instant). */
  by: string
  at: string
}

/** Somebody saved the document first. Nothing was written; what the actor typed is with the form. */
export class Stale extends Error {
  constructor(
    readonly currentVersion: number,
    readonly conflicts: Conflict[],
  ) {
    super("stale")
  }
}
