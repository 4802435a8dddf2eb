import { sql } from "drizzle-orm"
import { chainSeal } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { env } from "@/env"
import { endorsementText, headText, type SigningKey, signedHead, signingKey } from "./signing"

/** What signs the heads now, and what signed them before it was replaced, where that is still known. */
export type ChainKeys = { now: SigningKey; before?: SigningKey }

/** The keys that this process was given. */
export function chainKeys(): ChainKeys {
  const { CHAIN_KEY, CHAIN_KEY_BEFORE, AUTH_SECRET } = env()
  return {
    now: signingKey(CHAIN_KEY ?? AUTH_SECRET),
    before: CHAIN_KEY_BEFORE === undefined ? undefined : signingKey(CHAIN_KEY_BEFORE),
  }
}

/**
 * Signs the head of a company's chain, once a day that is over by its clocks. Two at once sign it once.
 * @returns the day; undefined where there is nothing to sign, or it is signed
 */
export async function sealDay(companyId: number, keys = chainKeys()): Promise<string | undefined> {
  return inCompany(companyId, async tx => {
    await tx.execute(sql`select from chain_state where company_id = ${companyId} for update`)
    type Open = { day: string; position: string; hash: string; sealed: string | null; key: string | null }
    const [open] = await tx.execute<Open>(sql`
      select ((now() at time zone c.time_zone)::date - 1)::text as day, l.position::text, encode(l.hash, 'hex') as hash,
        s.day::text as sealed, s.public_key as key
      from company c
      cross join lateral (select position, hash from chain_link where company_id = c.id order by position desc limit 1) l
      left join lateral (select day, public_key from chain_seal where company_id = c.id order by day desc limit 1) s on true
      where c.id = ${companyId}`)
    if (!open || (open.sealed !== null && open.sealed >= open.day)) return undefined
    const { day } = open
    const hash = Buffer.from(open.hash, "hex")
    const { now, before } = keys
    const isReplaced = open.key !== null && open.key !== now.publicKey
    const endorses = isReplaced && before?.publicKey === open.key
    await tx.insert(chainSeal).values({
      companyId,
      day,
      position: Number(open.position),
      hash,
      publicKey: now.publicKey,
      signature: signedHead(headText({ companyId, day, count: Number(open.position), hash }), now),
      endorsement: endorses ? signedHead(endorsementText(companyId, now.publicKey), before) : null,
    })
    return day
  })
}
