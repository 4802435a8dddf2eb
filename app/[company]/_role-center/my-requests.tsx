import { getTranslations } from "next-intl/server"
import { RequestReasons } from "@/app/[company]/_purchase-requests/request-rows"
import { Count } from "@/components/amount"
import { Age } from "@/components/date"
import { Empty } from "@/components/empty"
import { Link } from "@/components/link"
import { RowLink } from "@/components/row-link"
import { State, type StateName } from "@/components/state"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { MyRequest } from "@/domain/role-center/read-role-center"

type Props = { requests: readonly MyRequest[]; active: ReadonlySet<string>; company: string }

/** What the reader asked for lately, and where it is. */
export async function MyRequests({ requests, active, company }: Props) {
  const t = await getTranslations("role_center.requests")
  const column = await getTranslations("purchase_requests.column")
  if (requests.length === 0) return <Empty title={t("empty")}>{t("emptyText")}</Empty>
  return (
    <Table aria-live="polite">
      <TableHead>
        <Row>
          <Column>{column("no")}</Column>
          <Column>{column("state")}</Column>
          <Column>{column("vendor")}</Column>
          <Column>{column("salesInvoice")}</Column>
          <Column className="num">{column("lines")}</Column>
          <Column>{column("age")}</Column>
          <Column className="num">{column("purchaseInvoice")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {requests.map(request => (
          <Request key={request.no} request={request} active={active.has(request.no)} company={company} />
        ))}
      </TableBody>
    </Table>
  )
}

async function Request({ request, active, company }: { request: MyRequest; active: boolean; company: string }) {
  const [t, requests] = [await getTranslations("role_center.requests"), await getTranslations("purchase_requests")]
  const address = `/${company}/purchase-requests/${encodeURIComponent(request.no)}`
  const building = active && request.state === "queued"
  return (
    <Row>
      <Cell className="mid">
        <RowLink className="no" href={address}>
          {request.no}
        </RowLink>
      </Cell>
      <Cell className="mid">
        <State name={stateOf(request, building)} />
      </Cell>
      <Cell className="lead">
        {request.vendorName}
        {building && <span className="hint below">{requests("step.building", { count: request.lineCount })}</span>}
        <RequestReasons request={request} />
      </Cell>
      <Cell className="mid no soft">{request.salesInvoiceNo}</Cell>
      <Cell className="num mid soft" label={requests("column.lines")}>
        <Count value={request.lineCount} />
      </Cell>
      <Cell className="mid soft">
        <Age at={request.requestedAt} />
      </Cell>
      <Cell className="no end amount">
        {request.state === "failed" && (
          <Link className="link" href={address} aria-label={`${t("retry")} ${request.no}`}>
            {t("retry")}
          </Link>
        )}
        <PurchaseInvoice request={request} company={company} />
      </Cell>
    </Row>
  )
}

/** A draft that the reader may open is a link; one that was reviewed or is gone is a number. */
function PurchaseInvoice({ request, company }: { request: MyRequest; company: string }) {
  const { purchaseInvoiceNo: no, mayOpen } = request
  if (no === null) return null
  if (!mayOpen) return <span className="no">{no}</span>
  return (
    <Link className="link no" href={`/${company}/purchase-invoices/${encodeURIComponent(no)}`}>
      {no}
    </Link>
  )
}

/** A ready request shows where the review of its invoice stands, as far as that goes on. */
function stateOf({ state, reviewState }: MyRequest, building: boolean): StateName {
  if (building) return "in_process"
  return state === "ready" && reviewState === "sent_back" ? "sent_back" : state
}
