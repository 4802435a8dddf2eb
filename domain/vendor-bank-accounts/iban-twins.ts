import { sql } from "drizzle-orm"
import { vendor, vendorBankAccount } from "@/db/schema"
import type { Tx } from "@/db/tenancy"

/** An account that an IBAN is the same as, or nearly. */
export type IbanTwin = {
  /** Of the vendor that has it. */
  no: string
  name: string
  /** Two signs beside each other are others, or changed places; the check digits are not looked at. */
  isNear: boolean
}

export type AskedIban = {
  /** Whose it is to be; blank: nobody's yet. */
  vendorNo: string
  iban: string
}

/** How one asked for is told from the others. */
export const ibanKey = ({ vendorNo, iban }: AskedIban) => `${vendorNo} ${iban}`

const shownAtMost = 5

/**
 * Accounts of other vendors that are the same as these IBANs, and accounts of anybody that differ from them in one place, those
 * withdrawn left out. One statement, however many: both sides are cut to what stands around two signs.
 *
 * @param asked IBANs bare, in capitals
 */
export async function readIbanTwins(
  tx: Tx,
  companyId: number,
  asked: readonly AskedIban[],
): Promise<Map<string, IbanTwin[]>> {
  if (asked.length === 0) return new Map()
  const [nos, ibans] = [asked.map(({ vendorNo }) => vendorNo), asked.map(({ iban }) => iban)]
  // Country, length and all but two signs beside each other, whatever the check digits are.
  const around = (iban: ReturnType<typeof sql>) =>
    sql`left(${iban}, 2) || length(${iban}) || overlay(substr(${iban}, 5) placing '__' from at for 2)`
  const cuts = (iban: ReturnType<typeof sql>) => sql`generate_series(1, greatest(length(${iban}) - 5, 1)) as at`
  const rows = await tx.execute<{ askedNo: string; askedIban: string; no: string; name: string; isNear: boolean }>(sql`
    with asked as (
      select q.vendor_no, q.iban, ${around(sql`q.iban`)} as around
      from unnest(${sql.param(nos)}::text[], ${sql.param(ibans)}::text[]) as q (vendor_no, iban), ${cuts(sql`q.iban`)}
    ), kept as (
      select a.vendor_no, a.iban, ${around(sql`a.iban`)} as around
      from ${vendorBankAccount} a, ${cuts(sql`a.iban`)}
      where a.company_id = ${companyId} and a.iban <> '' and a.withdrawn_at is null
    )
    select distinct q.vendor_no as "askedNo", q.iban as "askedIban", v.no, v.name, k.iban <> q.iban as "isNear"
    from asked q
    join kept k on k.around = q.around and (k.vendor_no <> q.vendor_no or k.iban <> q.iban)
    join ${vendor} v on v.company_id = ${companyId} and v.no = k.vendor_no
    order by "isNear", v.no`)
  const twins = new Map<string, IbanTwin[]>()
  for (const { askedNo, askedIban, ...twin } of rows) {
    const key = ibanKey({ vendorNo: askedNo, iban: askedIban })
    const known = twins.get(key) ?? []
    if (known.length < shownAtMost) twins.set(key, [...known, twin])
  }
  return twins
}
