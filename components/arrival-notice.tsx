import type { ReactNode } from "react"
import { FocusOnArrival } from "./focus-on-arrival"
import { CircleCheck } from "./icons"

/** Says, on the page that an action led to, what it did; takes the focus, which was on a page that is gone. */
export function ArrivalNotice({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  return (
    <FocusOnArrival className="notice" role="status">
      <CircleCheck className="icon" aria-hidden="true" />
      <p>{children}</p>
      {actions && <div className="actions">{actions}</div>}
    </FocusOnArrival>
  )
}
