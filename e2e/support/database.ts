import postgres from "postgres"

/** The database as one company sees it: for asserting outcomes that no page shows. */
export type CompanyDatabase = postgres.TransactionSql

let opened: postgres.Sql | undefined

/** Reads or changes rows of a company behind the portal's back, in one transaction, as the owner. */
export async function inCompany<T>(slug: string, work: (sql: CompanyDatabase) => Promise<T>): Promise<T> {
  opened ??= postgres(process.env.DATABASE_OWNER_URL!, { max: 2, idle_timeout: 5 })
  return opened.begin(async sql => {
    await sql`select set_config('app.company_id', (select id::text from company where slug = ${slug}), true)`
    return work(sql)
  }) as Promise<T>
}
