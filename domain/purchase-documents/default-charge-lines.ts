import { and, eq, sql } from "drizzle-orm"
import { charge, company, glAccount } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { chargeText } from "@/domain/charges/charge-text"
import { lineFieldName, plainNumber } from "@/domain/documents/draft"
import type { DraftLine, LineField } from "@/domain/documents/line-fields"
import { chosenVatGroup, type PlannedLine } from "@/domain/documents/planned-line"
import type { Issue } from "@/domain/errors"
import { isLanguage, type Language, languageOfCountry } from "@/language/language"
import { type AccountVatSetup, readVatSetups } from "./default-account-lines"
import { type PurchaseDocumentRow, purchaseDefinition } from "./purchase-header"

type Charge = typeof charge.$inferSelect & { genProdPostingGroup: string | null }

/**
 * Fills in what a line of a charge takes from it and nobody typed: text in the document's language, account, VAT. A charge
 * allows no invoice discount unless somebody says so.
 *
 * @param vatRenewed the vendor's business group is another, or VAT is to be as it is set up now
 * @returns the lines in their order, and what cannot stand
 */
export async function defaultChargeLines(
  tx: Tx,
  header: PurchaseDocumentRow,
  planned: readonly PlannedLine[],
  vatRenewed: boolean,
): Promise<{ lines: PlannedLine[]; issues: Issue[] }> {
  const isAsked = ({ line, typed, isNew }: PlannedLine) =>
    line.type === "charge" && (isNew || typed.size > 0 || vatRenewed)
  const codes = [...new Set(planned.filter(isAsked).map(({ line }) => line.no ?? ""))]
  if (codes.length === 0) return { lines: [...planned], issues: [] }
  const [charges, vatSetups, language] = await Promise.all([
    readCharges(tx, header.companyId, codes),
    readVatSetups(tx, header),
    languageOf(tx, header),
  ])
  const issues: Issue[] = []
  const lines = planned.map(plan => {
    if (!isAsked(plan)) return plan
    const found = charges.get(plan.line.no ?? "")
    const group = chosenVatGroup(plan) ?? found?.vatProdPostingGroup ?? ""
    const vat = vatSetups.get(group)
    const problems = problemsOf(plan, found, vat, { bus: header.vatBusPostingGroup ?? "", prod: group })
    for (const { at, ...problem } of problems) {
      issues.push({ field: lineFieldName(purchaseDefinition, plan.key, at), ...problem })
    }
    return found && vat && problems.length === 0
      ? { ...plan, line: withCharge(plan, found, vat, { language, vatRenewed }) }
      : plan
  })
  return { lines, issues }
}

type Problem = Omit<Issue, "field"> & { at: LineField }

function problemsOf(
  { line, typed, isNew }: PlannedLine,
  found: Charge | undefined,
  vat: AccountVatSetup | undefined,
  groups: { bus: string; prod: string },
): Problem[] {
  if (!found) return [{ at: "no", code: "charge_not_found", params: { code: line.no ?? "" } }]
  const problems: Problem[] = []
  const named = { code: found.code }
  if (found.blocked && (isNew || typed.has("no"))) problems.push({ at: "no", code: "charge_blocked", params: named })
  // One that a document turned into its other type took below zero stands: what else is changed on it asks nothing.
  const isQuantityChosen = isNew || typed.has("no") || typed.has("quantity")
  if (isQuantityChosen && line.quantity.startsWith("-") && !found.negativeAllowed) {
    problems.push({ at: "quantity", code: "charge_negative", params: named })
  }
  if (!vat || vat.blocked)
    problems.push({ at: "vatProdPostingGroup", code: "vat_posting_setup_lacking", params: groups })
  return problems
}

function withCharge(
  { line, typed, isNew }: PlannedLine,
  found: Charge,
  vat: AccountVatSetup,
  { language, vatRenewed }: { language: Language; vatRenewed: boolean },
): DraftLine {
  const isChosen = isNew || typed.has("no")
  const next = { ...line }
  if (isChosen) {
    next.chargeAccountNo = found.glAccountNo
    next.genProdPostingGroup = found.genProdPostingGroup
    if (!typed.has("description")) next.description = chargeText(found, language)
    if (!typed.has("allowInvoiceDiscount")) next.allowInvoiceDiscount = false
  }
  if (!isChosen && !vatRenewed && !typed.has("vatProdPostingGroup")) return next
  next.vatProdPostingGroup = vat.vatProdPostingGroup
  next.vatIdentifier = vat.vatIdentifier
  next.vatPercent = vat.vatCalculationType === "normal" ? plainNumber(vat.vatPercent) : "0"
  next.vatCalculationType = vat.vatCalculationType
  return next
}

async function readCharges(tx: Tx, companyId: number, codes: string[]): Promise<Map<string, Charge>> {
  const rows = await tx
    .select({ charge, genProdPostingGroup: glAccount.genProdPostingGroup })
    .from(charge)
    .innerJoin(glAccount, and(eq(glAccount.companyId, charge.companyId), eq(glAccount.no, charge.glAccountNo)))
    .where(and(eq(charge.companyId, companyId), sql`${charge.code} = any(${sql.param(codes)}::text[])`))
  return new Map(rows.map(row => [row.charge.code, { ...row.charge, genProdPostingGroup: row.genProdPostingGroup }]))
}

/** As the document is written: the vendor's language, else that of the company's country. */
async function languageOf(tx: Tx, { companyId, languageCode }: PurchaseDocumentRow): Promise<Language> {
  const code = languageCode.toLowerCase()
  if (isLanguage(code)) return code
  const [own] = await tx.select({ country: company.countryRegionCode }).from(company).where(eq(company.id, companyId))
  return languageOfCountry(own?.country ?? "")
}
