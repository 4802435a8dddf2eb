import { useTranslations } from "next-intl"
import type { ReactNode } from "react"

/**
 * A question before something that cannot be undone. The browser opens and closes it by itself, so it also works
 * without a script: Escape, a click outside and Cancel leave everything as it was.
 * @param id unique on the page
 * @param trigger the button that asks; `className` as for any button
 * @param children the form that does it, with its fields and DialogActions
 */
export function Dialog(props: {
  id: string
  trigger: { label: ReactNode; className?: string }
  title: string
  text?: ReactNode
  children: ReactNode
}) {
  const { id, trigger, title, text, children } = props
  return (
    <>
      <button type="button" className={trigger.className ?? "btn"} popoverTarget={id}>
        {trigger.label}
      </button>
      <dialog className="dialog" id={id} popover="auto" aria-labelledby={`${id}-title`}>
        <h2 id={`${id}-title`}>{title}</h2>
        {text && <p className="soft">{text}</p>}
        {children}
      </dialog>
    </>
  )
}

/** The foot of a Dialog's form: Cancel, which comes first so that it has the focus, and the submit button. */
export function DialogActions({ dialog, children }: { dialog: string; children: ReactNode }) {
  const t = useTranslations("common")
  return (
    <div className="actions">
      <button type="button" className="btn" popoverTarget={dialog} popoverTargetAction="hide">
        {t("cancel")}
      </button>
      {children}
    </div>
  )
}
