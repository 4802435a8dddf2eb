"use client"

import { type MouseEvent, useRef, useState } from "react"
import { useFormAnswer } from "@/components/form/answer"
import type { PasskeyUse } from "@/domain/users/passkey-challenge"
import { askBrowser, type Unable } from "./ask-browser"
import { passkeyField } from "./passkey-field"

type Texts = { label: string; waiting: string; unable: Record<Unable, string> }

/** For so long an answer of the browser's is good: the server takes it for five minutes. */
const heldFor = 4 * 60_000

/**
 * The button that has its form sent with a passkey's answer. What the browser has answered is kept while the server wants more than
 * that, such as the password, so that nobody makes a passkey twice.
 */
export function PasskeyButton({
  use,
  texts,
  className = "btn",
}: {
  use: PasskeyUse
  texts: Texts
  className?: string
}) {
  const { state, pending } = useFormAnswer()
  const field = useRef<HTMLInputElement>(null)
  const held = useRef({ answer: "", at: 0, sentBefore: "" })
  const [unable, setUnable] = useState<Unable>()
  const [isAsking, setAsking] = useState(false)

  async function press(event: MouseEvent<HTMLButtonElement>) {
    event.preventDefault()
    const { form } = event.currentTarget
    if (isAsking || pending || !form) return
    setUnable(undefined)
    setAsking(true)
    try {
      if (!isStillGood()) held.current = { answer: await askBrowser(use), at: performance.now(), sentBefore: state.id }
      field.current!.value = held.current.answer
      form.requestSubmit()
    } catch (error) {
      setUnable((error as Error).message as Unable)
    } finally {
      setAsking(false)
    }
  }

  /** Sent, refused for something else, and not too long ago. */
  function isStillGood(): boolean {
    const { answer, at, sentBefore } = held.current
    const isRefused = state.issues.some(({ code }) => code === "user.passkey_refused")
    return answer !== "" && state.id !== sentBefore && !isRefused && performance.now() - at < heldFor
  }

  return (
    <>
      <input type="hidden" name={passkeyField} ref={field} />
      <button type="submit" className={className} aria-disabled={isAsking || pending || undefined} onClick={press}>
        {isAsking || pending ? texts.waiting : texts.label}
      </button>
      <p role="status" className="hint">
        {unable && texts.unable[unable]}
      </p>
    </>
  )
}
