import { and, eq } from "drizzle-orm"
import { company, vendor } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { readApprovalSetup } from "@/domain/approvals/in-force"
import { ownApproverOf } from "@/domain/approvals/own-approver"
import { type ApprovalPeople, readApprovalPeople } from "@/domain/approvals/people"
import { type Route, routeOf } from "@/domain/approvals/route"
import type { Subject } from "@/domain/approvals/subject"
import { matchesAccountFilter } from "@/domain/books/totaling"
import { today } from "@/domain/dates/date"
import { type Issue, Refusal } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import { parseNumber } from "@/domain/money/parse-number"
import { neverApprovesOrder } from "@/domain/payment-orders/never-approves-order"
import { considerAccount } from "@/domain/vendor-bank-accounts/weigh-account"
import { neverApproves } from "./never-approves"

/** As it was typed; a blank account is none, a blank subject a purchase invoice. Of a bank account no amount is asked. */
export type Supposed = { subject: string; amount: string; vendorNo: string; requesterId: string; accountNo: string }

export type ApproversFound = Pick<Route, "way" | "ruleNo" | "ruleName" | "passedOver" | "couldBeGiven"> & {
  /** Step after step: so many of each. None: nobody is left. */
  steps: { needed: number; people: { userId: number; name: string; forName: string }[] }[]
}

/**
 * Who would approve a purchase invoice or a payment of that amount, or a bank account of that vendor, if its requester sent it today, and,
 * where nobody is left, who could be given what they lack: by the routing of the thing itself, of one that nobody else has edited and
 * that is no part of others. Writes nothing.
 *
 * @throws Refusal at amount, vendorNo, requesterId of what cannot be read; Forbidden
 */
export async function whoWouldApprove(actor: Actor, supposed: Supposed): Promise<ApproversFound> {
  authorise(actor, "company.administer")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const [own] = await tx.select({ timeZone: company.timeZone }).from(company).where(eq(company.id, companyId))
    const setup = await readApprovalPeople(tx, companyId, today(own!.timeZone))
    const subject = await subjectOf(tx, actor, supposed, setup)
    const { steps, way, ruleNo, ruleName, passedOver, couldBeGiven } = routeOf(setup, subject)
    const nameOf = (userId: number | null) => (userId === null ? "" : (setup.people.get(userId)?.name ?? ""))
    const people = (entries: Route["steps"][number]["entries"]) =>
      entries.map(entry => ({
        userId: entry.approverId,
        name: nameOf(entry.approverId),
        forName: nameOf(entry.forUserId),
      }))
    const named = steps.map(({ needed, entries }) => ({ needed, people: people(entries) }))
    return { way, ruleNo, ruleName, passedOver, couldBeGiven, steps: named }
  })
}

async function subjectOf(tx: Tx, actor: Actor, supposed: Supposed, setup: ApprovalPeople): Promise<Subject> {
  const { companyId, language } = actor
  const { subject: kind, amount: typed, vendorNo, requesterId: typedId } = supposed
  const isAccount = kind === "bank_account"
  const amount = parseNumber(isAccount ? "0" : typed, language, { decimals: 2, integerDigits: 12 })
  const requesterId = Number(typedId)
  const [seller] = await tx
    .select({ no: vendor.no, payToVendorNo: vendor.payToVendorNo })
    .from(vendor)
    .where(and(eq(vendor.companyId, companyId), eq(vendor.no, vendorNo)))
  const issues: Issue[] = []
  if (!amount.ok) issues.push({ field: "amount", code: `number_${amount.reason}`, params: { typed } })
  if (!seller) issues.push({ field: "vendorNo", code: "no_such.vendors", params: { no: vendorNo } })
  if (!setup.people.has(requesterId)) issues.push({ field: "requesterId", code: "required" })
  if (issues.length > 0 || !amount.ok || !seller) throw new Refusal(issues)
  const asked = { companyId, requesterId, seller, amount: new Decimal(amount.value).abs() }
  if (isAccount) {
    const proposed = { companyId, id: null, vendorNo: seller.no, proposedBy: requesterId }
    return (await considerAccount(tx, proposed, requesterId)).subject
  }
  return kind === "payment" ? paymentOf(tx, asked) : documentOf(tx, asked, supposed.accountNo, setup)
}

type Asked = {
  companyId: number
  requesterId: number
  seller: { no: string; payToVendorNo: string | null }
  amount: Decimal
}

async function paymentOf(tx: Tx, { companyId, requesterId, seller, amount }: Asked): Promise<Subject> {
  const order = { companyId, no: "", vendorNo: seller.no, requestedBy: requesterId }
  return {
    kind: "payment",
    amount,
    others: [],
    senderId: requesterId,
    requesterId,
    vendorNos: [seller.no],
    parts: new Map(),
    accountNos: new Set(),
    differencePercent: null,
    excluded: await neverApprovesOrder(tx, order, requesterId),
  }
}

async function documentOf(
  tx: Tx,
  { companyId, requesterId, seller, amount }: Asked,
  accountNo: string,
  setup: ApprovalPeople,
): Promise<Subject> {
  const payToVendorNo = seller.payToVendorNo || seller.no
  const asked = { companyId, no: "", requestedBy: requesterId, buyFromVendorNo: seller.no, payToVendorNo }
  const weighed = { amount, others: [] }
  const limited = [...setup.limitedAccounts].filter(([, filter]) => matchesAccountFilter(filter, accountNo))
  const bearing = {
    ...weighed,
    vendorNos: [seller.no, payToVendorNo],
    parts: new Map(limited.map(([no]) => [no, weighed])),
    senderId: requesterId,
  }
  return {
    ...bearing,
    kind: "purchase_document",
    requesterId,
    accountNos: new Set(accountNo === "" ? [] : [accountNo]),
    differencePercent: null,
    excluded: await neverApproves(tx, asked, requesterId),
    ownApproverId: ownApproverOf(setup, await readApprovalSetup(tx, companyId), bearing),
  }
}
