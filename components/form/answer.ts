"use client"

import { createContext, useContext } from "react"
import { type FormState, idle, type ShownIssue } from "./form-state"
import type { UnsavedWork } from "./use-unsaved-work"

/** Its id differs with every answer. */
export type Drawing = { id: string; data: unknown }

/** The form as the page rendered it, before any answer. */
export const asRendered: Drawing = { id: "", data: undefined }

export type FormAnswer = {
  state: FormState
  /** The last answer that had data: for forms that are drawn anew from it. One without leaves them as they are. */
  drawing: Drawing
  /** Whether an answer is under way. */
  pending: boolean
  /** Whether no answer came to what was last sent. */
  isUnanswered: boolean
  /** Sends what was typed earlier, such as before the page was loaded again. */
  send(typed: FormData): void
  /** What of the form is not saved yet. */
  work: UnsavedWork
  /** The issues of the control of that name. */
  issuesFor(name: string): ShownIssue[]
  /** What was typed into the control of that name when the form was last sent, else `fallback`. */
  valueOf(name: string, fallback?: string): string | undefined
  /** The same for a group of controls of one name; nothing ticked is an empty list. */
  valuesOf(name: string, fallback?: readonly string[]): readonly string[]
}

/** What the fields of a form ask of the action's answer. */
export function formAnswer(
  sent: Pick<FormAnswer, "state" | "drawing" | "pending" | "isUnanswered" | "send" | "work">,
): FormAnswer {
  const { state } = sent
  // Of a long form each control asks.
  const issues = new Map<string, ShownIssue[]>()
  for (const issue of state.issues) issues.set(issue.field ?? "", [...(issues.get(issue.field ?? "") ?? []), issue])
  return {
    ...sent,
    issuesFor: name => issues.get(name) ?? [],
    valueOf: (name, fallback) => state.values[name]?.[0] ?? fallback,
    // What was done is stored, and drawn anew where there is no script.
    valuesOf: (name, fallback = []) =>
      state.status === "idle" || state.status === "done" ? fallback : (state.values[name] ?? []),
  }
}

const noWork: UnsavedWork = { note: () => {}, holdsTyped: () => {}, settle: () => {}, holds: () => () => {} }

export const FormAnswerContext = createContext<FormAnswer>(
  formAnswer({ state: idle, drawing: asRendered, pending: false, isUnanswered: false, send: () => {}, work: noWork }),
)

/** The server's last answer to the form around it: for controls of a form's own, such as the cells of document lines. */
export function useFormAnswer(): FormAnswer {
  return useContext(FormAnswerContext)
}

/** The sentences about a control, as one; undefined when nothing is wrong with it. */
export function useError(name: string): string | undefined {
  const issues = useFormAnswer().issuesFor(name)
  return issues.length > 0 ? issues.map(issue => issue.text).join(" ") : undefined
}
