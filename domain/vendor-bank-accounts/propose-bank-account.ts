import { and, eq, isNull } from "drizzle-orm"
import { company, membership, vendorBankAccount } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { bareIban, isIban } from "@/domain/countries/iban"
import { today } from "@/domain/dates/date"
import { parseDate } from "@/domain/dates/parse-date"
import { type Issue, Refusal } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { recordSecurity } from "@/domain/security-log/record"
import { holdVendor, shownNumber, type VendorBankAccount } from "./bank-account"

/** How an account was found to be the vendor's. */
export const verifications = ["called_back", "met", "earlier_invoice", "other"] as const

/** As it was typed; `verifiedOn` in the reader's way. */
export type ProposedBankAccount = {
  iban: string
  /** Where the bank's country has no IBAN, with its BIC. */
  accountNo: string
  bic: string
  accountHolder: string
  evidence: string
  verifiedHow: string
  verifiedOn: string
}

/**
 * Proposes a bank account of a vendor, in the caller's transaction; the caller has asked for the right.
 *
 * @returns its id
 * @throws Refusal with every reason beside its field; NotFound
 */
export async function proposeIn(
  tx: Tx,
  actor: Actor,
  vendorNo: string,
  typed: ProposedBankAccount,
  tells = true,
): Promise<number> {
  const { name } = await holdVendor(tx, actor.companyId, vendorNo)
  const row = await read(tx, actor, vendorNo, typed)
  return writeProposal(tx, actor, { ...row, vendorNo }, name, tells)
}

type Proposal = Pick<
  VendorBankAccount,
  "vendorNo" | "iban" | "accountNo" | "bic" | "accountHolder" | "evidence" | "verifiedHow" | "verifiedOn"
> &
  Partial<Pick<VendorBankAccount, "importNo">>

/**
 * Writes a proposal of a vendor that is held, and tells those who may confirm it. The caller has asked for the right.
 * @param tells false where others are told of it, or it is one among many: only who stands in where nobody else can confirm it is told then
 * @returns its id
 */
export async function writeProposal(
  tx: Tx,
  actor: Actor,
  proposal: Proposal,
  vendorName: string,
  tells = true,
): Promise<number> {
  const [made] = await tx
    .insert(vendorBankAccount)
    .values({
      ...proposal,
      companyId: actor.companyId,
      proposedBy: actor.userId,
      proposedByName: actor.name,
    })
    .returning()
  await recordSecurity(tx, actor, { kind: "bank_account_changed", detail: proposal.vendorNo })
  await tell(tx, actor, made!, vendorName, tells || made!.coolDown)
  return made!.id
}

async function read(tx: Tx, actor: Actor, vendorNo: string, typed: ProposedBankAccount) {
  const text = (name: keyof ProposedBankAccount, maximum: number, isRequired = false) => {
    const value = typed[name].trim()
    if (value.length > maximum) issues.push({ field: name, code: "too_long", params: { maximum } })
    else if (isRequired && value === "") issues.push({ field: name, code: "required" })
    return value
  }
  const issues: Issue[] = []
  const iban = bareIban(text("iban", 60))
  const accountNo = text("accountNo", 40)
  const bic = bareIban(text("bic", 20))
  issues.push(...numberIssues(iban, accountNo, bic))
  const accountHolder = text("accountHolder", 100, true)
  const evidence = text("evidence", 250, true)
  const verifiedHow = verifications.find(word => word === typed.verifiedHow)
  if (!verifiedHow) issues.push({ field: "verifiedHow", code: "required" })
  const day = await todayOf(tx, actor.companyId)
  const parsed = parseDate(typed.verifiedOn, day)
  if (!parsed.ok) {
    issues.push({ field: "verifiedOn", code: `date_${parsed.reason}`, params: { typed: typed.verifiedOn } })
  } else if (parsed.value > day) issues.push({ field: "verifiedOn", code: "bank_account.verified_later" })
  if (issues.length === 0 && (await isThere(tx, actor.companyId, vendorNo, iban, accountNo))) {
    issues.push({ field: iban ? "iban" : "accountNo", code: "bank_account.exists" })
  }
  if (issues.length > 0 || !verifiedHow || !parsed.ok) throw new Refusal(issues)
  return { iban, accountNo, bic, accountHolder, evidence, verifiedHow, verifiedOn: parsed.value }
}

function numberIssues(iban: string, accountNo: string, bic: string): Issue[] {
  const issues: Issue[] = []
  if (iban === "" && accountNo === "") issues.push({ field: "iban", code: "required" })
  if (iban !== "" && accountNo !== "") issues.push({ field: "accountNo", code: "bank_account.two_numbers" })
  if (iban !== "" && !isIban(iban)) issues.push({ field: "iban", code: "setup.iban_invalid" })
  if (bic !== "" && !/^[A-Z0-9]{8}([A-Z0-9]{3})?$/u.test(bic)) issues.push({ field: "bic", code: "setup.bic_invalid" })
  if (accountNo !== "" && iban === "" && bic === "") issues.push({ field: "bic", code: "required" })
  return issues
}

async function todayOf(tx: Tx, companyId: number) {
  const [own] = await tx.select({ timeZone: company.timeZone }).from(company).where(eq(company.id, companyId))
  return today(own!.timeZone)
}

/** Whether the vendor has it already, proposed or confirmed. */
async function isThere(tx: Tx, companyId: number, vendorNo: string, iban: string, accountNo: string): Promise<boolean> {
  const rows = await tx
    .select({ id: vendorBankAccount.id })
    .from(vendorBankAccount)
    .where(
      and(
        eq(vendorBankAccount.companyId, companyId),
        eq(vendorBankAccount.vendorNo, vendorNo),
        eq(vendorBankAccount.iban, iban),
        eq(vendorBankAccount.accountNo, accountNo),
        isNull(vendorBankAccount.withdrawnAt),
        isNull(vendorBankAccount.rejectedAt),
      ),
    )
    .limit(1)
  return rows.length > 0
}

/** Those who may confirm it by the bell; where there are none, the administrators by letter too. */
async function tell(
  tx: Tx,
  actor: Actor,
  account: VendorBankAccount,
  vendorName: string,
  tells: boolean,
): Promise<void> {
  const { companyId, importNo } = { ...account, companyId: actor.companyId }
  const told = !tells
    ? []
    : await tx
        .select({ userId: membership.userId })
        .from(membership)
        .where(
          and(
            eq(membership.companyId, companyId),
            eq(membership.role, account.coolDown ? "administrator" : "purchasing_manager"),
          ),
        )
  const userIds = told.map(({ userId }) => userId)
  await recordEvent(tx, {
    companyId,
    actor,
    kind: account.coolDown ? "vendor.bank_account_proposed_alone" : "vendor.bank_account_proposed",
    subjectType: "vendor",
    subjectNo: account.vendorNo,
    data: {
      vendorName,
      account: shownNumber(account, false),
      holder: account.accountHolder,
      ...(importNo && { importNo }),
    },
    tell: { userIds: account.coolDown ? userIds : userIds.filter(id => id !== actor.userId), mail: account.coolDown },
  })
}
