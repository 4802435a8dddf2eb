import { database } from "@/db/client"
import type { Actor } from "@/domain/access/actor"
import { recordSecurity } from "./record"

/** That somebody asked for what their roles do not allow, once in a minute. @param right that it takes */
export async function noteRefusal(actor: Pick<Actor, "companyId" | "userId" | "from">, right: string): Promise<void> {
  await recordSecurity(database(), actor, { kind: "refused", detail: right, once: true })
}
