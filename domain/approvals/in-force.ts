/** The approval of a draft that counts, and how one ends. */
import { and, eq, inArray, sql } from "drizzle-orm"
import { prepared, preparedSelect, value } from "@/db/prepared"
import { approval, approvalEntry, purchasesSetup, vendorBankAccount } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { DraftLine } from "@/domain/documents/line-fields"
import {
  type DraftRow,
  digestOf,
  type Signed,
  type SignedAccount,
  type SignedChange,
  signedChangesOf,
  signedOf,
} from "./signed"

export type ApprovalRow = typeof approval.$inferSelect
export type ApprovalSetup = Pick<
  typeof purchasesSetup.$inferSelect,
  | "approval"
  | "approvalDeadlineDays"
  | "keepOnDecreasePercent"
  | "keepOnDecreaseAmount"
  | "splitGuardDays"
  | "ownApprovalBelow"
>

const setups = preparedSelect("approval_setup", query =>
  query
    .select({
      approval: purchasesSetup.approval,
      approvalDeadlineDays: purchasesSetup.approvalDeadlineDays,
      keepOnDecreasePercent: purchasesSetup.keepOnDecreasePercent,
      keepOnDecreaseAmount: purchasesSetup.keepOnDecreaseAmount,
      splitGuardDays: purchasesSetup.splitGuardDays,
      ownApprovalBelow: purchasesSetup.ownApprovalBelow,
    })
    .from(purchasesSetup)
    .where(eq(purchasesSetup.companyId, value("companyId"))),
)

/** What the company has decided on approvals. */
export async function readApprovalSetup(tx: Tx, companyId: number): Promise<ApprovalSetup> {
  const [row] = await setups(tx, { companyId })
  if (!row) throw new RangeError(`purchases setup of company ${companyId}`)
  return row
}

const stands = prepared<{
  id: string | null
  state: ApprovalRow["state"] | null
  digest: string | null
  accounts: SignedAccount[]
}>(
  "approval_stands",
  () => sql`
    select a.id, a.state, a.digest, (
      select coalesce(json_agg(json_build_object('id', b.id, 'iban', b.iban, 'accountNo', b.account_no,
        'accountHolder', b.account_holder) order by b.id), '[]'::json)
      from ${vendorBankAccount} b where b.company_id = ${value("companyId")}::integer and b.vendor_no = ${value("vendorNo")}::text
        and b.confirmed_at is not null and b.withdrawn_at is null) as accounts
    from (select) as one left join ${approval} a on a.company_id = ${value("companyId")}::integer
      and a.subject_type = 'purchase_invoice' and a.subject_no = ${value("no")}::text and a.state in ('pending', 'approved')`,
)

/** The approval that is pending or was given. */
export type InForce = { id: number; state: "pending" | "approved"; digest: string }

export type Standing = {
  /** Null: none is. */
  inForce: InForce | null
  /** What an approval of the draft, as it is given, signs. */
  signed: Signed
  digest: string
}

/** Where a draft stands: what of it is signed now, worked out anew, and the approval in force. One statement. */
export async function readStanding(tx: Tx, header: DraftRow, lines: readonly DraftLine[]): Promise<Standing> {
  const { companyId, no, payToVendorNo } = header
  const [row] = await stands(tx, { companyId, no, vendorNo: payToVendorNo })
  const signed = signedOf(header, lines, row!.accounts)
  const { id, state, digest } = row!
  return {
    inForce: id === null ? null : { id: Number(id), state: state as "pending" | "approved", digest: digest! },
    signed,
    digest: digestOf(signed),
  }
}

/** The approval in force of something else than a draft; null: none is. */
export async function readInForce(
  tx: Tx,
  companyId: number,
  type: ApprovalRow["subjectType"],
  no: string,
): Promise<InForce | null> {
  const a = approval
  const [row] = await tx
    .select({ id: a.id, state: a.state, digest: a.digest })
    .from(a)
    .where(
      and(
        eq(a.companyId, companyId),
        eq(a.subjectType, type),
        eq(a.subjectNo, no),
        inArray(a.state, ["pending", "approved"]),
      ),
    )
  return row ? { ...row, state: row.state as InForce["state"] } : null
}

/** The whole of an approval. */
export async function readApproval(tx: Tx, companyId: number, id: number): Promise<ApprovalRow> {
  const [row] = await tx
    .select()
    .from(approval)
    .where(and(eq(approval.companyId, companyId), eq(approval.id, id)))
  return row!
}

/** What of a draft is not as the approval in force signed it; none where it is, or none is in force. */
export async function changesSinceSigned(
  tx: Tx,
  companyId: number,
  { inForce, signed, digest }: Standing,
): Promise<SignedChange[]> {
  if (!inForce || inForce.digest === digest) return []
  return signedChangesOf((await readApproval(tx, companyId, inForce.id)).signed as Signed, signed)
}

/**
 * Ends what is in force of some drafts, or of payment orders, otherwise than by everybody's agreement; what was answered stays in the history, void. One statement.
 *
 * @param voidedByField the signed fields whose change did it
 */
export async function endApprovals(
  tx: Tx,
  companyId: number,
  nos: readonly string[],
  state: "rejected" | "cancelled" | "voided",
  voidedByField: readonly string[] = [],
  subjectType: ApprovalRow["subjectType"] = "purchase_invoice",
): Promise<void> {
  await end(tx, { companyId, subjectType, nos: [...nos], state, voidedByField: [...voidedByField] })
}

const end = prepared(
  "approval_end",
  () => sql`
    with ended as (
      update ${approval} a set state = ${value("state")}::text, ended_at = now(), voided_by_field = ${value("voidedByField")}::text[]
      where a.company_id = ${value("companyId")}::integer and a.subject_type = ${value("subjectType")}::text
        and a.subject_no = any(${value("nos")}::text[]) and a.state in ('pending', 'approved')
      returning a.id
    )
    update ${approvalEntry} e set state = 'void' from ended
    where e.company_id = ${value("companyId")}::integer and e.approval_id = ended.id and e.state in ('waiting', 'open', 'approved')`,
)
