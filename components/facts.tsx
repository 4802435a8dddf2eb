import type { ReactNode } from "react"

export type Fact = { term: string; value: ReactNode }

/** What a document says about itself: side by side under the head, or `stacked` in a narrow column. */
export function Facts({ facts, stacked = false }: { facts: readonly Fact[]; stacked?: boolean }) {
  return (
    <dl className={stacked ? "facts stacked" : "facts"}>
      {facts.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
