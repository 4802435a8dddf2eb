import { and, asc, eq, gt } from "drizzle-orm"
import { openingAccountLine, openingStockLine, openingVendorLine } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { OpeningLineValues, PartName } from "./opening-part"
import { parts } from "./parts"

/** Lines that a page shows. */
const LINES_PER_PAGE = 200

const tables = { vendors: openingVendorLine, accounts: openingAccountLine, stock: openingStockLine }

export type LinePage = {
  lines: { no: number; values: OpeningLineValues }[]
  /** Number of the line after which the next page begins; null: this is the last. */
  next: number | null
}

/** The prepared lines of a part in the order in which they came. @param after number of the last line of the page before @throws Forbidden */
export async function readOpeningLines(actor: Actor, part: PartName, after = 0): Promise<LinePage> {
  authorise(actor, "books.see")
  const { companyId } = actor
  const table = tables[part]
  const rows = await inCompany(companyId, tx =>
    tx
      .select()
      .from(table)
      .where(and(eq(table.companyId, companyId), gt(table.no, after)))
      .orderBy(asc(table.no))
      .limit(LINES_PER_PAGE + 1),
  )
  const shown = rows.slice(0, LINES_PER_PAGE)
  return {
    lines: shown.map(row => ({ no: row.no, values: parts[part].values(row) })),
    next: rows.length > shown.length ? shown.at(-1)!.no : null,
  }
}
