import { eq } from "drizzle-orm"
import { database } from "@/db/client"
import { installation } from "@/db/schema"
import { isMailCaptured } from "@/domain/notifications/captured-mail"

type Reader = Pick<ReturnType<typeof database>, "select">

/**
 * Whether a link that opens an account reaches the mailbox it is for, and no administrator's eyes: over the mail server.
 * Where none is set, mail is captured for administrators to read, and such links are among it in the demo alone, whose
 * users have no mailbox.
 */
export async function linksReachMailboxes(reader: Reader = database()): Promise<boolean> {
  if (!isMailCaptured()) return true
  const [demo] = await reader
    .select({ key: installation.key })
    .from(installation)
    .where(eq(installation.demo, true))
    .limit(1)
  return demo !== undefined
}
