"use client"

import { createContext, useContext } from "react"
import { type FormState, idle, type ShownIssue } from "./form-state"

export type FormAnswer = {
  state: FormState
  /** Whether an answer is under way. */
  pending: boolean
  /** Takes the form back to before anything was sent. */
  dismiss(): void
  /** The issues of the control of that name. */
  issuesFor(name: string): ShownIssue[]
  /** What was typed into the control of that name when the form was last sent, else `fallback`. */
  valueOf(name: string, fallback?: string): string | undefined
  /** The same for a group of controls of one name; nothing ticked is an empty list. */
  valuesOf(name: string, fallback?: readonly string[]): readonly string[]
}

/** What the fields of a form ask of the action's answer. */
export function formAnswer(state: FormState, pending: boolean, dismiss: () => void): FormAnswer {
  return {
    state,
    pending,
    dismiss,
    issuesFor: name => state.issues.filter(issue => issue.field === name),
    valueOf: (name, fallback) => state.values[name]?.[0] ?? fallback,
    valuesOf: (name, fallback = []) => (state.status === "idle" ? fallback : (state.values[name] ?? [])),
  }
}

export const FormAnswerContext = createContext<FormAnswer>(formAnswer(idle, false, () => {}))

/** The server's last answer to the form around it: for controls of a form's own, such as the cells of document lines. */
export function useFormAnswer(): FormAnswer {
  return useContext(FormAnswerContext)
}

/** The sentences about a control, as one; undefined when nothing is wrong with it. */
export function useError(name: string): string | undefined {
  const issues = useFormAnswer().issuesFor(name)
  return issues.length > 0 ? issues.map(issue => issue.text).join(" ") : undefined
}
