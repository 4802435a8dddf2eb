import "server-only"
import { randomUUID } from "node:crypto"
import { notFound, unstable_rethrow } from "next/navigation"
import type { FormState, ShownIssue } from "@/components/form/form-state"
import type { Actor } from "@/domain/access/actor"
import {
  Forbidden,
  type Issue,
  NotFound,
  OutcomeUnknown,
  Refusal,
  Stale,
  tookTooLongIn,
  watchSaves,
} from "@/domain/errors"
import { noteRefusal } from "@/domain/security-log/note-refusal"
import type { CompanyInfo } from "@/domain/users/memberships"
import type { SignedInUser } from "@/domain/users/presence"
import { isLeftOut, whoAsksIn } from "./actor"
import { type FieldNames, fieldLabel } from "./field-label"
import { inLanguageOf } from "./form-language"
import { issueSentences } from "./issue-sentences"
import { webLog } from "./log"
import { fromThisPortal } from "./origin"
import { isSecret, receiveForm } from "./receive-form"
import { currentUser } from "./session"

export type { FormState } from "@/components/form/form-state"

/**
 * What an action may add to the answer "done"; an action that redirects adds nothing. One whose form is redrawn from
 * `data` also when it is refused answers the refusal itself, with its issues shown.
 */
export type Done = Partial<Pick<FormState, "data" | "status" | "issues" | "drawnIn">> | undefined

/**
 * The one wrapper of every server action inside a company. Refuses what another site sent, names the actor by the
 * company of the address, runs, and turns a domain error into an answer that keeps what was typed. redirect() and
 * notFound() pass through; a foreign company answers 404 as an unknown one does.
 *
 * @param companySlug bound by the page: `save.bind(null, company.slug)`
 * @param run parses (parseForm) and calls one operation
 * @param redraw for a form that is drawn from `data`: the form as it was typed, for a refusal that `run` throws
 */
export async function answer(
  companySlug: string,
  form: FormData,
  run: (actor: Actor, company: CompanyInfo) => Promise<Done>,
  redraw?: (actor: Actor) => unknown,
): Promise<FormState> {
  let acting: Actor | undefined
  const answered = await respond(form, async () => {
    // That somebody was seen is written on the way to the work, and is nothing that was saved.
    const presence = await whoAsksIn(companySlug)
    if (isLeftOut(presence)) throw new Refusal([{ code: presence }])
    const { actor, company } = presence ?? notFound()
    acting = actor
    return notingRefusal(actor, () => tellingSaves(() => run(actor, company)))
  })
  if (!acting || !redraw || answered.status === "done" || answered.data !== undefined) return answered
  return { ...answered, data: await drawn(redraw, acting) }
}

/** That the roles did not do stands in the security log. */
async function notingRefusal<T>(actor: Actor, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof Forbidden) await noteRefusal(actor, error.right)
    throw error
  }
}

/** What cannot be drawn now, such as without a database, is left as it is where there is a script. */
async function drawn(redraw: (actor: Actor) => unknown, actor: Actor): Promise<unknown> {
  try {
    return await redraw(actor)
  } catch (err) {
    webLog().warn({ err }, "a refused form could not be drawn anew")
    return undefined
  }
}

/** As answer, for forms outside a company. */
export async function answerUser(form: FormData, run: (user: SignedInUser) => Promise<Done>): Promise<FormState> {
  return respond(form, async () => {
    const user = await currentUser()
    if (!user) throw new Refusal([{ code: "signed_out" }])
    return tellingSaves(() => run(user))
  })
}

/**
 * As answerUser, for what concerns the account and not a company: a session that a company's single sign-on opened is that company's
 * word, which goes for that company alone.
 */
export async function answerAccount(form: FormData, run: (user: SignedInUser) => Promise<Done>): Promise<FormState> {
  return answerUser(form, async user => {
    if (user.ssoCompanyId !== null) throw new Refusal([{ code: "user.sso_session" }])
    return run(user)
  })
}

/** As answer, for forms of people who are not signed in. */
export async function answerAnybody(form: FormData, run: () => Promise<Done>): Promise<FormState> {
  return respond(form, () => tellingSaves(run))
}

/** Something unforeseen, when part of what was asked for was saved already. */
class AlreadySaved extends Error {}

/** Runs it so that an error knows whether anything was saved before. */
function tellingSaves(run: () => Promise<Done>): Promise<Done> {
  return watchSaves(async saved => {
    try {
      return await run()
    } catch (error) {
      unstable_rethrow(error)
      const isForeseen = [Refusal, Forbidden, Stale, NotFound, OutcomeUnknown].some(kind => error instanceof kind)
      throw saved() && !isForeseen ? new AlreadySaved("after a save", { cause: error }) : error
    }
  })
}

/** In the language that the form was drawn in. */
async function respond(form: FormData, run: () => Promise<Done>): Promise<FormState> {
  // What a page binds before the form is the client's to change, and so is how much.
  if (!(form instanceof FormData)) notFound()
  return inLanguageOf(form, () => answered(form, run))
}

async function answered(form: FormData, run: () => Promise<Done>): Promise<FormState> {
  const id = randomUUID()
  try {
    if (!(await fromThisPortal())) throw new Refusal([{ code: "foreign_origin" }])
    await receiveForm(form)
    const done = await run()
    const values = done?.status === "refused" ? typedValues(form) : {}
    return { id, status: "done", issues: [], values, ...done }
  } catch (error) {
    unstable_rethrow(error)
    if (error instanceof NotFound) notFound()
    return { id, values: typedValues(form), ...(await refusal(error, id)) }
  }
}

async function refusal(error: unknown, id: string): Promise<Pick<FormState, "status" | "issues" | "stale">> {
  if (error instanceof Refusal) return { status: "refused", issues: await shown(error.issues) }
  if (error instanceof Forbidden) return { status: "refused", issues: await shown([{ code: "forbidden" }]) }
  if (error instanceof Stale) {
    const stale = { version: error.currentVersion, conflicts: error.conflicts }
    return { status: "stale", issues: await shown([{ code: "stale" }]), stale }
  }
  const reference = id.slice(0, 8)
  webLog().error({ err: error, reference }, "an action failed")
  return { status: "refused", issues: await shown([{ code: codeOf(error), params: { id: reference } }]) }
}

/** "Nothing was saved" is said only where that is known. */
function codeOf(error: unknown): string {
  if (error instanceof OutcomeUnknown) return "outcome_unknown"
  if (error instanceof AlreadySaved) return "failed_after_save"
  return tookTooLongIn(error) ? "took_too_long" : "unexpected"
}

/** The issues with their sentences, `errors.<code>`, in the reader's language, and the labels of their controls. */
export async function shown(issues: readonly Issue[], names?: FieldNames): Promise<ShownIssue[]> {
  const say = await issueSentences()
  return Promise.all(
    issues.map(async issue => ({
      ...issue,
      text: say(issue),
      label: await fieldLabel(issue.field, names),
    })),
  )
}

/** Everything typed, by name of control, so that it can be shown again. */
function typedValues(form: FormData): Record<string, string[]> {
  const values: Record<string, string[]> = {}
  for (const [name, value] of form) {
    // React's own fields name the action.
    if (typeof value !== "string" || name.startsWith("$ACTION_") || isSecret(name)) continue
    values[name] ??= []
    values[name].push(value)
  }
  return values
}
