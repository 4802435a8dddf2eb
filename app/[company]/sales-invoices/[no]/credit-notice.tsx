import { getTranslations } from "next-intl/server"
import { Amount } from "@/components/amount"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import type { CreditUse } from "@/domain/customers/credit-use"
import { Decimal, toPlain } from "@/domain/money/decimal"

type Props = { credit: CreditUse | undefined; customerNo: string; company: string }

/** That what is open of the customer, this invoice among it, exceeds its credit limit, with the figures; it stops nothing. */
export async function CreditNotice({ credit, customerNo, company }: Props) {
  if (!credit?.isExceeded) return null
  const t = await getTranslations("sales_invoices.credit")
  const amount = (value: string) => (
    <Amount value={value} decimals={credit.amountDecimals} currency={credit.currencyCode} />
  )
  return (
    <Notice tone="warning" title={t("title")}>
      <p className="soft">
        {t.rich("text", {
          customer: () => (
            <Link className="link" href={`/${company}/customers/${encodeURIComponent(customerNo)}`}>
              {customerNo}
            </Link>
          ),
          limit: () => amount(credit.limit),
          used: () => amount(credit.used),
          beyond: () => amount(toPlain(new Decimal(credit.used).minus(credit.limit))),
        })}
      </p>
    </Notice>
  )
}
