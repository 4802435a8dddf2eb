import { and, asc, eq, type SQL, sql } from "drizzle-orm"
import { glAccount, glEntry, ledgerTransaction } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type CompanyCurrency, readCompanyCurrency } from "./company-currency"
import { documentColumns, type EntryDocument, entriesAskedFor, transactionOf } from "./entry-document"
import { type EntryPage, type EntryQuery, readEntryPage } from "./entry-page"
import { matchesAccountFilter, parseAccountFilter } from "./totaling"

/** `account`: a number, or a filter such as "1000..1999|3000". */
export type GlEntryQuery = EntryQuery & { account?: string }

export type GlEntryRow = Omit<typeof glEntry.$inferSelect, "companyId"> & EntryDocument & { glAccountName: string }

export type GlEntryList = EntryPage<GlEntryRow> & {
  /** Sum of all entries that match, on other pages too; null where no account or document was asked for. */
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
    const matching = and(
      entriesAskedFor(companyId, glEntry, query),
      accounts && amongAccounts(accounts.map(({ no }) => no)),
    )
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
    const isNarrow = accounts || query.documentNo
    return {
      ...(await readEntryPage(select, matching, glEntry, "postingDate", query)),
      total: isNarrow ? await totalOf(tx, matching) : null,
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
function amongAccounts(nos: readonly string[]): SQL {
  const [only] = nos
  if (nos.length === 1) return eq(glEntry.glAccountNo, only!)
  return sql`${glEntry.glAccountNo} = any(${sql.param(nos)}::text[])`
}

async function totalOf(tx: Tx, matching: SQL | undefined): Promise<string> {
  const [sum] = await tx
    .select({ total: sql<string>`coalesce(sum(${glEntry.amount}), 0)` })
    .from(glEntry)
    .where(matching)
  return sum!.total
}
