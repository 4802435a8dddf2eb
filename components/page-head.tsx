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
      <h1>{typeof title === "string" ? withWholeNumbers(title) : title}</h1>
      {state}
      {hint && <span className="hint">{hint}</span>}
      {actions && <div className="actions">{actions}</div>}
      {subject && <p className="subject">{subject}</p>}
    </div>
  )
}

/** A document number stays on one line: a browser would break it after its hyphen. */
function withWholeNumbers(title: string): ReactNode[] {
  return title.split(/([\p{Lu}\d]+-\d+)/u).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <span key={part} className="whole">
        {part}
      </span>
    ),
  )
}
