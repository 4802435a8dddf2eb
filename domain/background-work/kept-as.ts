import { eq, sql } from "drizzle-orm"
import { backgroundWork, type WorkName } from "@/db/schema"
import type { Kept } from "./work-kind"

/** Where works of that name are kept. What can be begun again goes on then: only that it was enqueued again counts. */
export function keptAs(name: WorkName): Kept {
  const { no, generation, kind } = backgroundWork
  return { table: backgroundWork, no: sql<string>`${no}::text`, attempts: generation, only: eq(kind, name) }
}
