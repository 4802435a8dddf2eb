/** Tables of setup whose every state is kept (docs/decisions/0021-setup-in-force-is-kept-by-triggers.md). */
type SetupTable =
  | "bank_account"
  | "currency"
  | "currency_exchange_rate"
  | "general_posting_setup"
  | "gl_account"
  | "inventory_posting_group"
  | "no_series_line"
  | "payment_terms"
  | "purchases_setup"
  | "vat_posting_setup"
  | "vendor_posting_group"

/** Part of a query's `with`: each state of a row of setup, from a version up to another (null: it is in force still). */
export const inForce = `
  in_force as materialized (
    select table_name, row_key, content, setup_version as since,
      lead(setup_version) over (partition by table_name, row_key order by setup_version) as until
    from setup_in_force)`

/**
 * Joins the state of a row of setup that was in force, as `<alias>.content`; null where there was none.
 *
 * @param key SQL: the row's key, its parts joined by "/"
 * @param version SQL: of the setup
 */
export function joinInForce(alias: string, table: SetupTable, key: string, version: string): string {
  return `left join in_force ${alias} on ${alias}.table_name = '${table}' and ${alias}.row_key = ${key}
    and ${alias}.since <= ${version} and (${alias}.until is null or ${alias}.until > ${version})`
}
