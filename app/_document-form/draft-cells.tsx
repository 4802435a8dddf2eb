import { Amount, Count } from "@/components/amount"
import { CalendarDate } from "@/components/date"
import { DueDate } from "@/components/due-date"
import { Cell } from "@/components/table"

type Draft = {
  documentDate: string
  dueDate: string
  lineCount: number
  amount: string
  amountDecimals: number
  currencyCode: string
}

type Props = {
  draft: Draft
  /** The columns' heads, which stand before the values where the row is a card. */
  labels: Record<"documentDate" | "dueDate" | "lines", string>
  /** The company's, to tell what is overdue; null where nobody is late with it, as with a credit memo. */
  today: string | null
}

/** The last cells of a row in a list of drafts: its dates, how many lines, and the total. */
export function DraftCells({ draft, labels, today }: Props) {
  return (
    <>
      <Cell className="mid" label={labels.documentDate}>
        <CalendarDate date={draft.documentDate} />
      </Cell>
      <Cell className="mid" label={labels.dueDate}>
        {today === null ? <CalendarDate date={draft.dueDate} /> : <DueDate date={draft.dueDate} today={today} />}
      </Cell>
      <Cell className="num mid" label={labels.lines}>
        <Count value={draft.lineCount} />
      </Cell>
      <Cell className="num amount">
        <Amount value={draft.amount} decimals={draft.amountDecimals} currency={draft.currencyCode} />
      </Cell>
    </>
  )
}
