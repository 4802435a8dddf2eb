import type { ReactNode } from "react"

/** Where a list has nothing: what that means, what to do next, and the button for it. */
export function Empty({ title, children, actions }: { title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="empty">
      <p>
        <strong>{title}</strong>
      </p>
      {children && <p className="soft">{children}</p>}
      {actions && <div className="actions">{actions}</div>}
    </div>
  )
}
