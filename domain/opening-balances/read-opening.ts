import { and, asc, desc, eq, gt, isNotNull, isNull, sql } from "drizzle-orm"
import { currency, glEntry, ledgerTransaction, openingBalance, vendor, vendorLedgerEntry } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type CompanyCurrency, readCompanyCurrency } from "@/domain/books/company-currency"
import { remainingOf } from "@/domain/books/vendor-remaining"
import { NotFound } from "@/domain/errors"
import { isLast, type PostedOpening, standsSql } from "./lock-preparation"
import { findOpening } from "./post-opening"

/** Documents that a page shows. */
const DOCUMENTS_PER_PAGE = 200

export type OpenedDocument = Pick<
  typeof vendorLedgerEntry.$inferSelect,
  | "transactionNo"
  | "vendorNo"
  | "documentType"
  | "documentNo"
  | "externalDocumentNo"
  | "documentDate"
  | "dueDate"
  | "currencyCode"
  | "amount"
> & { vendorName: string; amountDecimals: number; remainingAmount: string }

export type OpeningRead = {
  opening: PostedOpening
  /** What took it back; null: it stands. */
  reversal: Pick<
    typeof ledgerTransaction.$inferSelect,
    "postingDate" | "description" | "postedByName" | "postedAt"
  > | null
  isLast: boolean
  documents: OpenedDocument[]
  /** Number of the transaction after which the next page begins; null: this is the last. */
  next: number | null
  /** Balances by account, without the clearing account. */
  accounts: { glAccountNo: string; amount: string }[]
  lcy: CompanyCurrency
}

/**
 * An opening as it was posted.
 * @param after number of the transaction that the page before ended with
 * @throws NotFound for an unknown number and another company's; Forbidden
 */
export async function readOpening(actor: Actor, no: number, after = 0): Promise<OpeningRead> {
  authorise(actor, "books.see")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const opening = await findOpening(tx, companyId, no)
    if (!opening) throw new NotFound(`opening ${no}`)
    const [reversal] = await tx
      .select({
        postingDate: ledgerTransaction.postingDate,
        description: ledgerTransaction.description,
        postedByName: ledgerTransaction.postedByName,
        postedAt: ledgerTransaction.postedAt,
      })
      .from(ledgerTransaction)
      .where(
        and(
          eq(ledgerTransaction.companyId, companyId),
          eq(ledgerTransaction.openingNo, no),
          isNotNull(ledgerTransaction.reversesNo),
        ),
      )
      .limit(1)
    const documents = await readDocuments(tx, companyId, no, after)
    const shown = documents.slice(0, DOCUMENTS_PER_PAGE)
    return {
      opening,
      reversal: reversal ?? null,
      isLast: await isLast(tx, opening),
      documents: shown,
      next: documents.length > shown.length ? shown.at(-1)!.transactionNo : null,
      accounts: await readAccounts(tx, opening),
      lcy: await readCompanyCurrency(tx, companyId),
    }
  })
}

/** One more than a page shows. */
function readDocuments(tx: Tx, companyId: number, no: number, after: number): Promise<OpenedDocument[]> {
  const [e, remaining] = [vendorLedgerEntry, remainingOf(tx)]
  return tx
    .select({
      transactionNo: e.transactionNo,
      vendorNo: e.vendorNo,
      vendorName: vendor.name,
      documentType: e.documentType,
      documentNo: e.documentNo,
      externalDocumentNo: e.externalDocumentNo,
      documentDate: e.documentDate,
      dueDate: e.dueDate,
      currencyCode: e.currencyCode,
      amount: e.amount,
      amountDecimals: currency.amountDecimals,
      remainingAmount: remaining.amount,
    })
    .from(e)
    .crossJoinLateral(remaining)
    .innerJoin(
      ledgerTransaction,
      and(eq(ledgerTransaction.companyId, e.companyId), eq(ledgerTransaction.no, e.transactionNo)),
    )
    .innerJoin(vendor, and(eq(vendor.companyId, e.companyId), eq(vendor.no, e.vendorNo)))
    .innerJoin(currency, and(eq(currency.companyId, e.companyId), eq(currency.code, e.currencyCode)))
    .where(
      and(
        eq(e.companyId, companyId),
        eq(ledgerTransaction.openingNo, no),
        isNull(ledgerTransaction.reversesNo),
        gt(e.transactionNo, after),
      ),
    )
    .orderBy(asc(e.transactionNo))
    .limit(DOCUMENTS_PER_PAGE + 1)
}

function readAccounts(tx: Tx, opening: PostedOpening) {
  return tx
    .select({ glAccountNo: glEntry.glAccountNo, amount: sql<string>`sum(${glEntry.amount})` })
    .from(glEntry)
    .where(
      and(
        eq(glEntry.companyId, opening.companyId),
        sql`${glEntry.transactionNo} between ${opening.firstTransactionNo} and ${opening.lastTransactionNo}`,
        sql`${glEntry.glAccountNo} <> ${opening.clearingAccountNo}`,
      ),
    )
    .groupBy(glEntry.glAccountNo)
    .orderBy(asc(glEntry.glAccountNo))
}

export type ListedOpening = Pick<PostedOpening, "no" | "startDate" | "postedAt" | "postedByName"> & { stands: boolean }

/** The openings that were posted, the newest first. @throws Forbidden */
export async function listOpenings(actor: Actor): Promise<ListedOpening[]> {
  authorise(actor, "books.see")
  const { companyId } = actor
  return inCompany(companyId, tx =>
    tx
      .select({
        no: openingBalance.no,
        startDate: openingBalance.startDate,
        postedAt: openingBalance.postedAt,
        postedByName: openingBalance.postedByName,
        stands: standsSql,
      })
      .from(openingBalance)
      .where(eq(openingBalance.companyId, companyId))
      .orderBy(desc(openingBalance.no)),
  )
}
