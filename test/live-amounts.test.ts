/** What the form adds up while one types is what a save of the same texts stores, to the cent (decision 0049). */
import { and, eq } from "drizzle-orm"
import fc from "fast-check"
import { beforeAll, expect, test } from "vitest"
import { readHeader } from "@/components/document-form/header-texts"
import { addUpDraft, type LiveAmounts, type LiveBasis } from "@/components/document-form/live-amounts"
import { type Reader, readLine, shownLine } from "@/components/document-form/reader"
import type { FormLine } from "@/components/document-form/view"
import { purchaseInvoice, vendor, vendorInvoiceDiscount } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { lineNo } from "@/domain/documents/lines"
import { Refusal } from "@/domain/errors"
import { purchaseHeader } from "@/domain/purchase-documents/purchase-header"
import { readPurchaseBasis } from "@/domain/purchase-documents/read-purchase-basis"
import { type PurchaseDocumentPage, readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { savePurchaseDocument } from "@/domain/purchase-documents/save-purchase-document"
import type { Language } from "@/language/language"
import { formatNumber } from "@/language/number-format"
import { makeActor, makeCompany } from "./factories"
import { type DraftTemplates, insertRandomDraft, makeDraftTemplates, randomDraft } from "./random-drafts"

let actor: Actor
let templates: DraftTemplates

beforeAll(async () => {
  const { id } = await makeCompany()
  actor = await makeActor(id, "purchaser")
  templates = await makeDraftTemplates(actor)
  const tier = { companyId: id, code: "LIVE", discountPercent: "2.5", serviceCharge: "7.35" }
  const currencies = [...new Set(templates.map(({ header }) => header.currencyCode))]
  await inCompany(id, async tx => {
    await tx.insert(vendorInvoiceDiscount).values(
      currencies.flatMap(currencyCode => [
        { ...tier, currencyCode, minimumAmount: "0" },
        { ...tier, currencyCode, minimumAmount: "500", discountPercent: "4", serviceCharge: "0" },
      ]),
    )
    await tx.update(vendor).set({ invoiceDiscountCode: "LIVE" }).where(eq(vendor.companyId, id))
  })
})

const digits = (most: number, decimals: number) =>
  fc.integer({ min: 1, max: most }).map(value => ({ value: String(value), decimals }))

/** A number as one types it: its digits, and whether thousands are grouped. */
type Typed = { value: string; decimals: number }

function written({ value, decimals }: Typed, language: Language, grouping: boolean): string {
  const whole = value.padStart(decimals + 1, "0")
  const at = whole.length - decimals
  return formatNumber(decimals === 0 ? whole : `${whole.slice(0, at)}.${whole.slice(at)}`, language, { grouping })
}

const change = fc.record({
  quantity: fc.oneof(digits(999, 0), digits(9_999_999, 3)),
  price: fc.oneof(digits(9_999, 2), digits(9_999_999, 3)),
  lineDiscountPercent: digits(9_999, 2),
  allowInvoiceDiscount: fc.boolean(),
  grouping: fc.boolean(),
  isNegative: fc.boolean(),
  /** No number in any language. */
  isBad: fc.constantFrom(false, false, false, false, true),
  isTouched: fc.boolean(),
})

const discount = fc.oneof(
  fc.constant({ invoiceDiscountCalculation: "none", invoiceDiscountValue: null }),
  fc.constant({ invoiceDiscountCalculation: "tiers", invoiceDiscountValue: null }),
  fc.record({ invoiceDiscountCalculation: fc.constant("percent"), invoiceDiscountValue: digits(1_500, 2) }),
)

test("equal to the stored amounts, in both languages, whatever page the lines are on", async () => {
  const drawn = fc.record({
    draft: randomDraft(templates).filter(({ isGivenBack }) => !isGivenBack),
    changes: fc.array(change, { minLength: 8, maxLength: 8 }),
    discount,
    language: fc.constantFrom<Language>("nl", "en"),
    page: fc.tuple(fc.nat(8), fc.nat(8)),
    vatBase: fc.option(digits(500, 2)),
  })
  await fc.assert(
    fc.asyncProperty(drawn, async ({ draft, changes, discount, language, page: cut, vatBase }) => {
      const no = await insertRandomDraft(actor, templates, draft)
      await inCompany(actor.companyId, tx =>
        tx
          .update(purchaseInvoice)
          .set({ invoiceDiscountCode: "LIVE" })
          .where(and(eq(purchaseInvoice.companyId, actor.companyId), eq(purchaseInvoice.no, no))),
      )
      const page = await readPurchaseDocument(actor, no)
      const { basis, reader } = await basisOf(page, language, cut)
      const header = {
        invoiceDiscountCalculation: discount.invoiceDiscountCalculation,
        invoiceDiscountValue: discount.invoiceDiscountValue
          ? written(discount.invoiceDiscountValue, language, false)
          : "",
        currencyCode: page.header.currencyCode,
        ...(vatBase && { vatBaseDiscountPercent: written(vatBase, language, false) }),
      }
      const lines = page.lines
        .filter(({ lineId }) => basis.lines[lineId])
        .map((line, index) => typedLine(shownLine(line, reader), changes[index]!, language))
      const live = addUpDraft({ lines, header }, basis)
      const good = lines.filter(line => readLine(line, reader).issues.length === 0)
      expect(live.uncounted).toBe(lines.length - good.length)
      // What cannot be read is left out: so the same without those lines.
      const { header: values } = readHeader(purchaseHeader, header, reader)
      const bad = lines.filter(line => !good.includes(line)).map(({ id }) => Number(id))
      const saved = savePurchaseDocument(actor, no, {
        version: page.header.version,
        header: values,
        lines: good.map(line => readLine(line, reader).line),
        loaded: lines.map(({ id }) => Number(id)),
        deleted: bad,
        choices: {},
      })
      // Nothing to give a discount on, or less than was typed as an amount: no save to compare with.
      const isRefused = await saved.then(
        () => false,
        (error: unknown) => {
          if (error instanceof Refusal && error.issues.every(({ code }) => /^(discount|typed_amount)_/u.test(code)))
            return true
          throw error
        },
      )
      if (!isRefused) expectSame(live, await readPurchaseDocument(actor, no))
    }),
    { numRuns: 25, endOnFailure: true },
  )
}, 240_000)

/** @param cut the page begins after so many lines, and leaves so many out at the end */
async function basisOf(page: PurchaseDocumentPage, language: Language, [before, after]: readonly [number, number]) {
  const { header, lines, amountDecimals, choices } = page
  const { currencyCode, pricesIncludingVat, companyId } = header
  const last = Math.max(before, lines.length - after)
  const reader: Reader = {
    language,
    today: "2026-11-29",
    priceField: "directUnitCost",
    amountDecimals,
    currencyCode,
    currencies: choices.currencies,
  }
  const range = { above: before === 0 ? 0 : lineNo(before - 1), upTo: last === 0 ? 0 : lineNo(last - 1) }
  const read = await inCompany(companyId, tx => readPurchaseBasis(tx, header, range, []))
  const shown = lines.slice(before, last)
  const basis: LiveBasis = {
    ...read,
    lines: Object.fromEntries(shown.map(line => [String(line.lineId), line])),
    pricesIncludingVat,
    vatBaseDiscountPercent: page.header.vatBaseDiscountPercent === "0" ? "" : page.header.vatBaseDiscountPercent,
    reader,
    fields: purchaseHeader.fields,
  }
  return { basis, reader }
}

type Changes = typeof change extends fc.Arbitrary<infer Value> ? Value : never

function typedLine(line: FormLine, change: Changes, language: Language): FormLine {
  if (line.type === "comment" || !change.isTouched) return line
  const text = (typed: Typed) => written(typed, language, change.grouping)
  return {
    ...line,
    values: {
      ...line.values,
      quantity: `${change.isNegative ? "-" : ""}${text(change.quantity)}`,
      // More decimals than a unit cost has are another test's.
      directUnitCost: change.isBad ? "12.3,4" : text(change.price),
      lineDiscountPercent: text(change.lineDiscountPercent),
      allowInvoiceDiscount: change.allowInvoiceDiscount ? "yes" : "no",
    },
  }
}

function expectSame(live: LiveAmounts, stored: PurchaseDocumentPage) {
  const { amount, amountIncludingVat, invoiceDiscountAmount } = stored.header
  expect(live).toMatchObject({ amount, amountIncludingVat, invoiceDiscountAmount })
  const groups = (
    all: readonly { base: string; vat: string; vatDifference: string; vatIdentifier: string; description: string }[],
  ) =>
    all.map(({ vatIdentifier, base, vat, vatDifference, description }) => ({
      vatIdentifier,
      base,
      vat,
      vatDifference,
      description,
    }))
  expect(groups(live.groups)).toEqual(groups(stored.vatGroups))
  for (const line of stored.lines) {
    const shown = live.lines[line.lineId]
    if (shown) expect(shown).toMatchObject({ lineAmount: line.lineAmount, vatPercent: line.vatPercent })
  }
}
