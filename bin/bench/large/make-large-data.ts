import postgres from "postgres"
import { makeUser } from "@/test/factories"
import { copiesOf, keptBeside, lastNumber, type Size } from "./copies"
import { asCopier, copyRows, dropIndexes } from "./copy-rows"
import { makeModels } from "./models"

/** Who works in both companies, and the companies' slugs. */
export const reader = "bench-large@demo.example"
export const slugs = { large: "bench-large", small: "bench-small" } as const

/**
 * Two companies in the same tables, of one of everything and its copies: a company as large as asked for, and one of a thousand
 * of each. Copied by SQL, past triggers, references and indexes, which are made anew at the end; nothing else may be connected.
 *
 * @param adminUrl of a superuser, on the database that env() names
 * @param tables what is copied; absent: everything
 * @returns ids of the companies, and who works in both
 */
export async function makeLargeData(adminUrl: string, large: Size, tables?: readonly string[]) {
  const user = await makeUser({ email: reader, name: "Bente Bench" })
  const ids = { large: await makeModels(slugs.large, user), small: await makeModels(slugs.small, user) }
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} })
  try {
    await asCopier(admin)
    const copies = (size: Size) => copiesOf(size).filter(({ table }) => tables?.includes(table) ?? true)
    const indexes = await dropIndexes(admin, [...new Set(copies(large).map(({ table }) => table))])
    for (const [company, size] of [
      [ids.large, large],
      [ids.small, { rows: 1_000, vendors: 1_000, few: 100 }],
    ] as const) {
      for (const each of copies(size)) await copyRows(admin, company, user.id, each)
      await keepBeside(admin, company, size)
    }
    await admin`select setval(pg_get_serial_sequence('event', 'id'), ${lastNumber(large)})`
    for (const index of indexes) await admin.unsafe(index)
    await admin.unsafe("vacuum (analyze)")
  } finally {
    await admin.end()
  }
  return { ids, user }
}

async function keepBeside(admin: postgres.Sql, company: number, size: Size): Promise<void> {
  for (const kept of keptBeside) await admin.unsafe(kept.replaceAll(/\bcompany\b/g, String(company)))
  await admin`update ledger_counter set last_transaction_no = ${lastNumber(size)} where company_id = ${company}`
}
