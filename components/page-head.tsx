import type { ReactNode } from "react"

/** The page's one title, its state, a hint beside it, what can be done, and whom or what it is about. */
export function PageHead(props: {
  title: ReactNode
  state?: ReactNode
  hint?: ReactNode
  /** Buttons, or a remark at the right edge. */
  actions?: ReactNode
  subject?: ReactNode
}) {
  const { title, state, hint, actions, subject } = props
  return (
    <div className="head">
      <h1>{title}</h1>
      {state}
      {hint && <span className="hint">{hint}</span>}
      {actions && <div className="actions">{actions}</div>}
      {subject && <p className="subject">{subject}</p>}
    </div>
  )
}
