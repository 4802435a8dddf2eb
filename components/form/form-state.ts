import type { Conflict, Issue } from "@/domain/errors"

/** An issue with its sentence in the reader's language, and the label of its control where that has one. */
export type ShownIssue = Issue & { text: string; label?: string }

/** What a server action answers to a form. */
export type FormState = {
  /** Differs with every answer, so that a second refusal is told from the first. */
  id: string
  status: "idle" | "refused" | "stale" | "done"
  /** What has to be corrected; empty unless refused or stale. */
  issues: ShownIssue[]
  /** Everything that was typed, by name of control; files excepted. */
  values: Record<string, string[]>
  /** With "stale": the version to save upon next, and what both changed. */
  stale?: { version: number; conflicts: Conflict[] }
  /** What the operation has to tell; each form knows its own. */
  data?: unknown
  /** The language of the fields that are drawn from this answer; absent: they stay in the one they had. */
  drawnIn?: string
}

/** Name of the control that says in which language the form was drawn. */
export const drawnInField = "drawnIn"

/** Name of the control that proves again who sends the form. */
export const signInAgainField = "ownPassword"

/** Name of the control that proves again that who sends the form has the second factor. */
export const factorAgainField = "ownCode"

/** Before anything was sent. */
export const idle: FormState = { id: "", status: "idle", issues: [], values: {} }

/** A server action for a Form, its leading arguments bound. */
export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>
