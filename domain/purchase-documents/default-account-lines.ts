import { and, eq, sql } from "drizzle-orm"
import { glAccount, vatPostingSetup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { lineFieldName, plainNumber } from "@/domain/documents/draft"
import type { DraftLine, LineField } from "@/domain/documents/line-fields"
import { chosenVatGroup, type PlannedLine } from "@/domain/documents/planned-line"
import type { Issue } from "@/domain/errors"
import { type PurchaseDocumentRow, purchaseDefinition } from "./purchase-header"

type Account = Pick<
  typeof glAccount.$inferSelect,
  "no" | "name" | "accountType" | "directPosting" | "blocked" | "genProdPostingGroup" | "vatProdPostingGroup"
>
/** VAT of a product group with the document's business group. */
export type AccountVatSetup = Pick<
  typeof vatPostingSetup.$inferSelect,
  "vatProdPostingGroup" | "vatIdentifier" | "vatPercent" | "vatCalculationType" | "blocked"
>

/**
 * Fills in what a G/L account line takes from its account and nobody typed: description, VAT and product groups. Only
 * posting accounts with Direct Posting are taken: the others belong to a subledger or the VAT return.
 *
 * @param vatRenewed the vendor's business group is another, or VAT is to be as it is set up now
 * @returns the lines in their order, and why an account cannot be taken, at its line's `no`
 */
export async function defaultAccountLines(
  tx: Tx,
  header: PurchaseDocumentRow,
  planned: readonly PlannedLine[],
  vatRenewed: boolean,
): Promise<{ lines: PlannedLine[]; issues: Issue[] }> {
  const asked = planned.filter(plan => isAsked(plan, vatRenewed))
  if (asked.length === 0) return { lines: [...planned], issues: [] }
  const [accounts, vatSetups] = await Promise.all([
    readAccounts(tx, header.companyId, [...new Set(asked.map(({ line }) => line.no ?? ""))]),
    readVatSetups(tx, header),
  ])
  const issues: Issue[] = []
  const lines = planned.map(plan => {
    if (!isAsked(plan, vatRenewed)) return plan
    const account = accounts.get(plan.line.no ?? "")
    const group = chosenVatGroup(plan) ?? account?.vatProdPostingGroup ?? ""
    const vat = vatSetups.get(group)
    const wrong = problemOf(plan, account) ?? vatProblemOf(account!, group, vat, header)
    if (wrong) {
      const { at, ...problem } = wrong
      issues.push({ field: lineFieldName(purchaseDefinition, plan.key, at), ...problem })
    }
    return account && vat && !wrong ? { ...plan, line: withAccount(plan, account, vat) } : plan
  })
  return { lines, issues }
}

function isAsked({ line, typed, isNew }: PlannedLine, vatRenewed: boolean): boolean {
  const isAnother = isNew || typed.has("no") || typed.has("vatProdPostingGroup")
  return line.type === "gl_account" && (isAnother || vatRenewed)
}

type Problem = Omit<Issue, "field"> & { at: LineField }

function problemOf({ line }: PlannedLine, account: Account | undefined): Problem | undefined {
  if (line.no === null) return { at: "no", code: "gl_account_no_missing" }
  if (!account) return { at: "no", code: "gl_account_gone", params: { no: line.no } }
  const named = { no: account.no, name: account.name }
  if (account.accountType !== "posting") return { at: "no", code: "gl_account_not_posting", params: named }
  if (account.blocked) return { at: "no", code: "gl_account_blocked", params: named }
  if (!account.directPosting) return { at: "no", code: "gl_account_no_direct_posting", params: named }
  return undefined
}

/** @param group chosen on the line, else the account's; blank: neither */
function vatProblemOf(
  { no, name }: Account,
  group: string,
  vat: AccountVatSetup | undefined,
  header: PurchaseDocumentRow,
): Problem | undefined {
  const at = "vatProdPostingGroup"
  if (group === "") return { at, code: "gl_account_vat_group_missing", params: { no, name } }
  if (vat && !vat.blocked) return undefined
  return { at, code: "vat_posting_setup_lacking", params: { bus: header.vatBusPostingGroup ?? "", prod: group } }
}

function withAccount({ line, typed, isNew }: PlannedLine, account: Account, vat: AccountVatSetup): DraftLine {
  const isChosen = isNew || typed.has("no")
  return {
    ...line,
    description: isChosen && !typed.has("description") ? account.name : line.description,
    vatProdPostingGroup: vat.vatProdPostingGroup,
    genProdPostingGroup: account.genProdPostingGroup,
    vatIdentifier: vat.vatIdentifier,
    vatPercent: vat.vatCalculationType === "normal" ? plainNumber(vat.vatPercent) : "0",
    vatCalculationType: vat.vatCalculationType,
  }
}

async function readAccounts(tx: Tx, companyId: number, nos: string[]): Promise<Map<string, Account>> {
  const rows = await tx
    .select({
      no: glAccount.no,
      name: glAccount.name,
      accountType: glAccount.accountType,
      directPosting: glAccount.directPosting,
      blocked: glAccount.blocked,
      genProdPostingGroup: glAccount.genProdPostingGroup,
      vatProdPostingGroup: glAccount.vatProdPostingGroup,
    })
    .from(glAccount)
    .where(and(eq(glAccount.companyId, companyId), sql`${glAccount.no} = any(${sql.param(nos)}::text[])`))
  return new Map(rows.map(row => [row.no, row]))
}

/** By VAT product posting group, for the document's business group. */
export async function readVatSetups(tx: Tx, header: PurchaseDocumentRow): Promise<Map<string, AccountVatSetup>> {
  const rows = await tx
    .select({
      vatProdPostingGroup: vatPostingSetup.vatProdPostingGroup,
      vatIdentifier: vatPostingSetup.vatIdentifier,
      vatPercent: vatPostingSetup.vatPercent,
      vatCalculationType: vatPostingSetup.vatCalculationType,
      blocked: vatPostingSetup.blocked,
    })
    .from(vatPostingSetup)
    .where(
      and(
        eq(vatPostingSetup.companyId, header.companyId),
        eq(vatPostingSetup.vatBusPostingGroup, header.vatBusPostingGroup ?? ""),
      ),
    )
  return new Map(rows.map(row => [row.vatProdPostingGroup, row]))
}
