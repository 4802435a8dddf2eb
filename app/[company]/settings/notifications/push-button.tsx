"use client"

import { type MouseEvent, useEffect, useRef, useState } from "react"
import { useFormAnswer } from "@/components/form/answer"
import { type BrowserState, stateOfPush, subscribeToPush } from "./browser-push"

type Texts = Record<BrowserState | "turnOn" | "waiting" | "failed", string>

/**
 * Says whether this browser is told by push, and the button that turns it on: it asks the browser's leave, and sends the form with what the
 * browser says. Nothing happens without a click.
 * @param mark of the browser that the session has turned it on in, if any
 */
export function PushButton({ publicKey, mark, texts }: { publicKey: string; mark?: string; texts: Texts }) {
  const { pending } = useFormAnswer()
  const field = useRef<HTMLInputElement>(null)
  const [state, setState] = useState<BrowserState>()
  const [isAsking, setAsking] = useState(false)
  const [hasFailed, setFailed] = useState(false)

  useEffect(() => {
    let isStale = false
    void stateOfPush(mark).then(found => isStale || setState(found))
    return () => {
      isStale = true
    }
  }, [mark])

  async function press(event: MouseEvent<HTMLButtonElement>) {
    event.preventDefault()
    const { form } = event.currentTarget
    if (isAsking || pending || !form) return
    setFailed(false)
    setAsking(true)
    try {
      field.current!.value = await subscribeToPush(publicKey)
      form.requestSubmit()
    } catch {
      setState(await stateOfPush(mark))
      setFailed(Notification.permission !== "denied")
    } finally {
      setAsking(false)
    }
  }

  return (
    <>
      <input type="hidden" name="subscription" ref={field} />
      <p role="status">{hasFailed ? texts.failed : state && texts[state]}</p>
      {state === "off" && (
        <div className="actions">
          <button type="submit" className="btn" aria-disabled={isAsking || pending || undefined} onClick={press}>
            {isAsking || pending ? texts.waiting : texts.turnOn}
          </button>
        </div>
      )}
    </>
  )
}
