import { getTranslations } from "next-intl/server"
import { VatGroupTable } from "@/app/[company]/books/vat-group-table"
import { Section } from "@/components/section"
import type { TransactionRead } from "@/domain/books/read-transaction"

/** The VAT entries of a transaction, one a VAT group. */
export async function VatEntries({ read: { vat, lcy } }: { read: TransactionRead }) {
  const t = await getTranslations("books")
  if (vat.length === 0) return null
  return (
    <Section title={t("title.vatEntries")} aside={<span className="hint">{lcy.code}</span>}>
      <VatGroupTable groups={vat} lcy={lcy} keyOf={({ lineNo }) => lineNo} />
    </Section>
  )
}
