import { segmentOf } from "@/domain/records/key-segments"

/** Where setup stands, below a company's address. */
export const setupPath = (company: string) => `/${company}/administration/setup`

export const tablePath = (company: string, table: string) => `${setupPath(company)}/${table}`

export const rowPath = (company: string, table: string, key: readonly string[]) =>
  [tablePath(company, table), ...key.map(segmentOf)].join("/")

export const deletePath = (company: string, table: string, key: readonly string[]) =>
  [tablePath(company, table), "delete", ...key.map(segmentOf)].join("/")

/** The table, told what was done to which of its rows; that of a single row names none. */
export function donePath(company: string, table: string, deed: "saved" | "deleted", key: readonly string[]): string {
  const parts = key.length > 0 ? key : ["1"]
  return `${tablePath(company, table)}?${new URLSearchParams(parts.map(part => [deed, part]))}`
}
