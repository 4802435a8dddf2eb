import postgres from "postgres"
import { makeUser } from "@/test/factories"
import { copiesOfAYear, lastOfAYear } from "./copies-of-a-year"
import { asCopier, copyRows, dropIndexes } from "./copy-rows"
import { makeModels } from "./models"

/** The company of the year, and its manager. */
export const yearSlug = "bench-year"
export const yearManager = "bench-year@demo.example"

/** A hundred thousand documents at once, as the migration that brought the sums did it. */
const keptSums = (company: number) => `
  do $$ declare chunk text[]; begin
    perform set_config('app.company_id', '${company}', true);
    for chunk in select array_agg(no) from (select no, row_number() over (order by no) / 100000 as part from posted_purchase_document
        where company_id = ${company} and no ~ '^G[0-9]{7}$') p group by part loop
      perform keep_insight_sums(${company}, chunk);
    end loop; end $$`

/** A company that posted a million documents within a year and has a hundred thousand waiting; as `makeLargeData`. */
export async function makeYear(adminUrl: string): Promise<void> {
  const user = await makeUser({ email: yearManager, name: "Mieke Manager" })
  const company = await makeModels(yearSlug, user)
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} })
  try {
    await asCopier(admin)
    const indexes = await dropIndexes(admin, [...new Set(copiesOfAYear.map(({ table }) => table))])
    for (const each of copiesOfAYear) await copyRows(admin, company, user.id, each)
    await admin`update ledger_counter set last_transaction_no = ${lastOfAYear} where company_id = ${company}`
    for (const index of indexes) await admin.unsafe(index)
    await admin.unsafe("vacuum (analyze)")
    await admin.unsafe(keptSums(company))
    await admin.unsafe("vacuum (analyze)")
  } finally {
    await admin.end()
  }
}
