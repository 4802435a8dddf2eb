import { getTranslations } from "next-intl/server"
import { parameter, type Search, word } from "@/app/_lists/list-address"
import { type PostedKind, postedPath } from "@/app/[company]/_document-kinds/posted-kinds"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { Count } from "@/components/amount"
import { Crumbs } from "@/components/crumbs"
import { CalendarDate } from "@/components/date"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { RowLink } from "@/components/row-link"
import { Section } from "@/components/section"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { entryTables, type FoundEntries, findEntries } from "@/domain/posted-purchase-documents/find-entries"
import { EntryRows } from "./entry-rows"

export type EntriesProps = { params: Promise<{ company: string; no: string }>; searchParams: Promise<Search> }

/** Find Entries: every table's entries of the document, counted, and those of the table in the address. */
export async function FindEntriesView({ kind, params, searchParams }: EntriesProps & { kind: PostedKind }) {
  const [{ company: slug, no: encoded }, search] = [await params, await searchParams]
  const no = decodeURIComponent(encoded)
  const { actor } = await requireActorWith("books.see", slug)
  const table = word(search, "table", entryTables) ?? entryTables[0]
  const after = Number(/^\d{1,9}$/u.exec(parameter(search, "after") ?? "")?.[0] ?? 0)
  const shown = await found(findEntries(actor, kind.documentType, no, { table, after }))
  const t = await getTranslations("posted_purchase_invoices")
  const document = postedPath(slug, kind.documentType, no)
  const path = `${document}/entries`
  return (
    <>
      <Crumbs
        trail={[
          { label: t(`${kind.documentType}.list`), href: `/${slug}/${kind.folder}` },
          { label: no, href: document },
          { label: t("findEntries") },
        ]}
      />
      <PageHead
        title={t("entriesOf", { no })}
        hint={<CalendarDate date={shown.document.postingDate} />}
        subject={shown.document.buyFromVendorName}
      />
      <Tables path={path} counts={shown.counts} table={table} />
      <Section title={t(`table.${table}`)}>
        {shown.entries.rows.length === 0 ? (
          <p className="soft">{t("noEntries")}</p>
        ) : (
          <EntryRows entries={shown.entries} decimals={shown.amountDecimals} lcyDecimals={shown.lcyAmountDecimals} />
        )}
        <Pager
          previous={after > 0 ? `${path}?table=${table}` : undefined}
          next={shown.next === null ? undefined : `${path}?table=${table}&after=${shown.next}`}
        />
      </Section>
    </>
  )
}

async function Tables({ path, counts, table }: { path: string; counts: FoundEntries["counts"]; table: string }) {
  const t = await getTranslations("posted_purchase_invoices")
  return (
    <Table className="table">
      <TableHead>
        <Row>
          <Column>{t("tableName")}</Column>
          <Column className="num">{t("entryCount")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {entryTables.map(name => (
          <Row key={name} aria-current={name === table || undefined}>
            <Cell className="lead">
              <RowLink href={`${path}?table=${name}`} scroll={false}>
                {t(`table.${name}`)}
              </RowLink>
            </Cell>
            <Cell className="num">
              <Count value={counts[name]} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
