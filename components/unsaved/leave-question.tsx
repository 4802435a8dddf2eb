"use client"

import { useTranslations } from "next-intl"
import { useEffect, useId, useRef } from "react"
import { putQuestionBy } from "./ask-to-leave"
import { abandonWork } from "./unsaved-work"
import { watchLeaving } from "./watch-leaving"

/**
 * Asks before the page is left with unsaved work, by whatever way: a link, Back and Forward, signing out, a script of the
 * page's own. Reloading and closing the browser asks about by itself. Put it on every page, once.
 */
export function LeaveQuestion() {
  const t = useTranslations("form.leave")
  const dialog = useRef<HTMLDialogElement>(null)
  const stay = useRef<HTMLButtonElement>(null)
  const go = useRef<() => void>(undefined)
  const title = useId()

  useEffect(() => {
    const end = putQuestionBy(next => {
      go.current = next
      if (!dialog.current?.open) dialog.current?.showModal()
      stay.current?.focus()
    })
    const endWatch = watchLeaving()
    return () => {
      end()
      endWatch()
    }
  }, [])

  function leave() {
    const next = go.current
    dialog.current?.close()
    abandonWork()
    next?.()
  }

  return (
    <dialog
      ref={dialog}
      className="question"
      aria-labelledby={title}
      onClose={() => {
        go.current = undefined
      }}
    >
      <h2 id={title}>{t("title")}</h2>
      <p>{t("text")}</p>
      <div className="actions">
        <button type="button" className="btn" onClick={leave}>
          {t("leave")}
        </button>
        <button type="button" className="btn primary" ref={stay} onClick={() => dialog.current?.close()}>
          {t("stay")}
        </button>
      </div>
    </dialog>
  )
}
