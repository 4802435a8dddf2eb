import { and, asc, eq, type SQL, sql } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import { glAccount, glAccountDay, glEntry, ledgerTransaction } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type CompanyCurrency, readCompanyCurrency } from "./company-currency"
import { documentColumns, type EntryDocument, entriesAskedFor, ofDays, transactionOf } from "./entry-document"
import { type EntryPage, type EntryQuery, readEntryPage } from "./entry-page"
import { matchesAccountFilter, parseAccountFilter } from "./totaling"

/** `account`: a number, or a filter such as "1000..1999|3000". */
export type GlEntryQuery = EntryQuery & { account?: string }

export type GlEntryRow = Omit<typeof glEntry.$inferSelect, "companyId"> & EntryDocument & { glAccountName: string }

export type GlEntryList = EntryPage<GlEntryRow> & {
  /** Sum of all entries that match, on other pages too; null where no account or document was asked for, and in pieces. */
  total: string | null
  /** Name of the one account that was asked for. */
  accountName: string | null
  lcy: CompanyCurrency
}

/** A page of the G/L entries, the newest first. @throws Forbidden */
export async function listGlEntries(actor: Actor, query: GlEntryQuery): Promise<GlEntryList> {
  authorise(actor, "books.see")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const accounts = query.account ? await accountsIn(tx, companyId, query.account) : undefined
    const among = (table: typeof glEntry | typeof glAccountDay) =>
      accounts &&
      amongAccounts(
        table,
        accounts.map(({ no }) => no),
      )
    const matching = and(entriesAskedFor(companyId, glEntry, query), among(glEntry))
    const select = tx
      .select({
        transactionNo: glEntry.transactionNo,
        lineNo: glEntry.lineNo,
        glAccountNo: glEntry.glAccountNo,
        glAccountName: glAccount.name,
        postingDate: glEntry.postingDate,
        amount: glEntry.amount,
        description: glEntry.description,
        genProdPostingGroup: glEntry.genProdPostingGroup,
        vatProdPostingGroup: glEntry.vatProdPostingGroup,
        ...documentColumns,
      })
      .from(glEntry)
      .innerJoin(ledgerTransaction, transactionOf(glEntry))
      .innerJoin(glAccount, and(eq(glAccount.companyId, glEntry.companyId), eq(glAccount.no, glEntry.glAccountNo)))
      .$dynamic()
    const isNarrow = !query.inPieces && (accounts || query.documentNo)
    return {
      ...(await readEntryPage(select, matching, glEntry, "postingDate", query)),
      total: isNarrow ? await totalOf(tx, companyId, query, matching, among(glAccountDay)) : null,
      accountName: accounts?.length === 1 ? accounts[0]!.name : null,
      lcy: await readCompanyCurrency(tx, companyId),
    }
  })
}

async function accountsIn(tx: Tx, companyId: number, text: string): Promise<{ no: string; name: string }[]> {
  const filter = parseAccountFilter(text)
  const accounts = await tx
    .select({ no: glAccount.no, name: glAccount.name })
    .from(glAccount)
    .where(and(eq(glAccount.companyId, companyId), eq(glAccount.accountType, "posting")))
    .orderBy(asc(glAccount.no))
  return accounts.filter(({ no }) => matchesAccountFilter(filter, no))
}

/** One account is asked for by equality: its index then gives the entries in order. */
function amongAccounts({ glAccountNo }: typeof glEntry | typeof glAccountDay, nos: readonly string[]): SQL {
  const [only] = nos
  if (nos.length === 1) return eq(glAccountNo, only!)
  return sql`${glAccountNo} = any(${sql.param(nos)}::text[])`
}

/** A document's entries are few; an account's may be millions, and are added up by day. */
async function totalOf(
  tx: Tx,
  companyId: number,
  { documentNo, from, to }: GlEntryQuery,
  matching: SQL | undefined,
  ofAccounts: SQL | undefined,
): Promise<string> {
  const total = (amount: PgColumn) => ({ total: sql<string>`coalesce(sum(${amount}), 0)` })
  const [sum] = documentNo
    ? await tx.select(total(glEntry.amount)).from(glEntry).where(matching)
    : await tx
        .select(total(glAccountDay.amount))
        .from(glAccountDay)
        .where(and(ofDays(companyId, glAccountDay, { from, to }), ofAccounts))
  return sum!.total
}
