import { getTranslations } from "next-intl/server"
import { unapply } from "@/app/[company]/payments/actions"
import { Amount } from "@/components/amount"
import { CalendarDate } from "@/components/date"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { SubmitButton } from "@/components/submit-button"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { PaymentRead } from "@/domain/payments/read-payment"

/** What a payment settles; who may pay can undo each. */
export async function Applied({ payment, slug, mayPay }: { payment: PaymentRead; slug: string; mayPay: boolean }) {
  const t = await getTranslations("payments")
  const { transactionNo, documentNo } = payment.entry
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("document")}</Column>
          <Column>{t("vendorInvoiceNo")}</Column>
          <Column>{t("dueDate")}</Column>
          <Column className="num">{t("applied")}</Column>
          {mayPay && (
            <Column>
              <span className="hidden">{t("unapply")}</span>
            </Column>
          )}
        </Row>
      </TableHead>
      <TableBody>
        {payment.applied.map(({ entry, amount }) => (
          <Row key={entry.transactionNo}>
            <Cell className="lead">{entry.documentNo}</Cell>
            <Cell className="mid" label={t("vendorInvoiceNo")}>
              {entry.externalDocumentNo}
            </Cell>
            <Cell className="mid" label={t("dueDate")}>
              <CalendarDate date={entry.dueDate} />
            </Cell>
            <Cell className="num amount">
              <Amount value={amount} decimals={payment.amountDecimals} />
            </Cell>
            {mayPay && (
              <Cell className="mid">
                <Form
                  action={unapply.bind(null, slug, documentNo, transactionNo)}
                  label={t("unapplyOf", { document: entry.documentNo })}
                >
                  <HiddenField name="appliedEntryNo" value={entry.transactionNo} />
                  <SubmitButton
                    className="btn plain"
                    pendingLabel={t("unapplying")}
                    aria-label={t("unapplyOf", { document: entry.documentNo })}
                  >
                    {t("unapply")}
                  </SubmitButton>
                </Form>
              </Cell>
            )}
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
