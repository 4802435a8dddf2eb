import { getTranslations } from "next-intl/server"
import { booksAddress, transactionAddress } from "@/app/[company]/_books/addresses"
import { Amount } from "@/components/amount"
import { CalendarDate } from "@/components/date"
import { Facts } from "@/components/facts"
import { Link } from "@/components/link"
import { Section } from "@/components/section"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { DetailedVendorEntry, TransactionRead } from "@/domain/books/read-transaction"

type Props = { slug: string; read: TransactionRead }

/** The vendor ledger entry of a transaction, what changed its remaining amount, and what it changed of others. */
export async function VendorEntryView({ slug, read }: Props) {
  const t = await getTranslations("books")
  return (
    <>
      {read.vendor && <OwnEntry slug={slug} read={read} />}
      {read.remainingChanges.length > 0 && (
        <div id="applications">
          <Section title={t("remainingChanges")}>
            <Details slug={slug} lcy={read.lcy} entries={read.remainingChanges} other={entry => entry.appliedEntryNo} />
          </Section>
        </div>
      )}
      {read.changesOfOthers.length > 0 && (
        <Section title={t("changesOfOthers")}>
          <Details
            slug={slug}
            lcy={read.lcy}
            entries={read.changesOfOthers}
            other={entry => entry.vendorLedgerEntryNo}
          />
        </Section>
      )}
    </>
  )
}

async function OwnEntry({ slug, read: { vendor, transaction } }: Props) {
  const t = await getTranslations("books")
  if (!vendor) return null
  const { currencyCode: currency, amountDecimals: decimals } = vendor
  const name = transaction.vendorName ?? vendor.vendorNo
  return (
    <Section title={t("vendorEntry")}>
      <Facts
        facts={[
          {
            term: t("vendor"),
            value: <Link href={booksAddress(slug, "vendor-ledger-entries", { vendor: vendor.vendorNo })}>{name}</Link>,
          },
          { term: t("dueDate"), value: <CalendarDate date={vendor.dueDate} /> },
          { term: t("amount"), value: <Amount value={vendor.amount} decimals={decimals} currency={currency} /> },
          {
            term: t("remainingAmount"),
            value: <Amount value={vendor.remainingAmount} decimals={decimals} currency={currency} />,
          },
        ]}
      />
    </Section>
  )
}

type DetailsProps = {
  slug: string
  lcy: TransactionRead["lcy"]
  entries: readonly DetailedVendorEntry[]
  /** Transaction of the vendor ledger entry on the other side. */
  other: (entry: DetailedVendorEntry) => number | null
}

async function Details({ slug, lcy, entries, other }: DetailsProps) {
  const t = await getTranslations("books")
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("postingDate")}</Column>
          <Column>{t("kind")}</Column>
          <Column>{t("transaction")}</Column>
          <Column>{t("appliedEntry")}</Column>
          <Column className="num">{t("amount")}</Column>
          <Column className="num">{t("amountLcy")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {entries.map(entry => {
          const applied = other(entry)
          return (
            <Row key={`${entry.transactionNo} ${entry.lineNo}`}>
              <Cell className="mid" label={t("postingDate")}>
                <CalendarDate date={entry.postingDate} />
              </Cell>
              <Cell className="lead">{t(`entryType.${entry.entryType}`)}</Cell>
              <Cell className="mid" label={t("transaction")}>
                <Link href={transactionAddress(slug, entry.transactionNo)}>{entry.transactionNo}</Link>
              </Cell>
              <Cell className="mid" label={applied === null ? undefined : t("appliedEntry")}>
                {applied !== null && <Link href={transactionAddress(slug, applied)}>{applied}</Link>}
              </Cell>
              <Cell className="num amount">
                <Amount value={entry.amount} decimals={entry.amountDecimals} currency={entry.currencyCode} />
              </Cell>
              <Cell className="num mid" label={t("amountLcy")}>
                <Amount value={entry.amountLcy} decimals={lcy.decimals} />
              </Cell>
            </Row>
          )
        })}
      </TableBody>
    </Table>
  )
}
