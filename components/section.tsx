import { type ReactNode, useId } from "react"

/** A part of a page under its own heading; `aside` stands at the right end of the heading's line. */
export function Section(props: { title: ReactNode; aside?: ReactNode; first?: boolean; children: ReactNode }) {
  const { title, aside, first = false, children } = props
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <div className={first ? "section first" : "section"}>
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  )
}
