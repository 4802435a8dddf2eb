import { eq } from "drizzle-orm"
import { company } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Considered } from "@/domain/approvals/considered"
import type { ApprovalSetup } from "@/domain/approvals/in-force"
import { ownApproverOf } from "@/domain/approvals/own-approver"
import { readApprovalPeople } from "@/domain/approvals/people"
import type { DraftRow } from "@/domain/approvals/signed"
import type { Subject } from "@/domain/approvals/subject"
import { readWorkingCalendar } from "@/domain/calendar/read-working-calendar"
import { today } from "@/domain/dates/date"
import type { DraftLine } from "@/domain/documents/line-fields"
import { differenceToAsked } from "./difference-to-asked"
import { neverApproves } from "./never-approves"
import { readWeighed } from "./read-weighed"

/**
 * All that decides whom a draft goes to, today. A constant number of statements.
 *
 * @param senderId who sends it, or has sent it
 * @throws Refusal exchange_rate_missing
 */
export async function consider(
  tx: Tx,
  header: DraftRow,
  lines: readonly Pick<DraftLine, "type" | "no" | "chargeAccountNo">[],
  own: Pick<ApprovalSetup, "splitGuardDays" | "ownApprovalBelow">,
  senderId: number,
): Promise<Considered> {
  const { companyId } = header
  const [place] = await tx.select({ timeZone: company.timeZone }).from(company).where(eq(company.id, companyId))
  const day = today(place!.timeZone)
  const setup = await readApprovalPeople(tx, companyId, day)
  const bearing = {
    ...(await readWeighed(tx, header, own.splitGuardDays, setup.limitedAccounts)),
    vendorNos: [header.buyFromVendorNo, header.payToVendorNo],
  }
  const subject: Subject = {
    ...bearing,
    kind: "purchase_document",
    senderId,
    requesterId: header.requestedBy,
    accountNos: new Set(
      lines.flatMap(({ type, no, chargeAccountNo }) => (type === "gl_account" && no ? [no] : (chargeAccountNo ?? []))),
    ),
    differencePercent: await differenceToAsked(tx, header),
    excluded: await neverApproves(tx, header, senderId),
    ownApproverId: ownApproverOf(setup, own, { ...bearing, senderId }),
  }
  return { setup, subject, day, calendar: await readWorkingCalendar(tx, companyId, day) }
}
