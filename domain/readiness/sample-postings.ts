import { randomUUID } from "node:crypto"
import { and, asc, eq } from "drizzle-orm"
import { company, item, itemUnitOfMeasure, purchaseInvoice, purchasesSetup, vatPostingSetup, vendor } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { stateOfNew } from "@/domain/approvals/move"
import { today } from "@/domain/dates/date"
import { Refusal } from "@/domain/errors"
import { checkPosting } from "@/domain/posting/check-posting"
import { composePosting } from "@/domain/posting/compose-posting"
import type { PostingProblem } from "@/domain/posting/posting-problem"
import { readPostingSetup } from "@/domain/posting/read-posting-setup"
import { headerFromVendor, readVendorTerms } from "@/domain/pricing/vendor-terms"
import { readPostingDocument } from "@/domain/purchase-documents/read-posting-document"
import { saveLocked } from "@/domain/purchase-documents/save-purchase-document"

/** What posting an invoice of one VAT case would come to. */
export type SamplePosting = {
  vatBusPostingGroup: string
  vatProdPostingGroup: string
  description: string
  /** None: it would be posted. */
  problems: PostingProblem[]
  /** Entries it would make, of the G/L and of VAT. */
  entries: number
}

type Case = Pick<
  typeof vatPostingSetup.$inferSelect,
  "companyId" | "vatBusPostingGroup" | "vatProdPostingGroup" | "description"
>

type PurchasesSetup = typeof purchasesSetup.$inferSelect

/** Carries the answer out of the transaction that made the samples, and undoes it. */
class Undone extends Error {
  constructor(readonly samples: SamplePosting[]) {
    super("samples are never kept")
  }
}

/**
 * What posting would say today of an invoice of one item, for each combination of the VAT posting setup that is not blocked: vendor, item
 * and draft are really made, as users make them, and posting is previewed; then all of it is rolled back.
 *
 * @throws Forbidden
 */
export async function samplePostings(actor: Actor): Promise<SamplePosting[]> {
  authorise(actor, "company.administer")
  try {
    await inCompany(actor.companyId, async tx => {
      throw new Undone(await makeSamples(tx, actor))
    })
  } catch (error) {
    if (error instanceof Undone) return error.samples
    throw error
  }
  throw new Error("a transaction that throws has not thrown")
}

async function makeSamples(tx: Tx, actor: Actor): Promise<SamplePosting[]> {
  const { companyId } = actor
  const [own] = await tx
    .select({ setup: purchasesSetup, country: company.countryRegionCode, timeZone: company.timeZone })
    .from(purchasesSetup)
    .innerJoin(company, eq(company.id, purchasesSetup.companyId))
    .where(eq(purchasesSetup.companyId, companyId))
  if (!own) return []
  const cases = await tx
    .select({
      companyId: vatPostingSetup.companyId,
      vatBusPostingGroup: vatPostingSetup.vatBusPostingGroup,
      vatProdPostingGroup: vatPostingSetup.vatProdPostingGroup,
      description: vatPostingSetup.description,
    })
    .from(vatPostingSetup)
    .where(and(eq(vatPostingSetup.companyId, companyId), eq(vatPostingSetup.blocked, false)))
    .orderBy(asc(vatPostingSetup.vatBusPostingGroup), asc(vatPostingSetup.vatProdPostingGroup))
  const samples: SamplePosting[] = []
  for (const each of cases) {
    const { problems, entries } = await sample(tx, actor, each, own)
    const { companyId: _, ...told } = each
    samples.push({ ...told, problems, entries })
  }
  return samples
}

type Own = { setup: PurchasesSetup; country: string; timeZone: string }

async function sample(
  tx: Tx,
  actor: Actor,
  each: Case,
  own: Own,
): Promise<{ problems: PostingProblem[]; entries: number }> {
  const { companyId } = actor
  const no = `SAMPLE-${randomUUID()}`
  await insertMasters(tx, each, no, own)
  const terms = await readVendorTerms(tx, companyId, no, today(own.timeZone))
  await tx.insert(purchaseInvoice).values({
    ...headerFromVendor(terms!, no, "invoice"),
    vendorInvoiceNo: no,
    requestedBy: actor.userId,
    reviewState: stateOfNew(companyId),
  })
  try {
    await saveLocked(tx, actor, await draft(tx, companyId, no), {
      version: 1,
      header: {},
      lines: [{ id: "new1", type: "item", values: { no, quantity: "1", price: "100" } }],
      loaded: [],
      deleted: [],
      choices: {},
    })
  } catch (error) {
    if (error instanceof Refusal) return { problems: error.issues, entries: 0 }
    throw error
  }
  const document = await readPostingDocument(tx, await draft(tx, companyId, no))
  const setup = await readPostingSetup(tx, actor, document, false)
  const problems = checkPosting(document, setup)
  if (problems.length > 0) return { problems, entries: 0 }
  const { gl, vat } = composePosting(document, setup)
  return { problems, entries: gl.length + vat.length }
}

async function draft(tx: Tx, companyId: number, no: string) {
  const [row] = await tx
    .select()
    .from(purchaseInvoice)
    .where(and(eq(purchaseInvoice.companyId, companyId), eq(purchaseInvoice.no, no)))
  return row!
}

/** A vendor and an item such as the company's setup makes them, with the VAT groups of the case. */
async function insertMasters(tx: Tx, each: Case, no: string, { setup, country }: Own): Promise<void> {
  const { companyId } = each
  await tx.insert(vendor).values({
    companyId,
    no,
    name: no,
    searchName: no,
    countryRegionCode: country,
    paymentTermsCode: setup.defaultPaymentTermsCode,
    vendorPostingGroup: setup.defaultVendorPostingGroup,
    genBusPostingGroup: genBusGroupOf(each, setup),
    vatBusPostingGroup: each.vatBusPostingGroup,
  })
  await tx.insert(item).values({
    companyId,
    no,
    description: no,
    baseUnitOfMeasure: setup.defaultBaseUnitOfMeasure,
    genProdPostingGroup: setup.defaultGenProdPostingGroup,
    vatProdPostingGroup: each.vatProdPostingGroup,
    inventoryPostingGroup: setup.defaultInventoryPostingGroup,
  })
  await tx
    .insert(itemUnitOfMeasure)
    .values({ companyId, itemNo: no, code: setup.defaultBaseUnitOfMeasure, qtyPerUnitOfMeasure: "1" })
}

/** Whom such a vendor is traded with: as the company has it for the region whose VAT group it is, else at home. */
function genBusGroupOf({ vatBusPostingGroup }: Case, setup: PurchasesSetup): string {
  if (vatBusPostingGroup === setup.euVatBusPostingGroup) return setup.euGenBusPostingGroup
  if (vatBusPostingGroup === setup.foreignVatBusPostingGroup) return setup.foreignGenBusPostingGroup
  return setup.domesticGenBusPostingGroup
}
