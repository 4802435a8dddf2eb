import { and, eq } from "drizzle-orm"
import { company, vendor } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Considered } from "@/domain/approvals/considered"
import { type ApprovalSetup, readApproval, readApprovalSetup, readInForce } from "@/domain/approvals/in-force"
import type { Approvable } from "@/domain/approvals/matter"
import type { DraftState } from "@/domain/approvals/moves"
import { readApprovalPeople } from "@/domain/approvals/people"
import { readWorkingCalendar } from "@/domain/calendar/read-working-calendar"
import { today } from "@/domain/dates/date"
import { ZERO } from "@/domain/money/decimal"
import { recordAnswer } from "./answer-bank-account"
import { confirmedAccounts, shownNumber, stateOf, type VendorBankAccount } from "./bank-account"
import { goesByRules } from "./by-rules"
import { neverApprovesAccount, type Proposed } from "./never-approves-account"
import { accountChanges, digestOfAccount, type SignedAccountChange, signedAccountOf } from "./signed-account"

/**
 * A vendor's bank account as its approval has it, worked out anew. It has no state but its answer, and is never edited: its version is 1.
 *
 * @param account its vendor locked, where it is answered
 */
export async function weighAccount(tx: Tx, account: VendorBankAccount): Promise<Approvable> {
  const { companyId, id, vendorNo, proposedBy: requestedBy } = account
  const no = String(id)
  const approval = (await goesByRules(tx, companyId, id)) ? "rules" : "off"
  const setup: ApprovalSetup = { ...(await readApprovalSetup(tx, companyId)), approval }
  const inForce = await readInForce(tx, companyId, "vendor_bank_account", no)
  const others = (await confirmedAccounts(tx, companyId, vendorNo)).filter(other => other.id !== id)
  const signed = signedAccountOf(account, others.length === 0)
  const [own] = await tx
    .select({ name: vendor.name })
    .from(vendor)
    .where(and(eq(vendor.companyId, companyId), eq(vendor.no, vendorNo)))
  const vendorName = own!.name
  const states = { proposed: "open", withdrawn: "open", confirmed: "reviewed", rejected: "sent_back" } as const
  const reviewState: DraftState = inForce?.state === "pending" ? "ready_for_review" : states[stateOf(account)]
  return {
    matter: {
      type: "vendor_bank_account",
      ...{ companyId, no, version: 1, requestedBy, reviewState },
      said: {
        documentType: "vendor_bank_account",
        vendorName,
        accountId: no,
        account: shownNumber(account, false),
      },
      historyOf: { type: "vendor", no: vendorNo },
    },
    setup,
    inForce,
    signed,
    digest: digestOfAccount(signed),
    isNothing: false,
    beside: {},
    changes: async () =>
      inForce
        ? accountChanges((await readApproval(tx, companyId, inForce.id)).signed as SignedAccountChange, signed)
        : [],
    isKeptDespite: async () => false,
    consider: senderId => considerAccount(tx, account, senderId),
    settled: (at, actor, became, reason) =>
      recordAnswer(at, actor, { account, vendorName }, became === "reviewed" ? "confirmed" : "rejected", reason, false),
  }
}

/** Whom it goes to, and who never answers: no amount is held against a limit, and nobody agrees to their own. */
export async function considerAccount(tx: Tx, proposed: Proposed, senderId: number): Promise<Considered> {
  const { companyId, vendorNo, proposedBy } = proposed
  const [own] = await tx.select({ timeZone: company.timeZone }).from(company).where(eq(company.id, companyId))
  const day = today(own!.timeZone)
  const subject = {
    kind: "bank_account" as const,
    amount: ZERO,
    others: [],
    isWithoutAmount: true as const,
    senderId,
    requesterId: proposedBy,
    vendorNos: [vendorNo],
    accountNos: new Set<string>(),
    parts: new Map(),
    differencePercent: null,
    excluded: await neverApprovesAccount(tx, proposed, senderId),
  }
  const setup = await readApprovalPeople(tx, companyId, day)
  return { setup, subject, day, calendar: await readWorkingCalendar(tx, companyId, day) }
}
