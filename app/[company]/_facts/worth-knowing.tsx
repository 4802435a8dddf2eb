import { useTranslations } from "next-intl"
import { Facts } from "@/components/facts"
import { Section } from "@/components/section"
import type { Actor } from "@/domain/access/actor"
import type { DraftFacts } from "@/domain/purchase-documents/read-draft-facts"
import { FactList } from "./fact-list"
import { MarginShown } from "./margin-shown"

/** What stands out of a draft, and what is left of the sale; nothing where neither is known. */
export function WorthKnowing({ known, actor, company }: { known: DraftFacts; actor: Actor; company: string }) {
  const t = useTranslations("facts")
  const { facts, margin } = known
  if (facts.length === 0 && margin === undefined) return null
  return (
    <Section title={t("title")}>
      <FactList facts={facts} actor={actor} company={company} currency={known} />
      {margin !== undefined && (
        <Facts stacked facts={[{ term: t("margin.title"), value: <MarginShown margin={margin} currency={known} /> }]} />
      )}
    </Section>
  )
}
