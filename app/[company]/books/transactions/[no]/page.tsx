import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { booksAddress, documentAddress, transactionAddress } from "@/app/[company]/_books/addresses"
import { CreditMemoEntries } from "@/app/[company]/_posted-purchase-documents/credit-memo-entries"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { Crumbs } from "@/components/crumbs"
import { CalendarDate, Instant } from "@/components/date"
import { type Fact, Facts } from "@/components/facts"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { readTransaction, type TransactionRead } from "@/domain/books/read-transaction"
import { BankEntry } from "./bank-entry"
import { GlEntries } from "./gl-entries"
import { ItemEntries } from "./item-entries"
import { VatEntries } from "./vat-entries"
import { VendorEntryView } from "./vendor-entry"

type Props = { params: Promise<{ company: string; no: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await getTranslations("books.title"))("transaction", { no: (await params).no }) }
}

/** Everything that was posted at once, and what was applied to it later. */
export default async function TransactionPage({ params }: Props) {
  const { company: slug, no } = await params
  const { actor } = await requireActorWith("books.see", slug)
  if (!/^[1-9]\d{0,14}$/.test(no)) notFound()
  const read = await found(readTransaction(actor, Number(no)))
  const t = await getTranslations("books")
  return (
    <>
      <Crumbs trail={[{ label: t("title.glEntries"), href: booksAddress(slug, "gl-entries") }, { label: no }]} />
      <PageHead title={t("title.transaction", { no })} subject={read.transaction.description || undefined} />
      <Facts facts={await factsOf(slug, read)} />
      <GlEntries slug={slug} read={read} />
      <VatEntries read={read} />
      <VendorEntryView slug={slug} read={read} />
      {isOpenedCreditMemo(read) && (
        <CreditMemoEntries
          actor={actor}
          header={{ ...read.vendor, correctsNo: null }}
          slug={slug}
          page={transactionAddress(slug, read.transaction.no)}
        />
      )}
      <BankEntry read={read} />
      <ItemEntries slug={slug} read={read} />
    </>
  )
}

/** A credit memo that came by an opening has no page of its own: here it is applied. */
function isOpenedCreditMemo(
  read: TransactionRead,
): read is TransactionRead & { vendor: NonNullable<TransactionRead["vendor"]> } {
  const { transaction, vendor, reversedByNo } = read
  return transaction.openingNo !== null && vendor?.documentType === "credit_memo" && reversedByNo === null
}

async function factsOf(slug: string, { transaction, reversedByNo }: TransactionRead): Promise<Fact[]> {
  const t = await getTranslations("books")
  const document = `${t(`documentType.${transaction.documentType}`)} ${transaction.documentNo}`
  const address = documentAddress(slug, { ...transaction, transactionNo: transaction.no })
  const here = transactionAddress(slug, transaction.no)
  const toTransaction = (no: number) => <Link href={transactionAddress(slug, no)}>{no}</Link>
  const facts: (Fact | null)[] = [
    { term: t("document"), value: address === here ? document : <Link href={address}>{document}</Link> },
    { term: t("postingDate"), value: <CalendarDate date={transaction.postingDate} /> },
    { term: t("documentDate"), value: <CalendarDate date={transaction.documentDate} /> },
    transaction.externalDocumentNo ? { term: t("externalDocumentNo"), value: transaction.externalDocumentNo } : null,
    transaction.vendorName ? { term: t("vendor"), value: transaction.vendorName } : null,
    transaction.reversesNo ? { term: t("reverses"), value: toTransaction(transaction.reversesNo) } : null,
    reversedByNo ? { term: t("reversedBy"), value: toTransaction(reversedByNo) } : null,
    { term: t("postedBy"), value: transaction.postedByName },
    { term: t("postedAt"), value: <Instant at={transaction.postedAt} /> },
  ]
  return facts.filter(fact => fact !== null)
}
