import postgres from "postgres"
import { env } from "@/env"

/** As autovacuum does within a minute; plans made without it are of an empty company. */
export async function analyse(): Promise<void> {
  const owner = postgres(env().DATABASE_OWNER_URL!, { max: 1, onnotice: () => {} })
  await owner`analyze`
  await owner.end()
}
