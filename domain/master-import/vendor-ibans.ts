/** IBANs in files of vendors: each arrives as a proposal, which another person confirms before anything is paid to it. */
import { and, eq, inArray, isNull, ne, sql } from "drizzle-orm"
import { type Problem, vendorBankAccount } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { bareIban, isIban } from "@/domain/countries/iban"
import type { ImportRun } from "@/domain/import-kinds/import-kind"
import { ibanKey, readIbanTwins } from "@/domain/vendor-bank-accounts/iban-twins"
import { writeProposal } from "@/domain/vendor-bank-accounts/propose-bank-account"
import { withdrawUnanswered } from "@/domain/vendor-bank-accounts/withdraw-unanswered"
import type { MasterChange, MasterField, MasterValues } from "./master"

/** In no column of the vendor's, and in no list as a file. */
export const ibanColumn: MasterField = {
  name: "iban",
  kind: "text",
  maximum: 60,
  beside: true,
  read: typed => (isIban(bareIban(typed)) ? bareIban(typed) : { code: "setup.iban_invalid" }),
}

/** By vendor, every IBAN that was proposed for it and not withdrawn; a rejected one is not proposed again by a file. */
export async function ibansOf(tx: Tx, companyId: number, nos: readonly string[]): Promise<Map<string, MasterValues>> {
  const rows = await tx.execute<{ no: string; iban: string }>(sql`
    select vendor_no as no, string_agg(distinct iban, ' ' order by iban) as iban from ${vendorBankAccount}
    where company_id = ${companyId} and vendor_no = any(${sql.param(nos)}::text[]) and iban <> '' and withdrawn_at is null
    group by vendor_no`)
  return new Map(rows.map(({ no, iban }) => [no, { iban }]))
}

/** What is there already, among whatever others, is no change. */
export function settleIban(after: MasterValues, before: MasterValues | null): MasterValues {
  const known = before?.iban ?? ""
  return after.iban && known.split(" ").includes(after.iban) ? { ...after, iban: known } : after
}

const isProposed = ({ before, after }: MasterChange) => Boolean(after.iban) && after.iban !== (before?.iban ?? "")

/** Says of IBANs that would be proposed whose they are already, here or in another row, or whose they nearly are. */
export async function ibanRemarks(
  tx: Tx,
  { companyId, trial }: ImportRun<unknown>,
  changes: readonly MasterChange[],
): Promise<Map<number, Problem[]>> {
  const remarks = new Map<number, Problem[]>()
  if (!trial) return remarks
  const proposed = changes.filter(isProposed)
  const asked = ({ after }: MasterChange) => ({ vendorNo: after.no ?? "", iban: after.iban! })
  const twins = await readIbanTwins(tx, companyId, proposed.map(asked))
  const rowOf = new Map<string, number>()
  for (const change of proposed) {
    const { rowNo, after } = change
    const first = rowOf.get(after.iban!)
    rowOf.set(after.iban!, first ?? rowNo)
    const own = (twins.get(ibanKey(asked(change))) ?? []).map(({ no, name, isNear }) => ({
      code: isNear ? "imports.iban_near" : "imports.iban_shared",
      params: { no, name },
    }))
    const same = first === undefined ? [] : [{ code: "imports.iban_same_row", params: { row: first } }]
    if (own.length + same.length > 0) remarks.set(rowNo, [...own, ...same])
  }
  return remarks
}

/** Who is told of each: of more in one file the list tells. Where nobody else can confirm them, the administrators are told of every one. */
const toldOfAtMost = 20

/** Proposes those that are new, in the name of who imports; an undoing proposes nothing. */
export async function proposeIbans(tx: Tx, run: ImportRun<unknown>, changes: readonly MasterChange[]): Promise<void> {
  if (run.importNo === "") return
  const proposed = changes.filter(isProposed)
  for (const [at, { rowNo, after }] of proposed.entries()) {
    await writeProposal(
      tx,
      run.actor,
      {
        vendorNo: after.no!,
        iban: after.iban!,
        accountNo: "",
        bic: "",
        accountHolder: after.name!,
        evidence: `${run.importNo}, ${rowNo}`,
        verifiedHow: "imported",
        verifiedOn: run.today,
        importNo: run.importNo,
      },
      after.name!,
      at < toldOfAtMost,
    )
  }
}

/** Withdraws what an import proposed and nobody answered. */
export async function withdrawIbans(tx: Tx, actor: Actor, nos: readonly string[], importNo: string): Promise<void> {
  if (nos.length === 0) return
  const a = vendorBankAccount
  const proposed = await tx
    .select({ id: a.id })
    .from(a)
    .where(
      and(
        eq(a.companyId, actor.companyId),
        inArray(a.vendorNo, [...nos]),
        eq(a.importNo, importNo),
        ne(a.importNo, ""),
        isNull(a.confirmedAt),
      ),
    )
  const ids = proposed.map(({ id }) => id)
  await withdrawUnanswered(tx, actor, ids, importNo)
}
