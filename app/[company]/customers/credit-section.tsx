import { getTranslations } from "next-intl/server"
import { Amount } from "@/components/amount"
import { Facts } from "@/components/facts"
import { Link } from "@/components/link"
import { Section } from "@/components/section"
import type { CreditUse } from "@/domain/customers/credit-use"
import { Decimal, toPlain } from "@/domain/money/decimal"

/** The customer's credit limit, what its ongoing sales invoices use of it, and what is left. */
export async function CreditSection({ credit, no, company }: { credit: CreditUse; no: string; company: string }) {
  const t = await getTranslations("customers.credit")
  const left = new Decimal(credit.limit).minus(credit.used)
  const amount = (value: string) => (
    <Amount value={value} decimals={credit.amountDecimals} currency={credit.currencyCode} />
  )
  return (
    <Section title={t("title")}>
      <Facts
        facts={[
          { term: t("limit"), value: amount(credit.limit) },
          {
            term: t("used"),
            value: (
              <Link className="link" href={`/${company}/sales-invoices?customer=${encodeURIComponent(no)}`}>
                {amount(credit.used)}
              </Link>
            ),
          },
          {
            term: t(credit.isExceeded ? "exceeded" : "left"),
            value: <span className={credit.isExceeded ? "bad" : undefined}>{amount(toPlain(left.abs()))}</span>,
          },
        ]}
      />
    </Section>
  )
}
