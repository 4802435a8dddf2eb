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
import { neverApproves } from "./never-approves"

/** As it was typed; a blank account is none. */
export type Supposed = { amount: string; vendorNo: string; requesterId: string; accountNo: string }

export type ApproversFound = Pick<Route, "way" | "ruleNo" | "ruleName" | "passedOver" | "couldBeGiven"> & {
  /** Step after step: so many of each. None: nobody is left. */
  steps: { needed: number; people: { userId: number; name: string; forName: string }[] }[]
}

/**
 * Who would approve a purchase invoice of that amount if its requester sent it today, and, where nobody is left, who could be given what
 * they lack: by the routing of a draft itself, of one that nobody else has edited and that is no part of others. Writes nothing.
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

async function subjectOf(
  tx: Tx,
  { companyId, language }: Actor,
  { amount: typed, vendorNo, requesterId: typedId, accountNo }: Supposed,
  setup: ApprovalPeople,
): Promise<Subject> {
  const amount = parseNumber(typed, language, { decimals: 2, integerDigits: 12 })
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
  const payToVendorNo = seller.payToVendorNo || seller.no
  const asked = { companyId, no: "", requestedBy: requesterId, buyFromVendorNo: seller.no, payToVendorNo }
  const weighed = { amount: new Decimal(amount.value).abs(), others: [] }
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
