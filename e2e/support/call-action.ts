import type { APIRequestContext } from "@playwright/test"
import { type FormState, idle } from "@/components/form/form-state"
import { serverActions } from "./routes"

export type Call = {
  /** As routes.ts names it. */
  action: string
  /** A page that uses the action: where it is posted to. */
  at: string
  /** What the page binds before the form: the company first. */
  bound: readonly unknown[]
  /** The form's controls; several of one name as a list. Absent: an action that takes no form. */
  form?: Record<string, string | readonly string[]>
  /** False for the few actions that are not told their previous answer. */
  state?: boolean
}

export type Answer = {
  status: number
  body: string
  /** Where the action sends the browser. */
  redirect?: string
  /** What it returned. */
  returned?: Partial<FormState>
}

const ids = new Map(serverActions().map(({ name, id }) => [name, id]))

/**
 * Calls a server action as a browser's script does, with arguments of the test's own choosing: what a page has bound is
 * the client's to change.
 */
export async function callAction(request: APIRequestContext, call: Call): Promise<Answer> {
  const id = ids.get(call.action)
  if (!id) throw new Error(`the build has no action ${call.action}`)
  const answer = await request.post(call.at, {
    headers: { "next-action": id, accept: "text/x-component", origin: process.env.E2E_URL ?? "" },
    multipart: encoded(call),
    maxRedirects: 0,
  })
  const body = await answer.text()
  const redirect = answer.headers()["x-action-redirect"]?.split(";")[0]
  return { status: answer.status(), body, redirect, returned: returnedOf(body) }
}

/** React's encoding of a call: part 0 is the arguments, and a form among them the parts that begin with its number. */
function encoded({ bound, form, state = true }: Call): FormData {
  const parts = new FormData()
  const args: unknown[] = [...bound]
  if (form) {
    for (const [name, values] of Object.entries(form)) {
      for (const value of typeof values === "string" ? [values] : values) parts.append(`_1_${name}`, value)
    }
    if (state) args.push(idle)
    args.push("$K1")
  }
  parts.set("0", JSON.stringify(args))
  return parts
}

/** Row 1 of React's answer, where it stands in one piece. */
function returnedOf(body: string): Partial<FormState> | undefined {
  const [, row] = /^1:(\{.*\})$/mu.exec(body) ?? []
  try {
    return row === undefined ? undefined : (JSON.parse(row) as Partial<FormState>)
  } catch {
    return undefined
  }
}
