import { useTranslations } from "next-intl"
import { Facts } from "@/components/facts"
import { Section } from "@/components/section"
import type { Actor } from "@/domain/access/actor"
import type { DraftLine } from "@/domain/documents/line-fields"
import type { DraftFacts } from "@/domain/purchase-documents/read-draft-facts"
import { FactList } from "./fact-list"
import { MarginShown } from "./margin-shown"

/** What stands out of a draft, and what is left of the sale; nothing where neither is known. */
export function WorthKnowing({
  known,
  lines,
  actor,
  company,
}: {
  known: DraftFacts
  /** Those that are shown. */
  lines: readonly Pick<DraftLine, "lineId" | "no" | "description">[]
  actor: Actor
  company: string
}) {
  const t = useTranslations("facts")
  const { facts, margin, lineMargins } = known
  const sold = lines.filter(({ lineId }) => lineMargins.has(lineId))
  if (facts.length === 0 && margin === undefined) return null
  return (
    <Section title={t("title")}>
      <FactList facts={facts} actor={actor} company={company} currency={known} />
      {margin !== undefined && (
        <Facts stacked facts={[{ term: t("margin.title"), value: <MarginShown margin={margin} currency={known} /> }]} />
      )}
      {sold.length > 0 && (
        <details>
          <summary>{t("margin.perLine")}</summary>
          <ul>
            {sold.map(({ lineId, no, description }) => (
              <li key={lineId}>
                <span className="no">{no}</span> {description}:{" "}
                <MarginShown margin={lineMargins.get(lineId) ?? null} currency={known} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}
