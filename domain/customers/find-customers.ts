import { and, eq, sql } from "drizzle-orm"
import { customer } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { cutText } from "@/domain/text/cut-text"

export type FoundCustomer = Pick<typeof customer.$inferSelect, "no" | "name" | "city" | "blocked">

const found = { no: customer.no, name: customer.name, city: customer.city, blocked: customer.blocked }

/**
 * Customers by number, name or city, typing errors forgiven, the best match first.
 *
 * @param atMost how many to return
 * @throws Forbidden without the right to see master data
 */
export async function findCustomers(actor: Actor, text: string, atMost = 20): Promise<FoundCustomer[]> {
  authorise(actor, "master_data.see")
  const wanted = cutText(text.trim(), 100)
  if (wanted === "") return []
  return inCompany(actor.companyId, tx =>
    tx
      .select(found)
      .from(customer)
      .innerJoin(sql`search_customers(${wanted}, ${atMost}) as found`, sql`found.no = ${customer.no}`)
      .where(eq(customer.companyId, actor.companyId))
      .orderBy(sql`found.rank`, sql`${customer.name} collate "und-x-icu"`, customer.no),
  )
}

/**
 * Those of these numbers, in that order; a number that none has is passed over.
 *
 * @throws Forbidden without the right to see master data
 */
export async function customersByNo(actor: Actor, nos: readonly string[]): Promise<FoundCustomer[]> {
  authorise(actor, "master_data.see")
  if (nos.length === 0) return []
  const rows = await inCompany(actor.companyId, tx =>
    tx
      .select(found)
      .from(customer)
      .where(and(eq(customer.companyId, actor.companyId), sql`${customer.no} = any(${sql.param(nos)}::text[])`)),
  )
  return rows.sort((a, b) => nos.indexOf(a.no) - nos.indexOf(b.no))
}
