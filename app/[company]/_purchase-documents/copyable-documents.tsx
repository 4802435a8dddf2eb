import { getTranslations } from "next-intl/server"
import { CalendarDate } from "@/components/date"
import { RowLink } from "@/components/row-link"
import { Section } from "@/components/section"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { type Actor, may } from "@/domain/access/actor"
import { listPostedPurchaseDocuments } from "@/domain/posted-purchase-documents/list-posted-purchase-documents"
import { listPurchaseDocuments } from "@/domain/purchase-documents/list-purchase-documents"
import { copySources } from "./copy-input"

const OFFERED_AT_MOST = 8

type Copyable = {
  source: (typeof copySources)[number]["value"]
  no: string
  vendorInvoiceNo: string
  date: string
}

/** What can be copied from that the actor may see. */
export function copySourcesOf(actor: Actor) {
  return copySources.filter(({ isPosted }) => !isPosted || may(actor, "books.see"))
}

type Props = { actor: Actor; draftNo: string; vendor: { no: string; name: string }; path: string }

/** The latest documents of the draft's vendor, each a link that fills in the form above; nothing where there are none. */
export async function CopyableDocuments({ actor, draftNo, vendor, path }: Props) {
  const each = await Promise.all(copySourcesOf(actor).map(source => latestOf(actor, vendor.no, draftNo, source)))
  const documents = each
    .flat()
    .sort((a, b) => (a.date < b.date ? 1 : -1))
    .slice(0, OFFERED_AT_MOST)
  if (documents.length === 0) return null
  const t = await getTranslations("purchase_invoices")
  return (
    <Section title={t("copy.latestOf", { name: vendor.name })}>
      <Table>
        <TableHead>
          <Row>
            <Column>{t("copy.no")}</Column>
            <Column>{t("copy.source")}</Column>
            <Column>{t("copy.vendorsNo")}</Column>
            <Column>{t("copy.date")}</Column>
          </Row>
        </TableHead>
        <TableBody>
          {documents.map(document => (
            <Row key={`${document.source} ${document.no}`}>
              <Cell className="mid">
                <RowLink
                  className="no"
                  href={`${path}?${new URLSearchParams({ source: document.source, no: document.no })}`}
                >
                  {document.no}
                </RowLink>
              </Cell>
              <Cell className="lead">{t(`copy.sources.${document.source}`)}</Cell>
              <Cell className="mid">{document.vendorInvoiceNo}</Cell>
              <Cell className="mid">
                <CalendarDate date={document.date} />
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </Section>
  )
}

async function latestOf(
  actor: Actor,
  vendorNo: string,
  draftNo: string,
  source: (typeof copySources)[number],
): Promise<Copyable[]> {
  const { value, documentType } = source
  if (!source.isPosted) {
    const { rows } = await listPurchaseDocuments(actor, { documentType, vendorNo })
    // A posted document may have the draft's number, in a series of its own.
    const others = rows.filter(({ no }) => no !== draftNo)
    return others.map(row => ({ ...row, source: value, date: row.documentDate }))
  }
  const { rows } = await listPostedPurchaseDocuments(actor, { documentType, vendorNo })
  return rows.map(row => ({ ...row, source: value, date: row.postingDate }))
}
