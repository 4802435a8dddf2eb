import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { parameter, type Search } from "@/app/_lists/list-address"
import { requireActorWith } from "@/app/actor"
import { Amount } from "@/components/amount"
import { ArrivalNotice } from "@/components/arrival-notice"
import { Instant } from "@/components/date"
import { DueDate } from "@/components/due-date"
import { Empty } from "@/components/empty"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { RowLink } from "@/components/row-link"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { today } from "@/domain/dates/date"
import { listWaitingEntries, type WaitingEntry } from "@/domain/purchase-approvals/waiting-entries"
import type { CompanyInfo } from "@/domain/users/memberships"
import { EntryOf } from "./entry-of"

type Props = { params: Promise<{ company: string }>; searchParams: Promise<Search> }

const pageLength = 50

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("approvals.stuck"))("title") }
}

/** Everybody who is asked for an approval; for administrators, who have somebody else asked where one is stuck. */
export default async function ApprovalEntriesPage({ params, searchParams }: Props) {
  const { actor, company } = await requireActorWith("company.administer", (await params).company)
  const search = await searchParams
  const cursor = parameter(search, "after")
  const after = cursor && /^\d{1,15}$/.test(cursor) ? Number(cursor) : undefined
  const { entries, next } = await listWaitingEntries(actor, { after, limit: pageLength })
  const t = await getTranslations("approvals.stuck")
  const path = `/${company.slug}/administration/approvals`
  const done = parameter(search, "done")
  return (
    <>
      <PageHead title={t("title")} />
      {(done === "reassigned" || done === "cancelled") && <ArrivalNotice>{t(done)}</ArrivalNotice>}
      <p className="soft read">{t("text")}</p>
      {entries.length === 0 ? (
        <Empty title={t("none")}>{t("noneText")}</Empty>
      ) : (
        <Entries entries={entries} path={path} company={company} />
      )}
      <Pager previous={after === undefined ? undefined : path} next={next ? `${path}?after=${next}` : undefined} />
    </>
  )
}

type EntriesProps = { entries: readonly WaitingEntry[]; path: string; company: CompanyInfo }

async function Entries({ entries, path, company }: EntriesProps) {
  const [t, say] = [await getTranslations("approvals.stuck"), await getTranslations("approvals.entry")]
  const day = today(company.timeZone)
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("approver")}</Column>
          <Column>{t("document")}</Column>
          <Column>{t("vendor")}</Column>
          <Column className="num">{t("amount", { currency: company.currencyCode })}</Column>
          <Column>{t("sent")}</Column>
          <Column>{t("due")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {entries.map(entry => (
          <Row key={entry.id}>
            <Cell className="lead term">
              <RowLink href={`${path}/${entry.id}`}>{entry.approverName}</RowLink>
              {entry.state === "waiting" && <span className="hint below">{say("waiting")}</span>}
            </Cell>
            <Cell className="mid" label={t("document")}>
              <EntryOf entry={entry} />
            </Cell>
            <Cell className="mid" label={t("vendor")}>
              {entry.vendorName}
            </Cell>
            <Cell
              className="num amount"
              label={entry.vendorNo === null ? t("amount", { currency: company.currencyCode }) : undefined}
            >
              {entry.vendorNo === null && <Amount value={entry.amount} decimals={entry.amountDecimals} />}
            </Cell>
            <Cell className="mid term" label={t("sent")}>
              <Instant at={entry.sentAt} />
              <span className="hint below">{entry.sentByName}</span>
            </Cell>
            <Cell className="mid" label={entry.dueDate ? t("due") : undefined}>
              {entry.dueDate && <DueDate date={entry.dueDate} today={day} />}
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
