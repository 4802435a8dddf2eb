import { createHash } from "node:crypto"
import { eq } from "drizzle-orm"
import { companyLogo } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { Refusal } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { readLogoFile } from "./logo-file"

export type Logo = Pick<typeof companyLogo.$inferSelect, "type" | "bytes" | "width" | "height" | "hash">

/** The company's logo, for whoever is in the company; null: it has none. */
export async function readLogo(actor: Actor): Promise<Logo | null> {
  authorise(actor, "company.enter")
  const [found] = await inCompany(actor.companyId, tx =>
    tx.select().from(companyLogo).where(eq(companyLogo.companyId, actor.companyId)),
  )
  return found ?? null
}

/**
 * Makes a picture the company's logo, in the place of the one that it has. What kind of picture it is tells its content.
 * @throws Refusal logo.missing, .too_large, .svg, .not_a_picture, .too_wide beside the file; Forbidden
 */
export async function saveLogo(actor: Actor, bytes: Buffer): Promise<void> {
  authorise(actor, "company.administer")
  const read = readLogoFile(bytes)
  if ("code" in read) throw new Refusal([read])
  const { companyId } = actor
  const row = { ...read, bytes, hash: createHash("sha256").update(bytes).digest("hex") }
  await inCompany(companyId, async tx => {
    const kept = { companyId, ...row, savedAt: new Date() }
    await tx.insert(companyLogo).values(kept).onConflictDoUpdate({ target: companyLogo.companyId, set: kept })
    await recordEvent(tx, {
      companyId,
      actor,
      kind: "company_logo.saved",
      subjectType: "setup",
      subjectNo: "company-information",
    })
  })
}

/** Takes the company's logo away; nothing where it has none. @throws Forbidden */
export async function removeLogo(actor: Actor): Promise<void> {
  authorise(actor, "company.administer")
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    const gone = await tx
      .delete(companyLogo)
      .where(eq(companyLogo.companyId, companyId))
      .returning({ hash: companyLogo.hash })
    if (gone.length === 0) return
    await recordEvent(tx, {
      companyId,
      actor,
      kind: "company_logo.removed",
      subjectType: "setup",
      subjectNo: "company-information",
    })
  })
}
