/** One vendor template: read, kept from a vendor, saved, deleted. */
import { and, eq } from "drizzle-orm"
import { vendorTemplate } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { type CardRead, readCard, readNewCard, saveCard } from "@/domain/records/cards"
import { recordChange } from "@/domain/records/record-history"
import { findRow } from "@/domain/records/rows"
import type { RecordInput } from "@/domain/records/save-record"
import { vendorCard } from "./vendor-card"
import { templateTerms, vendorTemplateCard } from "./vendor-template-card"

/** A template with what its card shows. @throws NotFound; Forbidden */
export async function readVendorTemplate(actor: Actor, code: string): Promise<CardRead> {
  authorise(actor, "master_data.see")
  return inCompany(actor.companyId, tx => readCard(tx, actor.companyId, vendorTemplateCard, code))
}

/**
 * What the form for a new template starts with: nothing, or what it may share with a vendor, which is nothing of the vendor's own.
 *
 * @param vendorNo whose terms are to be kept as a template
 * @throws NotFound where the company has no such vendor; Forbidden
 */
export async function readNewVendorTemplate(actor: Actor, vendorNo?: string): Promise<CardRead> {
  authorise(actor, "master_data.edit")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const vendor = vendorNo === undefined ? {} : await findRow(tx, companyId, vendorCard, { no: vendorNo })
    if (!vendor) throw new NotFound(`vendor ${vendorNo}`)
    const terms = templateTerms.flatMap(({ name }) => (vendor[name] === undefined ? [] : [[name, vendor[name]]]))
    return readNewCard(tx, actor, vendorTemplateCard, Object.fromEntries(terms))
  })
}

/**
 * Makes a template, or changes one. Vendors that were made from it stay as they are.
 *
 * @returns its code
 * @throws Refusal; StaleRecord; NotFound; Forbidden
 */
export async function saveVendorTemplate(actor: Actor, input: RecordInput): Promise<string> {
  authorise(actor, "master_data.edit")
  const { code } = await inCompany(actor.companyId, tx => saveCard(tx, actor, vendorTemplateCard, input))
  return code!
}

/** Deletes a template; nothing hangs on it. @throws NotFound; Forbidden */
export async function deleteVendorTemplate(actor: Actor, code: string): Promise<void> {
  authorise(actor, "master_data.edit")
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    const row = await findRow(tx, companyId, vendorTemplateCard, { code }, true)
    if (!row) throw new NotFound(`vendor template ${code}`)
    await tx.delete(vendorTemplate).where(and(eq(vendorTemplate.companyId, companyId), eq(vendorTemplate.code, code)))
    await recordChange(tx, actor, vendorTemplateCard, row, null, { description: row.description })
  })
}
