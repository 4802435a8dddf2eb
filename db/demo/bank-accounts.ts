import { and, eq, sql } from "drizzle-orm"
import { vendorBankAccount } from "@/db/schema"
import type { Tx } from "@/db/tenancy"

/** Who proposes and who confirms. */
type Person = { id: number; name: string }

/** Signs of an account by country, a bank's letters or digits before them; elsewhere there is no IBAN. */
const forms: Record<string, { bank: string; digits: number }> = {
  NL: { bank: "KOLK", digits: 10 },
  BE: { bank: "539", digits: 9 },
  DE: { bank: "37040044", digits: 10 },
}

/** An invented account of a vendor: an IBAN with check digits where its country has them. @param of tells vendors apart */
function numberOf(country: string, of: number) {
  const form = forms[country]
  if (!form) return { iban: "", accountNo: String(400_000_000 + of), bic: "DEMOUS33" }
  const serial = String(of).padStart(form.digits, "0")
  // A Belgian account ends in the remainder of its first ten digits by 97.
  const belgian = country === "BE" ? String(Number(`${form.bank}${serial.slice(2)}`) % 97 || 97).padStart(2, "0") : null
  const account = belgian ? `${form.bank}${serial.slice(2)}${belgian}` : `${form.bank}${serial}`
  const digits = [...`${account}${country}00`].map(sign => Number.parseInt(sign, 36)).join("")
  return {
    iban: `${country}${String(98n - (BigInt(digits) % 97n)).padStart(2, "0")}${account}`,
    accountNo: "",
    bic: "",
  }
}

/** Proposes an account of each vendor, as one person does. */
export async function proposeAccounts(
  tx: Tx,
  companyId: number,
  vendors: readonly { no: string; name: string; countryRegionCode?: string }[],
  { proposer, first = 1 }: { proposer: Person; first?: number },
): Promise<void> {
  if (vendors.length === 0) return
  await tx.insert(vendorBankAccount).values(
    vendors.map(({ no, name, countryRegionCode = "NL" }, index) => ({
      companyId,
      vendorNo: no,
      ...numberOf(countryRegionCode, first + index),
      accountHolder: name.slice(0, 100),
      evidence: "Factuur van de leverancier",
      verifiedHow: "called_back" as const,
      verifiedOn: sql`current_date`,
      proposedBy: proposer.id,
      proposedByName: proposer.name,
    })),
  )
}

/** Confirms what one proposed of a company's vendors, as a second person does. @param vendorNo of this one alone */
export async function confirmAccounts(
  tx: Tx,
  companyId: number,
  { proposer, confirmer, vendorNo }: { proposer: Person; confirmer: Person; vendorNo?: string },
): Promise<void> {
  await tx
    .update(vendorBankAccount)
    .set({ confirmedBy: confirmer.id, confirmedByName: confirmer.name, confirmedAt: sql`now()` })
    .where(
      and(
        eq(vendorBankAccount.companyId, companyId),
        eq(vendorBankAccount.proposedBy, proposer.id),
        vendorNo === undefined ? undefined : eq(vendorBankAccount.vendorNo, vendorNo),
      ),
    )
}
