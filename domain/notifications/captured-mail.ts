import { randomUUID } from "node:crypto"
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { z } from "zod"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { cutForward } from "@/domain/lists/cut-page"
import { env } from "@/env"

const schema = z.object({
  /** Name of its files, e.g. "000000000042-7": event and user. */
  id: z.string().regex(/^\d{12}-\d+$/),
  at: z.coerce.date(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  messageId: z.string(),
})

/** A mail as it would have been sent. */
export type CapturedMail = z.infer<typeof schema>

/** Whether mail is captured at all: only where no mail server is set. */
export function isMailCaptured(): boolean {
  return env().SMTP_URL === undefined
}

/** Keeps a mail where the company's administrators can read it; the same mail again replaces it. */
export async function captureMail(companyId: number, mail: CapturedMail, source: Buffer): Promise<void> {
  const folder = mailFolder(companyId)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await put(join(folder, `${mail.id}.eml`), source)
  await put(join(folder, `${mail.id}.json`), JSON.stringify(mail))
}

/**
 * The company's captured mails, the latest first.
 * @param before id of the last one on the page before
 */
export async function listCapturedMail(
  actor: Actor,
  before: string | undefined,
  limit: number,
): Promise<{ mails: CapturedMail[]; next?: string }> {
  authorise(actor, "company.administer")
  const ids = (await readdir(mailFolder(actor.companyId)).catch(() => []))
    .filter(name => name.endsWith(".json"))
    .map(name => name.slice(0, -".json".length))
    .filter(id => before === undefined || id < before)
    .sort()
    .reverse()
  const { rows, next } = cutForward(ids, limit, id => id)
  return { mails: await Promise.all(rows.map(id => read(actor.companyId, id))), next }
}

/** One captured mail of the company. @throws NotFound */
export async function readCapturedMail(actor: Actor, id: string): Promise<CapturedMail> {
  authorise(actor, "company.administer")
  if (!schema.shape.id.safeParse(id).success) throw new NotFound()
  try {
    return await read(actor.companyId, id)
  } catch {
    throw new NotFound()
  }
}

/** Removes what was captured before then. @returns how many mails */
export async function removeCapturedMail(companyId: number, before: Date): Promise<number> {
  const folder = mailFolder(companyId)
  let removed = 0
  // Lists go by the ".json", so that goes last: a removal that was broken off is made up for.
  for (const name of (await readdir(folder).catch(() => [])).sort()) {
    const path = join(folder, name)
    if ((await stat(path)).mtime >= before) continue
    await rm(path, { force: true })
    if (name.endsWith(".json")) removed++
  }
  return removed
}

async function read(companyId: number, id: string): Promise<CapturedMail> {
  return schema.parse(JSON.parse(await readFile(join(mailFolder(companyId), `${id}.json`), "utf8")))
}

/** Where the captured mails of a company are. */
export function mailFolder(companyId: number): string {
  return join(env().DATA_DIR, "mail", String(companyId))
}

/** In one step, so that no page reads half a mail. */
async function put(path: string, content: string | Buffer): Promise<void> {
  const fresh = `${path}.${randomUUID()}.tmp`
  await writeFile(fresh, content, { mode: 0o600 })
  await rename(fresh, path)
}
