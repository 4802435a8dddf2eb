import { database } from "@/db/client"
import type { Actor } from "@/domain/access/actor"
import { recordSecurity } from "./record"

/** That somebody took data of the company out as a file. @param what a word of the portal's own, such as "trial-balance" */
export async function recordExport(actor: Pick<Actor, "companyId" | "userId" | "from">, what: string): Promise<void> {
  await recordSecurity(database(), actor, { kind: "exported", detail: what })
}
