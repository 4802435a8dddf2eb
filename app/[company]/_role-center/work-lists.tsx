import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { draftPath } from "@/app/[company]/_document-kinds/draft-kinds"
import { Amount } from "@/components/amount"
import { Age } from "@/components/date"
import { DueDate } from "@/components/due-date"
import { Link } from "@/components/link"
import { RowLink } from "@/components/row-link"
import { Section } from "@/components/section"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { IsoDate } from "@/domain/dates/date"
import type { WorkOverview } from "@/domain/role-center/read-work"

type Props = { work: WorkOverview; company: string; timeZone: string; today: IsoDate }

/** What the reader works off: what waits for review, what can be posted, what is overdue, what was sent back. */
export async function WorkLists({ work, company, timeZone, today }: Props) {
  const t = await getTranslations("role_center.work")
  const home = `/${company}`
  const { toReview, toPost, overdue, sentBack } = work
  return (
    <>
      {toReview && (
        <List of="review" all={`${home}/review?kind=review`} column={t("waiting")} isEmpty={toReview.length === 0}>
          {toReview.map(invoice => (
            <Document
              key={invoice.no}
              href={draftPath(company, invoice.documentType, invoice.no)}
              document={invoice}
              amount={invoice.amount}
            >
              <Cell className="mid soft">
                <Age at={invoice.since} timeZone={timeZone} beyond="days" />
              </Cell>
            </Document>
          ))}
        </List>
      )}
      {toPost && (
        <List
          of="post"
          all={`${home}/purchase-invoices?state=reviewed`}
          column={t("dueDate")}
          isEmpty={toPost.length === 0}
          action={
            <Link className="link" href={`${home}/batch-postings/new?all=reviewed`}>
              {t("postAll")}
            </Link>
          }
        >
          {toPost.map(invoice => (
            <Draft key={invoice.no} draft={invoice} company={company} today={today} />
          ))}
        </List>
      )}
      {overdue && (
        <List
          of="overdue"
          all={`${home}/posted-purchase-invoices?state=overdue&sort=dueDate`}
          column={t("dueDate")}
          isEmpty={overdue.length === 0}
        >
          {overdue.map(invoice => (
            <Document
              key={invoice.no}
              href={`${home}/posted-purchase-invoices/${encodeURIComponent(invoice.no)}`}
              document={invoice}
              amount={invoice.remaining}
            >
              <Cell className="mid" label={t("dueDate")}>
                <DueDate date={invoice.dueDate} today={today} />
              </Cell>
            </Document>
          ))}
        </List>
      )}
      {sentBack && (
        <List
          of="sentBack"
          all={`${home}/purchase-invoices?state=sent_back`}
          column={t("dueDate")}
          isEmpty={sentBack.length === 0}
        >
          {sentBack.map(invoice => (
            <Draft key={invoice.no} draft={invoice} company={company} today={today} />
          ))}
        </List>
      )}
    </>
  )
}

type ListProps = {
  of: "review" | "post" | "overdue" | "sentBack"
  /** The list of all of them. */
  all: string
  /** Head of the column that says when. */
  column: string
  isEmpty: boolean
  action?: ReactNode
  children: ReactNode
}

async function List({ of, all, column, isEmpty, action, children }: ListProps) {
  const t = await getTranslations("role_center.work")
  const title = t(`${of}.title`)
  const aside = (
    <span className="actions">
      {action}
      <Link className="link" href={all} aria-label={`${t("all")}: ${title}`}>
        {t("all")}
      </Link>
    </span>
  )
  return (
    <Section title={title} aside={isEmpty ? undefined : aside}>
      {isEmpty ? (
        <p className="soft">{t(`${of}.none`)}</p>
      ) : (
        <Table aria-label={title}>
          <TableHead>
            <Row>
              <Column>{t("no")}</Column>
              <Column>{t("vendor")}</Column>
              <Column>{column}</Column>
              <Column className="num">{t(`${of}.amount`)}</Column>
            </Row>
          </TableHead>
          <TableBody>{children}</TableBody>
        </Table>
      )}
    </Section>
  )
}

type DraftProps = { draft: NonNullable<WorkOverview["toPost"]>[number]; company: string; today: IsoDate }

async function Draft({ draft, company, today }: DraftProps) {
  const t = await getTranslations("role_center.work")
  return (
    <Document href={draftPath(company, "invoice", draft.no)} document={draft} amount={draft.amount}>
      <Cell className="mid" label={t("dueDate")}>
        <DueDate date={draft.dueDate} today={today} />
      </Cell>
    </Document>
  )
}

type DocumentProps = {
  href: string
  document: { no: string; buyFromVendorName: string; amountDecimals: number; currencyCode: string }
  amount: string
  /** The cell that says when. */
  children: ReactNode
}

function Document({ href, document, amount, children }: DocumentProps) {
  return (
    <Row>
      <Cell className="mid">
        <RowLink className="no" href={href}>
          {document.no}
        </RowLink>
      </Cell>
      <Cell className="lead">{document.buyFromVendorName}</Cell>
      {children}
      <Cell className="num amount">
        <Amount value={amount} decimals={document.amountDecimals} currency={document.currencyCode} />
      </Cell>
    </Row>
  )
}
