import { Amount, Count } from "@/components/amount"
import { CalendarDate } from "@/components/date"
import { Cell } from "@/components/table"

type Draft = {
  documentDate: string
  dueDate: string
  lineCount: number
  amount: string
  amountDecimals: number
  currencyCode: string
}

/** The last cells of a row in a list of drafts: its dates, how many lines, and the total. */
export function DraftCells({ draft, dueDateLabel }: { draft: Draft; dueDateLabel: string }) {
  return (
    <>
      <Cell className="mid wide-only">
        <CalendarDate date={draft.documentDate} />
      </Cell>
      <Cell className="mid" label={dueDateLabel}>
        <CalendarDate date={draft.dueDate} />
      </Cell>
      <Cell className="num mid wide-only">
        <Count value={draft.lineCount} />
      </Cell>
      <Cell className="num amount">
        <Amount value={draft.amount} decimals={draft.amountDecimals} currency={draft.currencyCode} />
      </Cell>
    </>
  )
}
