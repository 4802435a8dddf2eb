import { getTranslations } from "next-intl/server"
import { Amount } from "@/components/amount"
import { CalendarDate } from "@/components/date"
import { Section } from "@/components/section"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { OrderRead } from "@/domain/payment-approvals/read-order"

/** What an order pays, document by document. */
export async function OrderEntries({ entries, amountDecimals: decimals, order }: OrderRead) {
  const [t, words] = await Promise.all([getTranslations("payment_orders"), getTranslations("payments")])
  if (entries.length === 0)
    return (
      <Section title={t("pays")}>
        <p className="hint">{t("onAccount")}</p>
      </Section>
    )
  return (
    <Section title={t("pays")}>
      <Table>
        <TableHead>
          <Row>
            <Column>{words("document")}</Column>
            <Column>{words("vendorInvoiceNo")}</Column>
            <Column>{words("dueDate")}</Column>
            <Column>{words("discount")}</Column>
            <Column className="num">{words("amountToApply")}</Column>
          </Row>
        </TableHead>
        <TableBody>
          {entries.map(({ entry, amount, takesDiscount }, index) => (
            <Row key={entry?.transactionNo ?? index}>
              <Cell className="lead">
                <span className="no">{entry?.documentNo}</span>
              </Cell>
              <Cell className="mid" label={words("vendorInvoiceNo")}>
                {entry?.externalDocumentNo}
              </Cell>
              <Cell className="mid" label={words("dueDate")}>
                {entry && <CalendarDate date={entry.dueDate} />}
              </Cell>
              <Cell className="mid" label={takesDiscount ? words("discount") : undefined}>
                {takesDiscount && "✓"}
              </Cell>
              <Cell className="num amount" label={words("amountToApply")}>
                <Amount value={amount} decimals={decimals} currency={order.currencyCode} />
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </Section>
  )
}
