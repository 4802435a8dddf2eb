import type { ChainFinding } from "@/db/schema"
import type { RowsAsked } from "./chained-tables"
import { endorsementText, headText, isSigned } from "./signing"

export const sealRules = {
  head: "a day's signed head is the chain's",
  signature: "a day's head is signed by its key",
  new_key: "a new key is signed by the one before",
} as const

/**
 * Checks the signed heads: that each is still in the chain, and signed by a key that the one before it vouches for. Without the key,
 * nobody can make the chain anew and sign it.
 *
 * @param publicKey of the key that signs now, where it is known here
 */
export async function sealFindings(
  ask: RowsAsked,
  companyId: number,
  { links, publicKey }: { links: number; publicKey?: string },
): Promise<ChainFinding[]> {
  const wrong = new Map<string, ChainFinding>()
  const note = (rule: string, day: string, about: string, expected: string | null, found: string | null) => {
    if (!wrong.has(rule)) wrong.set(rule, { rule, table: "chain_seal", key: `day ${day}`, about, expected, found })
  }
  const seals = await ask(`
    select s.day::text, s.position::text as count, encode(s.hash, 'hex') as hash, encode(l.hash, 'hex') as linked,
      s.public_key as key, encode(s.signature, 'hex') as signature, encode(s.endorsement, 'hex') as endorsement
    from chain_seal s left join chain_link l on l.company_id = s.company_id and l.position = s.position order by s.day`)
  let before: string | undefined
  let count = 0
  for (const seal of seals) {
    const day = seal.day!
    const hash = seal.hash!
    const key = seal.key!
    const own = Number(seal.count)
    if (own > links || own < count) note(sealRules.head, day, "links", String(own), String(Math.max(links, count)))
    else if (seal.linked !== hash) note(sealRules.head, day, `hash of link ${own}`, hash, seal.linked ?? null)
    count = own
    const text = headText({ companyId, day, count: own, hash: Buffer.from(hash, "hex") })
    if (!isSigned(text, Buffer.from(seal.signature!, "hex"), key))
      note(sealRules.signature, day, "signature", `one by ${key}`, "another")
    const isEndorsed =
      key === before ||
      before === undefined ||
      isSigned(endorsementText(companyId, key), Buffer.from(seal.endorsement ?? "", "hex"), before)
    if (!isEndorsed) note(sealRules.new_key, day, "public key", before!, key)
    before = key
  }
  if (publicKey !== undefined && before !== undefined && before !== publicKey)
    note(sealRules.new_key, seals.at(-1)!.day!, "public key", publicKey, before)
  return [...wrong.values()]
}
