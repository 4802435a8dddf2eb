import type { ReactNode } from "react"

export type Total = { label: string; value: ReactNode }

/** Amounts that add up to the last one; the currency stands once, in the last one's label. */
export function Totals({ parts, sum }: { parts: readonly Total[]; sum: Total }) {
  return (
    <dl className="totals">
      {parts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
      <div>
        <dt className="sum">{sum.label}</dt>
        <dd className="num sum">{sum.value}</dd>
      </div>
    </dl>
  )
}
