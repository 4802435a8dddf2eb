import type { ReactNode } from "react"
import { type Icon, Info, OctagonAlert, TriangleAlert } from "./icons"

const icons = { info: Info, warning: TriangleAlert, failure: OctagonAlert } as const

/**
 * What happened, then what to do, with the button that does it.
 * @param announce read aloud when it arrives: at once for a failure, else when there is time
 */
export function Notice(props: {
  /** To be led to by a link. */
  id?: string
  tone?: keyof typeof icons
  icon?: Icon
  title?: ReactNode
  /** Text; put a table or a list in as it is, paragraphs are made of plain text alone. */
  children?: ReactNode
  actions?: ReactNode
  announce?: boolean
}) {
  const { id, tone = "info", icon, title, children, actions, announce = false } = props
  const Icon = icon ?? icons[tone]
  const role = tone === "failure" ? "alert" : "status"
  return (
    <div id={id} className={tone === "info" ? "notice" : `notice ${tone}`} role={announce ? role : undefined}>
      <Icon className="icon" aria-hidden="true" />
      {title && (
        <p>
          <strong>{title}</strong>
        </p>
      )}
      {typeof children === "string" ? <p className={title ? "soft" : undefined}>{children}</p> : children}
      {actions && <div className="actions">{actions}</div>}
    </div>
  )
}
