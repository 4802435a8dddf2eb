"use client"

import { unstable_isUnrecognizedActionError as isFromBeforeRedeploy } from "next/navigation"
import { useTranslations } from "next-intl"
import { type ReactNode, type SubmitEvent, useActionState, useMemo, useRef, useState, useTransition } from "react"
import { ErrorSummary } from "@/components/error-summary"
import { Notice } from "@/components/notice"
import { FormAnswerContext, formAnswer } from "./answer"
import { DrawnIn } from "./drawn-in"
import { formSize, MAX_FORM_SIZE } from "./form-size"
import { type FormAction, type FormState, idle } from "./form-state"

/** Why no answer came: the page is older than the server, the server could not be reached, or would not look at so much. */
type Unanswered = "outdated" | "offline" | "too_large"

export type FormProps = {
  /** A server action, e.g. `saveVendor.bind(null, companySlug)`. */
  action: FormAction
  className?: string
  id?: string
  /** Accessible name, where the page has several forms. */
  label?: string
  /** Start with an empty form again after an answer of "done". */
  clearWhenDone?: boolean
  children: ReactNode
}

/**
 * A form whose answer keeps what was typed. Without JavaScript the browser posts it and the server renders the page with
 * the answer; with it the controls are never reset, whatever arrives meanwhile, and a failure to reach the server, or a
 * form that is too long for it, is said in the form. The fields of this folder take their value and error from the answer by their name.
 */
export function Form({ action, className, id, label, clearWhenDone = false, children }: FormProps) {
  const [posted, post] = useActionState(action, idle)
  const [fetched, setFetched] = useState<FormState>()
  const [unanswered, setUnanswered] = useState<Unanswered>()
  const [cleared, setCleared] = useState(0)
  const [pending, startTransition] = useTransition()
  const sending = useRef(false)
  const state = fetched ?? posted
  const answer = useMemo(() => formAnswer(state, pending, () => setFetched(idle)), [state, pending])

  function send(event: SubmitEvent<HTMLFormElement>) {
    if (event.defaultPrevented) return
    event.preventDefault()
    if (sending.current) return
    const typed = new FormData(event.currentTarget, event.nativeEvent.submitter)
    if (formSize(typed) > MAX_FORM_SIZE) return setUnanswered("too_large")
    sending.current = true
    // Called here instead of through the form's action: React would reset the controls when it settles.
    startTransition(async () => {
      // No action looks at the answer before, which may be as long as the form.
      const result = await settled(action(idle, typed)).finally(() => {
        sending.current = false
      })
      startTransition(() => {
        setUnanswered(result.unanswered)
        if (result.state) setFetched(result.state)
        if (result.state?.status === "done" && clearWhenDone) setCleared(times => times + 1)
      })
    })
  }

  return (
    <form key={cleared} id={id} className={className} aria-label={label} action={post} onSubmit={send} noValidate>
      <FormAnswerContext value={answer}>
        {unanswered ? <NoAnswer reason={unanswered} /> : <Summary state={state} />}
        <DrawnIn />
        {children}
      </FormAnswerContext>
    </form>
  )
}

/** @throws what is no failure to reach the server, such as the redirect of an action that went well */
async function settled(answer: Promise<FormState>): Promise<{ state?: FormState; unanswered?: Unanswered }> {
  try {
    return { state: await answer }
  } catch (error) {
    if (isFromBeforeRedeploy(error)) return { unanswered: "outdated" }
    // What fetch throws when there is no connection.
    if (error instanceof TypeError) return { unanswered: "offline" }
    throw error
  }
}

function Summary({ state }: { state: FormState }) {
  const t = useTranslations("form")
  if (state.issues.length === 0) return null
  return (
    <ErrorSummary answer={state.id} title={state.status === "stale" ? t("stale") : undefined} errors={state.issues} />
  )
}

function NoAnswer({ reason }: { reason: Unanswered }) {
  const t = useTranslations("form")
  const reload = (
    <button type="button" className="btn" onClick={() => window.location.reload()}>
      {t("reload")}
    </button>
  )
  return (
    <Notice tone="failure" announce actions={reason === "outdated" ? reload : undefined}>
      {t(reason, { megabytes: MAX_FORM_SIZE / 1024 / 1024 })}
    </Notice>
  )
}
