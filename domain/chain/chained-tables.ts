/** Rows of a query. It knows its company by row-level security, and no other. */
export type RowsAsked = (query: string) => Promise<Record<string, string | null>[]>

/** A table whose rows are posted with a ledger transaction. */
export type PostedTable = {
  name: string
  /** SQL of the transaction's number. */
  transaction: string
  /** Columns that put the rows of one transaction in an order, integers. */
  order: readonly string[]
  /** What is joined to know the transaction. */
  join?: string
}

/** All that a ledger transaction is linked with. */
export const postedTables: readonly PostedTable[] = [
  { name: "ledger_transaction", transaction: "t.no", order: [] },
  ...["gl_entry", "vat_entry", "detailed_vendor_ledger_entry", "item_ledger_entry", "value_entry"].map(name => ({
    name,
    transaction: "t.transaction_no",
    order: ["line_no"],
  })),
  ...["vendor_ledger_entry", "bank_account_ledger_entry", "opened_vendor_entry", "posted_purchase_document"].map(
    name => ({ name, transaction: "t.transaction_no", order: [] }),
  ),
  {
    name: "posted_purchase_line",
    transaction: "d.transaction_no",
    order: ["line_no"],
    join: "join posted_purchase_document d on d.company_id = t.company_id and d.no = t.document_no",
  },
  { name: "opening_balance", transaction: "t.last_transaction_no", order: ["no"] },
]

export const chainedTables: readonly string[] = ["event", "setup_in_force", ...postedTables.map(({ name }) => name)]

/** Columns of a table in their order, each with its type. */
export type Columns = readonly (readonly [name: string, type: string])[]
export type Format = { no: number; columns: Readonly<Record<string, Columns>> }

/** The columns that would be hashed now: all but the company's own, and what another server writes anew. */
export async function columnsNow(ask: RowsAsked): Promise<Format["columns"]> {
  const names = chainedTables.map(name => `'${name}'`).join(", ")
  const rows = await ask(`
    select c.relname as "table", a.attname as "column", a.atttypid::regtype::text as "type"
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relname in (${names})
      and a.attname <> 'company_id' and a.atttypid <> 'xid8'::regtype
    order by c.relname, a.attname`)
  const columns: Record<string, [string, string][]> = {}
  for (const row of rows) {
    columns[row.table!] ??= []
    columns[row.table!]!.push([row.column!, row.type!])
  }
  return columns
}

/** The columns as a select's list, each as text that no setting of the server or the session changes. */
export function asTexts(columns: Columns): string {
  return columns.map(([name, type]) => `${asText(`t."${name}"`, type)} as "${name}"`).join(", ")
}

function asText(column: string, type: string): string {
  if (type === "numeric") return `trim_scale(${column})::text`
  if (type === "date") return `to_char(${column}, 'YYYY-MM-DD')`
  if (type === "timestamp with time zone")
    return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
  if (type === "bytea") return `encode(${column}, 'hex')`
  return isStructured(type) ? `to_jsonb(${column})::text` : `${column}::text`
}

/** Whether the text of a column of that type is JSON. */
export function isStructured(type: string): boolean {
  return type === "jsonb" || type.endsWith("[]")
}

/** Whether a column holds a person's name, which an erasure replaces: see `named_columns()` in the database. */
export function isPersonal(table: string, column: string): boolean {
  return table === "event" ? column === "actor_name" : column.endsWith("_by_name")
}

/** Numbers as SQL. */
export function listOf(nos: readonly number[]): string {
  return `'{${nos.join(",")}}'::bigint[]`
}
