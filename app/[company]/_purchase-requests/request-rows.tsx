import { getTranslations } from "next-intl/server"
import { Count } from "@/components/amount"
import { Age } from "@/components/date"
import { RowLink } from "@/components/row-link"
import { State } from "@/components/state"
import { Cell, Row } from "@/components/table"
import type { PurchaseRequestRow } from "@/domain/purchase-requests/list-purchase-requests"
import { failureTexts } from "./failure-texts"

/** Whether something can be done about it from a list. */
export function isUnfinishedRequest({ state }: Pick<PurchaseRequestRow, "state">): boolean {
  return state === "queued" || state === "failed"
}

type Props = {
  requests: readonly PurchaseRequestRow[]
  company: string
  /** Numbers of requests a worker is busy with now. */
  active: ReadonlySet<string>
  /** Whether there is a box on each row that something can be done about. */
  boxes: boolean
}

/** The rows of the list of requests. */
export async function RequestRows({ requests, company, active, boxes }: Props) {
  const t = await getTranslations("purchase_requests")
  return requests.map(request => {
    const { no, salesInvoiceNo, purchaseInvoiceNo } = request
    return (
      <Row key={no}>
        {boxes && (
          <Cell className="pick-cell">
            {isUnfinishedRequest(request) && (
              <label className="target">
                <input type="checkbox" name="no" value={no} aria-label={t("checkOne", { no })} />
              </label>
            )}
          </Cell>
        )}
        <Cell className="mid">
          <RowLink className="no" href={`/${company}/purchase-requests/${encodeURIComponent(no)}`}>
            {no}
          </RowLink>
        </Cell>
        <Cell className="mid">
          <State name={active.has(no) ? "in_process" : request.state} />
        </Cell>
        <Cell className="lead">
          {request.vendorName}
          <RequestReasons request={request} />
        </Cell>
        <Cell className="mid no soft">{salesInvoiceNo}</Cell>
        <Cell className="num mid soft" label={t("column.lines")}>
          <Count value={request.lineCount} />
        </Cell>
        <Cell className="mid soft">{request.requestedByName}</Cell>
        <Cell className="mid soft">
          <Age at={request.requestedAt} />
        </Cell>
        <Cell className="num mid soft" label={t("column.attempts")}>
          <Count value={request.attempts} />
        </Cell>
        <Cell className="no end amount">{purchaseInvoiceNo}</Cell>
      </Row>
    )
  })
}

/** Why it failed: the first reason, and how many more there are. */
export async function RequestReasons({ request }: { request: Pick<PurchaseRequestRow, "reason" | "reasonCount"> }) {
  const { reason, reasonCount } = request
  if (!reason) return null
  const [t, sentence] = [await getTranslations("purchase_requests"), await failureTexts()]
  return (
    <span className="hint below bad">
      {sentence(reason)} {reasonCount > 1 && t("more", { count: reasonCount - 1 })}
    </span>
  )
}
