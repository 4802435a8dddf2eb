import { and, eq, sql } from "drizzle-orm"
import { membership, vendorBankAccount } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise, may } from "@/domain/access/actor"
import { Forbidden, type Issue, NotFound, Refusal, refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { recordSecurity } from "@/domain/security-log/record"
import { coolDownEnd, holdVendor, shownNumber, stateOf, type VendorBankAccount } from "./bank-account"
import { goesByRules } from "./by-rules"

/** Characters of the reason for rejecting or withdrawing. */
const longestReason = 250

/**
 * Confirms a proposed bank account: from now on the vendor is paid to it. Never by who proposed it, in whatever roles, but
 * where nobody else may and two days have gone by since the administrators were written to. Where it is approved by rules, the approval alone
 * confirms it.
 *
 * @throws Refusal bank_account.by_rules, .own_proposal, .cool_down, .answered; NotFound; Forbidden
 */
export async function confirmBankAccount(actor: Actor, vendorNo: string, id: number): Promise<void> {
  authorise(actor, "vendor_bank_account.edit")
  await inCompany(actor.companyId, async tx => {
    const found = await hold(tx, actor, vendorNo, id)
    if (stateOf(found.account) !== "proposed") throw refuse("bank_account.answered")
    if (await goesByRules(tx, actor.companyId, id)) throw refuse("bank_account.by_rules")
    const issues = await ownProposalIssues(tx, actor, found.account)
    if (issues.length > 0) throw new Refusal(issues)
    await tx
      .update(vendorBankAccount)
      .set({ confirmedBy: actor.userId, confirmedByName: actor.name, confirmedAt: sql`now()` })
      .where(ofId(actor.companyId, id))
    const isAlone = found.account.proposedBy === actor.userId
    await recordAnswer(tx, actor, found, isAlone ? "confirmed_alone" : "confirmed")
  })
}

/** Rejects a proposed bank account, for a reason, where no rules do. @throws Refusal bank_account.by_rules and others; NotFound; Forbidden */
export async function rejectBankAccount(actor: Actor, vendorNo: string, id: number, reason: string): Promise<void> {
  authorise(actor, "vendor_bank_account.edit")
  const why = readReason(reason)
  await inCompany(actor.companyId, async tx => {
    const found = await hold(tx, actor, vendorNo, id)
    if (stateOf(found.account) !== "proposed") throw refuse("bank_account.answered")
    if (await goesByRules(tx, actor.companyId, id)) throw refuse("bank_account.by_rules")
    await tx
      .update(vendorBankAccount)
      .set({ rejectedBy: actor.userId, rejectedByName: actor.name, rejectedAt: sql`now()`, reason: why })
      .where(ofId(actor.companyId, id))
    await recordAnswer(tx, actor, found, "rejected", why)
  })
}

/**
 * Withdraws a bank account, for a reason: nothing is paid to it any more. One person does; who proposed it may take back
 * what nobody has answered yet. An approval of it that is pending ends with it, in the database.
 *
 * @throws Refusal; NotFound; Forbidden
 */
export async function withdrawBankAccount(actor: Actor, vendorNo: string, id: number, reason: string): Promise<void> {
  authorise(actor, "master_data.edit")
  const why = readReason(reason)
  await inCompany(actor.companyId, async tx => {
    const found = await hold(tx, actor, vendorNo, id)
    const state = stateOf(found.account)
    const isOwn = state === "proposed" && found.account.proposedBy === actor.userId
    if (!isOwn && !may(actor, "vendor_bank_account.edit")) throw new Forbidden("vendor_bank_account.edit")
    if (state === "withdrawn" || state === "rejected") throw refuse("bank_account.answered")
    await tx
      .update(vendorBankAccount)
      .set({ withdrawnBy: actor.userId, withdrawnByName: actor.name, withdrawnAt: sql`now()`, reason: why })
      .where(ofId(actor.companyId, id))
    await recordAnswer(tx, actor, found, "withdrawn", why)
  })
}

type Found = { account: VendorBankAccount; vendorName: string }

/** The vendor first, as payments do. */
async function hold(tx: Tx, { companyId }: Actor, vendorNo: string, id: number): Promise<Found> {
  const { name: vendorName } = await holdVendor(tx, companyId, vendorNo)
  const [account] = await tx
    .select()
    .from(vendorBankAccount)
    .where(and(ofId(companyId, id), eq(vendorBankAccount.vendorNo, vendorNo)))
  if (!account) throw new NotFound(`bank account ${id}`)
  return { account, vendorName }
}

const ofId = (companyId: number, id: number) =>
  and(eq(vendorBankAccount.companyId, companyId), eq(vendorBankAccount.id, id))

async function ownProposalIssues(tx: Tx, actor: Actor, account: VendorBankAccount): Promise<Issue[]> {
  if (account.proposedBy !== actor.userId) return []
  const others = await tx
    .select({ userId: membership.userId })
    .from(membership)
    .where(and(eq(membership.companyId, actor.companyId), eq(membership.role, "purchasing_manager")))
  const isAlone = account.coolDown && others.every(({ userId }) => userId === actor.userId)
  if (!isAlone) return [{ code: "bank_account.own_proposal" }]
  const hours = Math.ceil((coolDownEnd(account).getTime() - Date.now()) / 3_600_000)
  return hours > 0 ? [{ code: "bank_account.cool_down", params: { hours } }] : []
}

function readReason(typed: string): string {
  const reason = typed.trim()
  if (reason === "") throw refuse("required", undefined, "reason")
  if (reason.length > longestReason) throw refuse("too_long", { maximum: longestReason }, "reason")
  return reason
}

/**
 * Writes the answer into the vendor's history and the security log.
 *
 * @param tells whether who proposed it is told by this; else something else tells them
 */
export async function recordAnswer(
  tx: Tx,
  actor: Actor,
  { account, vendorName }: Found,
  became: string,
  reason = "",
  tells = true,
): Promise<void> {
  await recordSecurity(tx, actor, { kind: "bank_account_changed", detail: account.vendorNo })
  const told =
    !tells || account.proposedBy === actor.userId ? undefined : { userIds: [account.proposedBy], mail: false }
  await recordEvent(tx, {
    companyId: actor.companyId,
    actor,
    kind: `vendor.bank_account_${became}`,
    subjectType: "vendor",
    subjectNo: account.vendorNo,
    data: { vendorName, account: shownNumber(account, false), holder: account.accountHolder, reason },
    tell: told,
  })
}
