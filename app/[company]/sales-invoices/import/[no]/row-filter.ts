import type { RowQuery } from "@/domain/sales-import/read-import-rows"
import type { ReasonCount, SalesImportRead } from "@/domain/sales-import/read-sales-import"

/** What the address says about the rows to show. */
export type RowAddress = { outcome?: string; reason?: string; after?: string }

/** The rows to show: those asked for, else the refused ones, else, where all were taken, those. */
export function readRowQuery(address: RowAddress, read: Pick<SalesImportRead["import"], "rowsRefused">): RowQuery {
  const asked = address.outcome === "taken" || address.outcome === "refused" ? address.outcome : undefined
  return {
    outcome: asked ?? (read.rowsRefused > 0 ? "refused" : "taken"),
    reason: address.reason && /^[a-z_]{1,40}$/.test(address.reason) ? address.reason : undefined,
    after: Number.parseInt(address.after ?? "", 10) || undefined,
  }
}

/** The address of these rows on the import's page. */
export function addressOfRows(path: string, query: RowQuery | Pick<ReasonCount, "outcome">): string {
  const { outcome, reason, after }: RowQuery = query
  const given = { outcome, reason, after: after?.toString() }
  const search = new URLSearchParams(Object.entries(given).filter((entry): entry is [string, string] => !!entry[1]))
  return `${path}?${search}#rows`
}
