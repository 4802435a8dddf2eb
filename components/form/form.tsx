"use client"

import { useParams } from "next/navigation"
import { useTranslations } from "next-intl"
import {
  type ReactNode,
  type SubmitEvent,
  useActionState,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  useTransition,
} from "react"
import { ErrorSummary } from "@/components/error-summary"
import { asRendered, FormAnswerContext, formAnswer } from "./answer"
import { DrawnIn } from "./drawn-in"
import { MAX_FORM_FIELDS, MAX_FORM_SIZE } from "./form-limits"
import { formSize } from "./form-size"
import { type FormAction, type FormState, idle } from "./form-state"
import { NoAnswer } from "./no-answer"
import { type Settled, settled, type Unanswered } from "./settled"
import { SignInAgain } from "./sign-in-again"
import { signInBeside } from "./sign-in-beside"
import { useUnsavedWork } from "./use-unsaved-work"

export type FormProps = {
  /** A server action, e.g. `saveVendor.bind(null, companySlug)`. */
  action: FormAction
  className?: string
  id?: string
  /** Accessible name, where the page has several forms. */
  label?: string
  /** Start with an empty form again after an answer of "done". */
  clearWhenDone?: boolean
  /** Address that shows the answer where there is no script: its page has a form of the same action and address. Default: the page's own. */
  postTo?: string
  /** False where nothing is lost by leaving, such as ticks in a list. */
  holdsWork?: boolean
  /**
   * Whether what the form holds is still not saved after an answer to the button of that `intent`. Default: where it was
   * refused.
   */
  isUnsavedAfter?: (answer: FormState, intent: string) => boolean
  children: ReactNode
}

/**
 * A form whose answer keeps what was typed. Without JavaScript the browser posts it and the server renders the page with
 * the answer; with it the controls are never reset, whatever arrives meanwhile, and a failure to reach the server, a
 * form that is too long for it, or an error where an answer should be, is said in the form. The fields of this folder take
 * their value and error from the answer by their name.
 */
export function Form(props: FormProps) {
  const { action, className, id, label, clearWhenDone = false, postTo, children } = props
  const { holdsWork = true, isUnsavedAfter = isRefused } = props
  const [posted, post] = useActionState(action, idle, postTo)
  const form = useRef<HTMLFormElement>(null)
  const [fetched, setFetched] = useState<FormState>()
  const [unanswered, setUnanswered] = useState<Unanswered>()
  const [cleared, setCleared] = useState(0)
  const [pending, startTransition] = useTransition()
  const [drawn, setDrawn] = useState<FormState>()
  const [answered, setAnswered] = useState({ state: posted, intent: "" })
  const work = useUnsavedWork(form, { holdsWork, made: cleared })
  const sending = useRef(false)
  const state = fetched ?? posted
  const last = drawn ?? posted

  function send(typed: FormData) {
    if (sending.current) return
    if (formSize(typed) > MAX_FORM_SIZE) return setUnanswered("too_large")
    if ([...typed].length > MAX_FORM_FIELDS) return setUnanswered("too_many_fields")
    sending.current = true
    // Called here instead of through the form's action: React would reset the controls when it settles.
    startTransition(async () => {
      // No action looks at the answer before, which may be as long as the form.
      const result = await settled(action(idle, typed)).finally(() => {
        sending.current = false
      })
      startTransition(() => take(result, String(typed.get("intent") ?? "")))
    })
  }

  function take({ state, unanswered }: Settled, intent: string) {
    setUnanswered(unanswered)
    if (!state) return
    setFetched(state)
    if (state.data !== undefined) setDrawn(state)
    if (state.status === "done" && clearWhenDone) setCleared(times => times + 1)
    setAnswered({ state, intent })
  }

  // When the answer is drawn: what is stored is what the fields hold then.
  const judge = useEffectEvent(() => {
    if (answered.state.status === "idle") return
    if (!isUnsavedAfter(answered.state, answered.intent)) work.settle()
    else if (answered.state === posted) work.holdsTyped()
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer is judged once
  useEffect(() => judge(), [answered])
  const sendLatest = useRef(send)
  sendLatest.current = send
  const answer = useMemo(
    () =>
      formAnswer({
        state,
        // An answer without a form to draw, such as that of an unexpected error, leaves the one before as it is.
        drawing: last.data === undefined ? asRendered : { id: last.id, data: last.data },
        pending,
        isUnanswered: unanswered !== undefined,
        send: typed => sendLatest.current(typed),
        work,
      }),
    [state, last, pending, unanswered, work],
  )

  function submit(event: SubmitEvent<HTMLFormElement>) {
    if (event.defaultPrevented) return
    event.preventDefault()
    send(new FormData(event.currentTarget, event.nativeEvent.submitter))
  }

  return (
    <form
      ref={form}
      key={cleared}
      id={id}
      className={className}
      aria-label={label}
      // That the answer is shown, for what is sent without a script (bin/give-form-back.ts).
      data-answer={posted.status === "idle" ? undefined : posted.id}
      action={post}
      onSubmit={submit}
      noValidate
    >
      <FormAnswerContext value={answer}>
        {unanswered ? <NoAnswer reason={unanswered} /> : <Summary state={state} />}
        <DrawnIn />
        <SignInAgain />
        {children}
      </FormAnswerContext>
    </form>
  )
}

const isRefused = ({ status }: FormState) => status === "refused" || status === "stale"

function Summary({ state }: { state: FormState }) {
  const t = useTranslations("form")
  const { company = "" } = useParams<{ company?: string }>()
  if (state.issues.length === 0) return null
  const isSignedOut = state.issues.some(({ code }) => code.startsWith("signed_out"))
  return (
    <ErrorSummary
      answer={state.id}
      title={state.status === "stale" ? t("stale") : undefined}
      errors={state.issues}
      remedy={
        isSignedOut && (
          <a className="btn" href={signInBeside(company)} target="_blank" rel="noopener">
            {t("signIn")}
          </a>
        )
      }
    />
  )
}
