import { eq, sql } from "drizzle-orm"
import { attachment, company, objectToRemove } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { askObjectStore, ObjectStoreAway } from "./object-store"

/** Objects that are looked up at once. */
const SOME = 100

/**
 * Has an object removed that nothing is written to any more, once the transaction has committed, and if no file is kept in it then. The
 * deletion of a file's row does so by itself (0084): this is for the object of a row that may be gone before its bytes came.
 */
export async function removeObjectSoon(tx: Tx, companyId: number, objectKey: string): Promise<void> {
  await tx
    .insert(objectToRemove)
    .values({ objectKey, ofCompany: companyId })
    .onConflictDoUpdate({ target: objectToRemove.objectKey, set: { notBefore: sql`now()` } })
}

/**
 * Removes from the store of objects what a company's files have left there, and what companies have that are gone themselves. Done twice it is
 * done once.
 *
 * @returns how many
 * @throws ObjectStoreAway; what is left then is removed the next time
 */
export async function removeObjects(companyId: number): Promise<number> {
  for (let removed = 0; ; ) {
    const due = await dueIn(companyId)
    if (due.length === 0) return removed
    for (const key of due) {
      const gone = await askObjectStore(store => store.deleteObject(key))
      if (!gone) throw new ObjectStoreAway(`${key} could not be removed`)
      await inCompany(companyId, tx => tx.delete(objectToRemove).where(eq(objectToRemove.objectKey, key)))
      removed++
    }
  }
}

async function dueIn(companyId: number): Promise<string[]> {
  const [r, a, c] = [objectToRemove, attachment, company]
  const rows = await inCompany(companyId, tx =>
    tx
      .select({ key: r.objectKey })
      .from(r)
      .where(
        sql`${r.notBefore} <= now()
          and (${r.ofCompany} = ${companyId} or not exists (select from ${c} where ${c.id} = ${r.ofCompany}))
          and not exists (select from ${a} where ${a.companyId} = ${companyId} and ${a.objectKey} = ${r.objectKey})`,
      )
      .limit(SOME),
  )
  return rows.map(({ key }) => key)
}
