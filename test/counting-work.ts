import { sql } from "drizzle-orm"
import { inCompany } from "@/db/tenancy"
import { pieceKind } from "@/domain/background-work/piece-kind"
import { refuse } from "@/domain/errors"

/** A kind of work of the tests alone: counts numbers, and refuses the odd one. All there is of it is in this file. */
export const countingWork = pieceKind({
  name: "counting",
  job: "counting",
  queue: { name: "countings", title: "counting.queue" },
  right: "company.administer",
  mayNot: "counting_may_not",
  take: async ({ actor, content }, done) => {
    const number = Number(content.number)
    if (number === 13) throw refuse("unlucky", { number })
    await inCompany(actor.companyId, async tx => {
      await tx.execute(sql`insert into counted values (${actor.companyId}, ${number})`)
      await done(tx, String(number))
    })
  },
  page: no => `countings/${no}`,
})
