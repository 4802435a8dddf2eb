import { useTranslations } from "next-intl"
import { documentAddress, transactionAddress } from "@/app/[company]/_books/addresses"
import { Amount } from "@/components/amount"
import { Link } from "@/components/link"
import { RowLink } from "@/components/row-link"
import { Cell } from "@/components/table"
import type { CompanyCurrency } from "@/domain/books/company-currency"
import type { EntryDocument } from "@/domain/books/entry-document"

type Entry = EntryDocument & { transactionNo: number }

/** The document of an entry, by its kind and number. */
export function DocumentCell({ slug, entry }: { slug: string; entry: Entry }) {
  const t = useTranslations("books")
  return (
    <Cell className="mid" label={t("document")}>
      {t(`documentType.${entry.documentType}`)}{" "}
      <Link className="link no" href={documentAddress(slug, entry)}>
        {entry.documentNo}
      </Link>
    </Cell>
  )
}

/** The transaction of an entry, by its number; the row leads there. */
export function TransactionCell({ slug, entry }: { slug: string; entry: Pick<Entry, "transactionNo"> }) {
  const t = useTranslations("books")
  return (
    <Cell className="num mid" label={t("transaction")}>
      <RowLink href={transactionAddress(slug, entry.transactionNo)}>{entry.transactionNo}</RowLink>
    </Cell>
  )
}

/** An amount, debit positive, in the column it belongs to; the other cell is empty. */
export function DebitCreditCells({ amount, lcy }: { amount: string; lcy: CompanyCurrency }) {
  const t = useTranslations("books")
  const isCredit = amount.startsWith("-")
  const figure = <Amount value={isCredit ? amount.slice(1) : amount} decimals={lcy.decimals} />
  return (
    <>
      <Cell className="num mid" label={isCredit ? undefined : t("debit")}>
        {isCredit ? null : figure}
      </Cell>
      <Cell className="num mid" label={isCredit ? t("credit") : undefined}>
        {isCredit ? figure : null}
      </Cell>
    </>
  )
}

/** A figure that opens the entries behind it. */
export function FigureLink(props: { value: string | null; decimals: number; href: string }) {
  if (props.value === null) return null
  return (
    <Link href={props.href}>
      <Amount value={props.value} decimals={props.decimals} />
    </Link>
  )
}
