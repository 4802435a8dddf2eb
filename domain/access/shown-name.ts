import { type AnyColumn, type SQL, sql } from "drizzle-orm"
import { companyUser, erasedPerson, users } from "@/db/schema"

/**
 * The name of a user as a company may know it today, for a query: the pseudonym of whom it has erased and who has not come back; "" for
 * nobody.
 */
export function shownName(companyId: AnyColumn | number, userId: AnyColumn | SQL | number): SQL<string> {
  const isBack = sql`SELECT FROM ${companyUser} WHERE ${companyUser.companyId} = ${companyId} AND ${companyUser.userId} = ${userId}`
  const erased = sql`SELECT ${erasedPerson.pseudonym} FROM ${erasedPerson}
    WHERE ${erasedPerson.companyId} = ${companyId} AND ${erasedPerson.userId} = ${userId} AND NOT EXISTS (${isBack})`
  return sql<string>`coalesce((${erased}), (SELECT ${users.name} FROM ${users} WHERE ${users.id} = ${userId}), '')`
}
