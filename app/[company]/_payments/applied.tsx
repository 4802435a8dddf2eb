import { getTranslations } from "next-intl/server"
import { documentAddress } from "@/app/[company]/_books/addresses"
import { Amount } from "@/components/amount"
import { CalendarDate } from "@/components/date"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { RowLink } from "@/components/row-link"
import { SubmitButton } from "@/components/submit-button"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { AppliedEntry } from "@/domain/payments/read-settlement"
import { unapply } from "./actions"

type Props = {
  applied: readonly AppliedEntry[]
  /** Of the payment or credit memo. */
  entryNo: number
  decimals: number
  slug: string
  /** Whether each can be undone. */
  mayUnapply: boolean
}

/** What a payment or credit memo settles; who may pay can undo each. */
export async function Applied({ applied, entryNo, decimals, slug, mayUnapply }: Props) {
  const t = await getTranslations("payments")
  const isRounded = applied.some(({ difference }) => difference !== "0")
  const isDiscounted = applied.some(({ discount }) => discount !== "0")
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("document")}</Column>
          <Column>{t("vendorInvoiceNo")}</Column>
          <Column>{t("dueDate")}</Column>
          <Column className="num">{t("applied")}</Column>
          {isDiscounted && <Column className="num">{t("discount")}</Column>}
          {isRounded && <Column className="num">{t("difference")}</Column>}
          {mayUnapply && (
            <Column>
              <span className="hidden">{t("unapply")}</span>
            </Column>
          )}
        </Row>
      </TableHead>
      <TableBody>
        {applied.map(({ entry, amount, discount, difference }) => (
          <Row key={entry.transactionNo}>
            <Cell className="lead">
              <RowLink className="no" href={documentAddress(slug, entry)}>
                {entry.documentNo}
              </RowLink>
            </Cell>
            <Cell className="mid" label={t("vendorInvoiceNo")}>
              {entry.externalDocumentNo}
            </Cell>
            <Cell className="mid" label={t("dueDate")}>
              <CalendarDate date={entry.dueDate} />
            </Cell>
            <Cell className="num amount">
              <Amount value={amount} decimals={decimals} />
            </Cell>
            {isDiscounted && (
              <Cell className="num mid" label={discount === "0" ? undefined : t("discount")}>
                {discount !== "0" && <Amount value={discount} decimals={decimals} />}
              </Cell>
            )}
            {isRounded && (
              <Cell className="num mid" label={difference === "0" ? undefined : t("difference")}>
                {difference !== "0" && <Amount value={difference} decimals={decimals} />}
              </Cell>
            )}
            {mayUnapply && (
              <Cell className="mid">
                <Form action={unapply.bind(null, slug, entryNo)} label={t("unapplyOf", { document: entry.documentNo })}>
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
