import { sql } from "drizzle-orm"
import { database } from "@/db/client"

/** As if the user's sessions had been opened, or used last, so long ago. */
export async function ageSessions(
  userId: number,
  column: "last_seen_at" | "authenticated_at",
  time: string,
): Promise<void> {
  await database().execute(
    sql`UPDATE session SET ${sql.raw(column)} = now() - ${time}::interval WHERE user_id = ${userId}`,
  )
}
