import { eq } from "drizzle-orm"
import postgres from "postgres"
import type { Ending } from "@/bin/until-stopped"
import { languages } from "@/language/language"
import { keptLargeData, year } from "./kept-large-data"

/**
 * `npm run bench -- year`: what a purchasing manager works with, in a company that posted a million documents in a year and has a hundred
 * thousand waiting. Operations as the application's role; without a browser.
 * @param chosen a pattern of the jobs that are to be measured; absent: all
 */
export async function benchYear({ atEnd }: Ending, chosen = ""): Promise<void> {
  const { DATABASE_URL } = await keptLargeData(year)
  const [{ closeDatabase, database }, { company, users }, { yearJobs }, { yearManager, yearSlug }] = await Promise.all([
    import("@/db/client"),
    import("@/db/schema"),
    import("./year-jobs"),
    import("./make-year"),
  ])
  const [own] = await database().select().from(company).where(eq(company.slug, yearSlug))
  const [user] = await database().select().from(users).where(eq(users.email, yearManager))
  const { id: userId, name } = user!
  const manager = { userId, name, language: languages[0], companyId: own!.id, roles: ["purchasing_manager"] } as const
  const sql = postgres(DATABASE_URL, { max: 1 })
  atEnd(() => sql.end())
  for (const [job, run] of yearJobs) if (new RegExp(chosen, "u").test(job)) await run(manager, sql)
  await sql.end()
  await closeDatabase()
}
