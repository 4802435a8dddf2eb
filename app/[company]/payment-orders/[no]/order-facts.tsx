import { getTranslations } from "next-intl/server"
import { Amount } from "@/components/amount"
import { CalendarDate } from "@/components/date"
import { Facts } from "@/components/facts"
import { Link } from "@/components/link"
import { Decimal } from "@/domain/money/decimal"
import type { OrderRead } from "@/domain/payment-approvals/read-order"

/** Who is paid what, when and on what account, and for what. */
export async function OrderFacts({ read, slug }: { read: OrderRead; slug: string }) {
  const [t, words] = await Promise.all([getTranslations("payment_orders"), getTranslations("payments")])
  const { order, payment, amountDecimals: decimals, companyCurrencyCode: own } = read
  const isMore = order.currencyCode !== own || !new Decimal(order.amount).eq(order.amountLcy)
  const facts = [
    {
      term: t("vendor"),
      value: (
        <Link className="link" href={`/${slug}/vendors/${encodeURIComponent(order.vendorNo)}`}>
          {order.vendorNo} {read.vendorName}
        </Link>
      ),
    },
    { term: t("amount"), value: <Amount value={order.amount} decimals={decimals} currency={order.currencyCode} /> },
    isMore && {
      term: t("leaves", { currency: own }),
      value: <Amount value={order.amountLcy} decimals={read.lcyAmountDecimals} />,
    },
    { term: t("postingDate"), value: <CalendarDate date={order.postingDate} /> },
    { term: words("bankAccountNo"), value: `${payment.bankAccountNo} ${read.bankName}` },
    { term: words("paidTo"), value: read.paidTo },
    { term: words("paymentMethodCode"), value: read.methodCode },
    { term: words("bankAmount"), value: payment.bankAmount },
    { term: words("bankRate"), value: payment.bankRate },
    { term: words("bankCharges"), value: payment.bankCharges },
    { term: words("description"), value: payment.description },
    { term: words("externalDocumentNo"), value: payment.externalDocumentNo },
    { term: t("orderedBy"), value: read.requestedByName },
  ]
  return <Facts facts={facts.filter(fact => fact !== false).filter(({ value }) => Boolean(value))} />
}
