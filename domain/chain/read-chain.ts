import { and, desc, eq, sql } from "drizzle-orm"
import type { ChainFinding } from "@/db/schema"
import { chainLink, chainSeal, chainState } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { writeHead } from "./head-file"

export type Seal = Pick<typeof chainSeal.$inferSelect, "day" | "position" | "publicKey" | "sealedAt"> & { hash: string }

export type ChainRead = {
  /** Links that there are. */
  links: number
  /** The last days that were signed, the latest first. */
  seals: Seal[]
  /** The last time that all of it was checked; undefined: it was not yet. */
  checked?: { at: Date; links: number; wrong: ChainFinding[] }
  /** Whether a check waits to be done, or is under way. */
  isChecking: boolean
  /** Who gets each day's head; "": nobody. */
  mailTo: string
}

const sealsShown = 31

/** The state of the company's chain. @throws Forbidden */
export async function readChain(actor: Actor): Promise<ChainRead> {
  authorise(actor, "books.see")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const [[state], [head], seals, [waiting]] = await Promise.all([
      tx.select().from(chainState).where(eq(chainState.companyId, companyId)),
      tx
        .select({ position: chainLink.position })
        .from(chainLink)
        .where(eq(chainLink.companyId, companyId))
        .orderBy(desc(chainLink.position))
        .limit(1),
      tx
        .select({
          day: chainSeal.day,
          position: chainSeal.position,
          hash: sql<string>`encode(${chainSeal.hash}, 'hex')`,
          publicKey: chainSeal.publicKey,
          sealedAt: chainSeal.sealedAt,
        })
        .from(chainSeal)
        .where(eq(chainSeal.companyId, companyId))
        .orderBy(desc(chainSeal.day))
        .limit(sealsShown),
      tx.execute<{ waits: boolean }>(sql`select exists (select from background_work
        where company_id = ${companyId} and kind = 'check_chain' and state = 'queued') as waits`),
    ])
    return {
      links: head?.position ?? 0,
      seals,
      checked: state?.checkedAt
        ? { at: state.checkedAt, links: state.checkedPosition ?? 0, wrong: state.found }
        : undefined,
      isChecking: waiting!.waits,
      mailTo: state?.mailTo ?? "",
    }
  })
}

/** A day's signed head as text, to be kept outside. @throws Forbidden; NotFound where that day was not signed */
export async function readHeadOf(actor: Actor, day: string): Promise<string> {
  authorise(actor, "books.see")
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(day)) throw new NotFound()
  const head = await inCompany(actor.companyId, tx => dayHeadOf(tx, actor.companyId, day))
  if (head === undefined) throw new NotFound()
  return head
}

/** @returns undefined: that day was not signed */
export async function dayHeadOf(tx: Tx, companyId: number, day: string): Promise<string | undefined> {
  const [seal] = await tx
    .select()
    .from(chainSeal)
    .where(and(eq(chainSeal.companyId, companyId), sql`${chainSeal.day}::text = ${day}`))
  return seal && writeHead({ ...seal, count: seal.position })
}
