import { and, eq, gte, lt, lte, type SQL } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import { company } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { endOfWeek, today } from "@/domain/dates/date"

/** By due date, against the company's today: before it; from it up to Sunday. */
export type Due = "overdue" | "this_week"

/** Condition that a document is due then, on the company's calendar. @param dueDate the document's column */
export async function dueWithin(tx: Tx, companyId: number, dueDate: PgColumn, due: Due): Promise<SQL | undefined> {
  const [own] = await tx.select({ timeZone: company.timeZone }).from(company).where(eq(company.id, companyId))
  const day = today(own!.timeZone)
  return due === "overdue" ? lt(dueDate, day) : and(gte(dueDate, day), lte(dueDate, endOfWeek(day)))
}
