import { useTranslations } from "next-intl"
import { Amount, Count } from "@/components/amount"
import { DueDate } from "@/components/due-date"
import { RowLink } from "@/components/row-link"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { DueSalesInvoice } from "@/domain/role-center/read-role-center"

/** Ongoing sales invoices, those due first. */
export function DueSalesInvoices(props: { invoices: readonly DueSalesInvoice[]; company: string; today: string }) {
  const { invoices, company, today } = props
  const t = useTranslations("role_center.sales")
  if (invoices.length === 0) return <p className="soft">{t("empty")}</p>
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("no")}</Column>
          <Column>{t("customer")}</Column>
          <Column>{t("dueDate")}</Column>
          <Column className="num">{t("lines")}</Column>
          <Column className="num">{t("total")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {invoices.map(invoice => (
          <Row key={invoice.no}>
            <Cell className="mid">
              <RowLink className="no" href={`/${company}/sales-invoices/${encodeURIComponent(invoice.no)}`}>
                {invoice.no}
              </RowLink>
            </Cell>
            <Cell className="lead">{invoice.customerName}</Cell>
            <Cell className="mid soft">
              <DueDate date={invoice.dueDate} today={today} />
            </Cell>
            <Cell className="num mid soft" label={t("lines")}>
              <Count value={invoice.lineCount} />
            </Cell>
            <Cell className="num amount">
              <Amount value={invoice.amount} decimals={invoice.amountDecimals} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
