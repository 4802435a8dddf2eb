import { and, asc, eq, sql } from "drizzle-orm"
import { salesInvoice, salesInvoiceLine } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { plainNumber } from "@/domain/documents/draft"
import { NotFound } from "@/domain/errors"
import type { LineScope } from "@/domain/purchase-requests/sales-lines"

/**
 * Which lines of an ongoing sales invoice are meant and what each comes to, to pick over all of its pages. Line ids that
 * the invoice does not have, or no longer, are left out.
 *
 * @returns line id and amount excluding VAT in the invoice's currency, a plain decimal string, in the lines' order
 * @throws NotFound for an unknown number or another company's; Forbidden
 */
export async function readLineAmounts(
  actor: Actor,
  no: string,
  scope: LineScope,
): Promise<[lineId: number, amount: string][]> {
  authorise(actor, "purchase_request.create")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const [found] = await tx
      .select({ no: salesInvoice.no })
      .from(salesInvoice)
      .where(and(eq(salesInvoice.companyId, companyId), eq(salesInvoice.no, no)))
    if (!found) throw new NotFound("sales invoice")
    const rows = await tx
      .select({ lineId: salesInvoiceLine.lineId, amount: salesInvoiceLine.amount })
      .from(salesInvoiceLine)
      .where(
        and(
          eq(salesInvoiceLine.companyId, companyId),
          eq(salesInvoiceLine.documentNo, no),
          scope.kind === "all_lines"
            ? undefined
            : sql`${salesInvoiceLine.lineId} = any(${sql.param(scope.lineIds.map(String))}::text[]::integer[])`,
        ),
      )
      .orderBy(asc(salesInvoiceLine.lineNo))
    return rows.map(({ lineId, amount }) => [lineId, plainNumber(amount)])
  })
}
