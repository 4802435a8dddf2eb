import { useLocale, useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { formatNumber } from "@/language/number-format"

/** How far long work is: a bar, and the figures beside its name. Without `total` it is under way, nobody knows how far. */
export function Progress(props: { label: string; done?: number; total?: number; hint?: ReactNode }) {
  const { label, done = 0, total, hint } = props
  const t = useTranslations("common")
  const language = useLocale()
  const count = (value: number) => formatNumber(String(value), language, { min: 0, max: 0 })
  return (
    <div className="progress">
      <div>
        <strong>{label}</strong>
        {total !== undefined && (
          <span className="soft num">{t("progress", { done: count(done), total: count(total) })}</span>
        )}
      </div>
      <progress aria-label={label} max={total ?? 1} value={total === undefined ? undefined : done} />
      {hint && <span className="hint">{hint}</span>}
    </div>
  )
}
