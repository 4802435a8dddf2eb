/**
 * Control accounts: each ledger below the G/L (vendors, VAT, items, banks) equals the accounts that hold its entries, and
 * `npm run verify-books` compares them. So such an account holds that ledger's entries and nothing else.
 */
import { and, eq } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import {
  bankAccount,
  glAccount,
  glEntry,
  inventoryPostingGroup,
  valueEntry,
  vatPostingSetup,
  vendorPostingGroup,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Issue } from "@/domain/errors"
import type { ControlLedger, RecordChange } from "@/domain/records/definition"
import { columnOf } from "@/domain/records/values"
import type { SetupDefinition } from "./definition"
import { setupDefinitions } from "./definitions"
import { isHeld } from "./is-held"

/** Where the control accounts of each ledger stand. */
const holders: Record<ControlLedger, readonly PgColumn[]> = {
  vendors: [vendorPostingGroup.payablesAccountNo],
  vat: [vatPostingSetup.purchaseVatAccountNo, vatPostingSetup.reverseChargeVatAccountNo],
  items: [inventoryPostingGroup.inventoryAccountNo, valueEntry.inventoryAccountNo],
  banks: [bankAccount.glAccountNo],
}

const ledgers = Object.keys(holders) as ControlLedger[]

/**
 * Why a change would put entries on an account that its ledger does not have, or the other way round: each account newly
 * chosen, and direct posting allowed on a control account.
 */
export async function controlIssues(tx: Tx, definition: SetupDefinition, change: RecordChange): Promise<Issue[]> {
  const { before, after } = change
  const issues: Issue[] = []
  for (const field of definition.fields) {
    const no = after[field.name] ?? ""
    if (field.kind !== "account" || field.orTotal || no === "" || no === before?.[field.name]) continue
    const code = field.controls
      ? await whyNoControl(tx, definition, change, field.controls, no)
      : await whyNotBeside(tx, definition, change, no)
    if (code) issues.push({ field: field.name, code, params: { code: no } })
  }
  if (definition.table === glAccount && after.directPosting === "true" && before?.directPosting === "false") {
    const isControl = await controlsAny(tx, change.companyId, after.no!, ledgers)
    if (isControl) issues.push({ field: "directPosting", code: "setup.control_account_posted_directly" })
  }
  return issues
}

/** Why an account cannot hold a ledger's entries: it has others already, or may get some. */
async function whyNoControl(
  tx: Tx,
  definition: SetupDefinition,
  change: RecordChange,
  ledger: ControlLedger,
  no: string,
): Promise<string | undefined> {
  const { companyId, after } = change
  const others = ledgers.filter(other => other !== ledger)
  if (await controlsAny(tx, companyId, no, others)) return "setup.account_of_other_ledger"
  if (namesBeside(definition, after).includes(no)) return "setup.account_posted_otherwise"
  if (await controlsAny(tx, companyId, no, [ledger])) return undefined
  if (await isHeld(tx, companyId, columnsBeside(), no)) return "setup.account_posted_otherwise"
  if (await isHeld(tx, companyId, [glEntry.glAccountNo], no)) return "setup.account_has_other_entries"
  if (await takesDirectPosting(tx, companyId, no)) return "setup.account_takes_direct_posting"
  return undefined
}

/** Why an account cannot be posted to beside a ledger's entries: it holds a ledger's. */
async function whyNotBeside(
  tx: Tx,
  definition: SetupDefinition,
  { companyId, after }: RecordChange,
  no: string,
): Promise<string | undefined> {
  const inThisRow = definition.fields.some(
    field => field.kind === "account" && field.controls && after[field.name] === no,
  )
  const isControl = inThisRow || (await controlsAny(tx, companyId, no, ledgers))
  return isControl ? "setup.account_is_control" : undefined
}

function controlsAny(tx: Tx, companyId: number, no: string, among: readonly ControlLedger[]): Promise<boolean> {
  return isHeld(
    tx,
    companyId,
    among.flatMap(ledger => holders[ledger]),
    no,
  )
}

/** Accounts of a row that posting uses beside those of a ledger. */
function namesBeside({ fields }: SetupDefinition, values: RecordChange["after"]): string[] {
  return fields.filter(field => field.kind === "account" && !field.controls).map(({ name }) => values[name] ?? "")
}

/** Columns of all setup that name accounts which hold no ledger's entries. */
function columnsBeside(): PgColumn[] {
  return setupDefinitions.flatMap(definition =>
    definition.fields
      .filter(field => field.kind === "account" && !field.controls)
      .map(({ name }) => columnOf(definition, name)),
  )
}

async function takesDirectPosting(tx: Tx, companyId: number, no: string): Promise<boolean> {
  const rows = await tx
    .select({ no: glAccount.no })
    .from(glAccount)
    .where(and(eq(glAccount.companyId, companyId), eq(glAccount.no, no), eq(glAccount.directPosting, true)))
  return rows.length > 0
}
