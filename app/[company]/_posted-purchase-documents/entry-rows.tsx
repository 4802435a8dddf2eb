import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { Amount, Percentage, Quantity, UnitAmount } from "@/components/amount"
import { CalendarDate } from "@/components/date"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { FoundEntryTable } from "@/domain/posted-purchase-documents/find-entries"

type Props = {
  entries: FoundEntryTable
  /** Of the document's currency. */
  decimals: number
  /** Of the company's. */
  lcyDecimals: number
}

type Field = { name: string; value: ReactNode; as?: Look }

type Look = "plain" | "lead" | "num" | "amount"

/** How a column looks, and whether its name stands before the value where the row is a card. */
const looks: Record<Look, { column?: string; cell: string; isLabelled: boolean }> = {
  plain: { cell: "mid", isLabelled: true },
  lead: { cell: "lead", isLabelled: false },
  num: { column: "num", cell: "num mid", isLabelled: true },
  amount: { column: "num", cell: "num amount", isLabelled: false },
}

/** The entries of one table, each with the columns that its kind has. */
export function EntryRows(props: Props) {
  const t = useTranslations("posted_purchase_invoices.entry")
  const rows = useRows(props)
  const [first] = rows
  return (
    <Table>
      <TableHead>
        <Row>
          {first?.fields.map(({ name, as = "plain" }) => (
            <Column key={name} className={looks[as].column}>
              {t(name)}
            </Column>
          ))}
        </Row>
      </TableHead>
      <TableBody>
        {rows.map(({ key, fields }) => (
          <Row key={key}>
            {fields.map(({ name, value, as = "plain" }) => (
              <Cell key={name} className={looks[as].cell} label={looks[as].isLabelled ? t(name) : undefined}>
                {value}
              </Cell>
            ))}
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

function useRows({ entries, decimals, lcyDecimals }: Props): { key: string; fields: Field[] }[] {
  const t = useTranslations("posted_purchase_invoices.entry")
  const lcy = (value: string) => <Amount value={value} decimals={lcyDecimals} />
  const own = (value: string) => <Amount value={value} decimals={decimals} />
  const date = (day: string) => <CalendarDate date={day} />
  const no = (text: string | number) => <span className="no">{text}</span>
  switch (entries.table) {
    case "gl_entry":
      return entries.rows.map(row => ({
        key: String(row.lineNo),
        fields: [
          { name: "accountName", value: row.accountName, as: "lead" },
          { name: "glAccountNo", value: no(row.glAccountNo) },
          { name: "postingDate", value: date(row.postingDate) },
          { name: "description", value: row.description },
          { name: "amountLcy", value: lcy(row.amount), as: "amount" },
        ],
      }))
    case "vat_entry":
      return entries.rows.map(row => ({
        key: String(row.lineNo),
        fields: [
          { name: "vatIdentifier", value: row.vatIdentifier, as: "lead" },
          { name: "vatCalculationType", value: t(`vat_${row.vatCalculationType}`) },
          { name: "vatPercent", value: <Percentage value={row.vatPercent} sign={false} />, as: "num" },
          { name: "postingDate", value: date(row.postingDate) },
          { name: "base", value: lcy(row.base), as: "num" },
          { name: "vatAmount", value: lcy(row.amount), as: "amount" },
          { name: "vatDifference", value: lcy(row.vatDifference), as: "num" },
          { name: "nonDeductibleBase", value: lcy(row.nonDeductibleBase), as: "num" },
          { name: "nonDeductibleAmount", value: lcy(row.nonDeductibleAmount), as: "num" },
        ],
      }))
    case "vendor_ledger_entry":
      return entries.rows.map(row => ({
        key: String(row.transactionNo),
        fields: [
          { name: "description", value: row.description, as: "lead" },
          { name: "entryNo", value: no(row.transactionNo) },
          { name: "externalDocumentNo", value: row.externalDocumentNo },
          { name: "postingDate", value: date(row.postingDate) },
          { name: "dueDate", value: date(row.dueDate) },
          { name: "amountLcy", value: lcy(row.amountLcy), as: "num" },
          { name: "amount", value: own(row.amount), as: "amount" },
        ],
      }))
    case "detailed_vendor_ledger_entry":
      return entries.rows.map(row => ({
        key: `${row.transactionNo} ${row.lineNo}`,
        fields: [
          { name: "entryType", value: t(`type_${row.entryType}`), as: "lead" },
          { name: "entryNo", value: no(row.transactionNo) },
          { name: "appliedEntryNo", value: row.appliedEntryNo === null ? null : no(row.appliedEntryNo) },
          { name: "postingDate", value: date(row.postingDate) },
          { name: "amountLcy", value: lcy(row.amountLcy), as: "num" },
          { name: "amount", value: own(row.amount), as: "amount" },
        ],
      }))
    case "item_ledger_entry":
      return entries.rows.map(row => ({
        key: String(row.lineNo),
        fields: [
          { name: "description", value: row.description, as: "lead" },
          { name: "itemNo", value: no(row.itemNo) },
          { name: "postingDate", value: date(row.postingDate) },
          { name: "unitOfMeasureCode", value: row.unitOfMeasureCode },
          { name: "quantityBase", value: <Quantity value={row.quantity} />, as: "amount" },
        ],
      }))
    case "value_entry":
      return entries.rows.map(row => ({
        key: String(row.lineNo),
        fields: [
          { name: "itemNo", value: no(row.itemNo), as: "lead" },
          { name: "inventoryAccountNo", value: no(row.inventoryAccountNo) },
          { name: "postingDate", value: date(row.postingDate) },
          { name: "costPerUnit", value: <UnitAmount value={row.costPerUnit} decimals={lcyDecimals} />, as: "num" },
          { name: "costAmount", value: lcy(row.costAmount), as: "amount" },
        ],
      }))
  }
}
