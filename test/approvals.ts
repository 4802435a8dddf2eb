/** A company that approves by rules, and who works there. */
import { eq, sql } from "drizzle-orm"
import {
  approval,
  approvalAccountLimit,
  approvalEntry,
  approvalGroup,
  approvalGroupMember,
  approvalGroupStep,
  approvalRule,
  approvalSubstitute,
  approvalUser,
  approvalVendorLimit,
  purchaseInvoice,
  purchasesSetup,
  vendorBankAccount,
} from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { today } from "@/domain/dates/date"
import { makeActor, makeCompany, makeItem, makeVendor } from "./factories"
import { makePurchaseInvoice } from "./purchase-invoices"

export type ApprovalSettings = Partial<typeof purchasesSetup.$inferInsert>

/** Sets the company's settings. */
export async function setApproval(companyId: number, settings: ApprovalSettings): Promise<void> {
  await inCompany(companyId, tx =>
    tx.update(purchasesSetup).set(settings).where(eq(purchasesSetup.companyId, companyId)),
  )
}

type Of = Pick<Actor, "companyId" | "userId">

/** Sets up somebody as an approver, or anew. */
export async function setApprover(
  { companyId, userId }: Of,
  row: Partial<Omit<typeof approvalUser.$inferInsert, "companyId" | "userId">>,
): Promise<void> {
  await inCompany(companyId, tx =>
    tx
      .insert(approvalUser)
      .values({ companyId, userId, ...row })
      .onConflictDoUpdate({
        target: [approvalUser.companyId, approvalUser.userId],
        set: { unlimited: false, approvalLimit: null, ...row },
      }),
  )
}

/** What somebody may approve of what one vendor is paid, or anew; null: anything. */
export async function setVendorLimit({ companyId, userId }: Of, vendorNo: string, limit: string | null): Promise<void> {
  const row = { approvalLimit: limit, unlimited: limit === null }
  const v = approvalVendorLimit
  await inCompany(companyId, async tx => {
    await tx.insert(approvalUser).values({ companyId, userId }).onConflictDoNothing()
    await tx
      .insert(v)
      .values({ companyId, userId, vendorNo, ...row })
      .onConflictDoUpdate({ target: [v.companyId, v.userId, v.vendorNo], set: row })
  })
}

/** What somebody may approve of what goes to an account, or anew. */
export async function setAccountLimit({ companyId, userId }: Of, accountNo: string, limit: string): Promise<void> {
  const a = approvalAccountLimit
  await inCompany(companyId, async tx => {
    await tx.insert(approvalUser).values({ companyId, userId }).onConflictDoNothing()
    await tx
      .insert(a)
      .values({ companyId, userId, accountNo, approvalLimit: limit })
      .onConflictDoUpdate({ target: [a.companyId, a.userId, a.accountNo], set: { approvalLimit: limit } })
  })
}

/**
 * A buyer, whose superior may approve up to 1000, whose superior may approve anything; somebody who asks; an administrator.
 */
export async function makeApprovalCompany(settings: ApprovalSettings = {}) {
  const company = await makeCompany()
  const [asker, buyer, lead, head, administrator] = [
    await makeActor(company.id, "order_processor"),
    await makeActor(company.id, "purchaser"),
    await makeActor(company.id, "purchasing_manager"),
    await makeActor(company.id, "purchasing_manager"),
    await makeActor(company.id, "administrator"),
  ]
  await setApprover(buyer, { superiorId: lead.userId })
  await setApprover(lead, { superiorId: head.userId, approvalLimit: "1000" })
  await setApprover(head, { unlimited: true })
  await setApproval(company.id, { approval: "rules", splitGuardDays: 0, ...settings })
  const vendor = await makeVendor(company.id)
  const item = await makeItem(company.id)
  /** A draft of so many at that price, without VAT. */
  const draft = (by: Actor, price: string, quantity = "1") =>
    makePurchaseInvoice(by, vendor.no, [{ no: item.no, quantity, price }], { postingDate: "2026-05-04" })
  return { company, asker, buyer, lead, head, administrator, vendor, item, draft }
}

/** The header of a draft as it is stored. */
export async function storedDraft(companyId: number, no: string) {
  const [row] = await inCompany(companyId, tx => tx.select().from(purchaseInvoice).where(eq(purchaseInvoice.no, no)))
  return row!
}

export const versionOf = async (companyId: number, no: string) => (await storedDraft(companyId, no)).version

/** Approvals of a draft, the first first, with everybody who was asked. */
export async function approvalsOf(companyId: number, no: string) {
  return inCompany(companyId, async tx => {
    const approvals = await tx.select().from(approval).where(eq(approval.subjectNo, no)).orderBy(approval.round)
    return Promise.all(
      approvals.map(async each => ({
        ...each,
        entries: await tx
          .select()
          .from(approvalEntry)
          .where(sql`approval_id = ${each.id}`)
          .orderBy(approvalEntry.step, approvalEntry.id),
      })),
    )
  })
}

/** One step a list of people, any one of each. */
export async function setGroup(companyId: number, steps: readonly (readonly Actor[])[]): Promise<void> {
  await inCompany(companyId, async tx => {
    await tx.insert(approvalGroup).values({ companyId, code: "G", name: "Group" })
    await tx
      .insert(approvalGroupStep)
      .values(steps.map((_, index) => ({ companyId, groupCode: "G", step: index + 1, needed: 1 })))
    await tx
      .insert(approvalGroupMember)
      .values(
        steps.flatMap((members, index) =>
          members.map(({ userId }) => ({ companyId, groupCode: "G", step: index + 1, userId })),
        ),
      )
  })
  await setRule(companyId, { way: "group", groupCode: "G" })
}

/** The company's only rule. */
export async function setRule(companyId: number, rule: Partial<typeof approvalRule.$inferInsert>): Promise<void> {
  await inCompany(companyId, tx => tx.insert(approvalRule).values({ companyId, no: 1, name: "Rule", ...rule }))
}

/** Has somebody stand in for somebody else today. */
export async function setSubstitute(by: Actor, of: Actor, cap: string | null = null): Promise<void> {
  const day = today("Europe/Amsterdam")
  await inCompany(of.companyId, tx =>
    tx.insert(approvalSubstitute).values({
      companyId: of.companyId,
      userId: of.userId,
      substituteId: by.userId,
      startingDate: day,
      endingDate: day,
      cap,
    }),
  )
}

/** Where the vendor is paid from now on, proposed by somebody and confirmed by another. */
export async function confirmAccount(vendorNo: string, proposedBy: Actor, confirmedBy: Actor): Promise<void> {
  await inCompany(proposedBy.companyId, async tx => {
    const [made] = await tx
      .insert(vendorBankAccount)
      .values({
        companyId: proposedBy.companyId,
        vendorNo,
        iban: "NL91ABNA0417164300",
        accountHolder: "Vendor",
        evidence: "Letter",
        verifiedHow: "called_back",
        verifiedOn: "2026-01-01",
        proposedBy: proposedBy.userId,
        proposedByName: proposedBy.name,
      })
      .returning({ id: vendorBankAccount.id })
    await tx
      .update(vendorBankAccount)
      .set({ confirmedBy: confirmedBy.userId, confirmedByName: confirmedBy.name, confirmedAt: new Date() })
      .where(eq(vendorBankAccount.id, made!.id))
  })
}
