import { asc, eq, getTableColumns, sql } from "drizzle-orm"
import type { PgTable } from "drizzle-orm/pg-core"
import fc from "fast-check"
import { beforeAll, expect, test } from "vitest"
import {
  detailedVendorLedgerEntry,
  glEntry,
  itemLedgerEntry,
  ledgerCounter,
  noSeries,
  postedPurchaseDocument,
  postedPurchaseLine,
  valueEntry,
  vatEntry,
  vendorInvoiceClaim,
  vendorLedgerEntry,
} from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { readPostedStatistics } from "@/domain/posted-purchase-documents/read-posted-statistics"
import type { Statistics } from "@/domain/posting/statistics"
import { countStatements } from "@/test/count-statements"
import { makeActor, makeCompany } from "@/test/factories"
import {
  anyPostingTerms,
  type DraftTemplates,
  insertRandomDraft,
  makeDraftTemplates,
  type RandomDraft,
  randomDraft,
  setPostingTerms,
} from "@/test/random-drafts"
import { postPurchaseDocument } from "./post-purchase-document"
import { type PostingPreview, previewPosting } from "./preview-posting"
import { readStatistics } from "./read-statistics"

let manager: Actor
let templates: DraftTemplates

beforeAll(async () => {
  const { id: companyId } = await makeCompany()
  manager = await makeActor(companyId, "purchasing_manager")
  templates = await makeDraftTemplates(manager)
})

/** Numbers of postings and of the clock, which a preview cannot know; and the company. */
const unknown = new Set(["companyId", "transactionNo", "documentNo", "no", "postedAt", "vendorLedgerEntryNo"])

/** Decimals as plain text, whatever their zeros, so that rows of both sides compare. */
function plain(row: Record<string, unknown>, keep: readonly string[] = []): Record<string, unknown> {
  const entries = Object.entries(row).filter(([name]) => !unknown.has(name) || keep.includes(name))
  return Object.fromEntries(
    entries.map(([name, value]) => {
      if (Decimal.isDecimal(value)) return [name, (value as Decimal).plus(0).toFixed()]
      return [name, typeof value === "string" && /^-?\d+\.\d+$/.test(value) ? new Decimal(value).toFixed() : value]
    }),
  )
}

async function rowsOf(tx: Tx, table: PgTable, key: string, value: string | number, order?: string) {
  const columns = getTableColumns(table)
  const rows = await tx
    .select()
    .from(table)
    .where(eq(columns[key]!, value))
    .orderBy(asc(columns[order ?? key]!))
  return rows as Record<string, unknown>[]
}

/** The rows that posting should write, made of the preview alone. */
function foreseen({ header, posting, currency }: PostingPreview) {
  const { gl, vat, vendor, items, lines } = posting!
  const { postingDate, payToVendorNo: vendorNo, currencyCode } = header
  const numbered = <Row>(rows: readonly Row[]) => rows.map((row, index) => ({ lineNo: index + 1, postingDate, ...row }))
  return {
    gl: numbered(gl).map(row => plain(row)),
    vat: numbered(vat).map(row =>
      plain({
        ...row,
        vendorNo,
        countryRegionCode: header.vatCountryRegionCode,
        vatRegistrationNo: header.vatRegistrationNo,
        vatBusPostingGroup: header.vatBusPostingGroup,
        // A document's accounts are those of its setup.
        purchaseVatAccountNo: null,
        reverseChargeVatAccountNo: null,
        nonDedVatAccountNo: null,
        reductionAccountNo: null,
      }),
    ),
    vendor: [
      plain({
        vendorNo,
        postingDate,
        currencyCode,
        vendorPostingGroup: header.vendorPostingGroup,
        documentType: header.documentType,
        externalDocumentNo: header.vendorInvoiceNo,
        description: header.postingDescription,
        documentDate: header.documentDate,
        dueDate: header.dueDate,
        paymentDiscountDate: header.paymentDiscountDate,
        paymentDiscountPercent: header.paymentDiscountPercent,
        // The vendors give none.
        paymentDiscountPossible: "0",
        exchangeRateAmount: currency.exchangeRateAmount,
        relationalExchangeRateAmount: currency.relationalExchangeRateAmount,
        openingNo: null,
        ...vendor,
      }),
    ],
    detailed: [
      plain({
        lineNo: 1,
        appliedEntryNo: null,
        entryType: "initial_entry",
        reasonCode: null,
        glAccountNo: null,
        vendorNo,
        postingDate,
        currencyCode,
        ...vendor,
      }),
    ],
    items: numbered(items).map(({ inventoryPostingGroup, inventoryAccountNo, costAmount, costPerUnit, ...row }) =>
      plain({ ...row, vendorNo }),
    ),
    values: numbered(items).map(({ description, quantity, unitOfMeasureCode, qtyPerUnitOfMeasure, ...row }) =>
      plain(row),
    ),
    lines: lines.map(({ price, ...line }) => plain({ ...line, directUnitCost: price }, ["no"])),
    document: [
      {
        documentType: header.documentType,
        preAssignedNo: header.no,
        correctsNo: null,
        lineCount: lines.length,
        amount: posting!.amount.toFixed(),
        amountIncludingVat: posting!.amountIncludingVat.toFixed(),
        exchangeRateAmount: currency.exchangeRateAmount.toFixed(),
        postingDate,
        dueDate: header.dueDate,
        vendorInvoiceNo: header.vendorInvoiceNo,
      },
    ],
  }
}

async function written(transactionNo: number, documentNo: string) {
  return inCompany(manager.companyId, async tx => {
    const entries = async (table: PgTable, order?: string) =>
      (await rowsOf(tx, table, "transactionNo", transactionNo, order)).map(row => plain(row))
    return {
      gl: await entries(glEntry, "lineNo"),
      vat: await entries(vatEntry, "lineNo"),
      vendor: await entries(vendorLedgerEntry),
      detailed: await entries(detailedVendorLedgerEntry, "lineNo"),
      items: await entries(itemLedgerEntry, "lineNo"),
      values: await entries(valueEntry, "lineNo"),
      lines: (await rowsOf(tx, postedPurchaseLine, "documentNo", documentNo, "lineNo")).map(row => plain(row, ["no"])),
      document: await entries(postedPurchaseDocument),
    }
  })
}

/** The figures of VAT entries and vendor ledger entry that the statistics promise. */
function countedUp({ documentType }: RandomDraft, { groups, amountIncludingVat, lcy }: Statistics) {
  const sign = documentType === "credit_memo" ? -1 : 1
  return {
    vat: groups
      .filter(({ vatIdentifier }) => vatIdentifier !== "")
      .map(({ vatProdPostingGroup, lcy: { vatBase: base, vat }, reverseCharge }) =>
        plain({ vatProdPostingGroup, base: base.times(sign), amount: vat.plus(reverseCharge.amount).times(sign) }),
      ),
    owed: [plain({ amount: amountIncludingVat.times(-sign), amountLcy: lcy.amountIncludingVat.times(-sign) })],
  }
}

test("preview and statistics show, row by row, what posting writes", async () => {
  await fc.assert(
    fc.asyncProperty(randomDraft(templates), anyPostingTerms, async (draft, terms) => {
      await setPostingTerms(manager.companyId, terms)
      const no = await insertRandomDraft(manager, templates, draft)
      const preview = await previewPosting(manager, no)
      const { statistics } = await readStatistics(manager, no)
      expect(preview.problems).toEqual([])
      const posted = await postPurchaseDocument(manager, no, { unreviewed: true })
      const [expected, found] = [foreseen(preview), await written(posted.transactionNo, posted.no)]
      expect({ ...found, document: [] }).toEqual({ ...expected, document: [] })
      expect(found.document).toMatchObject(expected.document)
      const after = await readPostedStatistics(manager, draft.documentType, posted.no)
      expect(after.statistics).toEqual(statistics)
      expect(countedUp(draft, statistics)).toEqual({
        vat: found.vat.map(({ vatProdPostingGroup, ...entry }) => ({
          vatProdPostingGroup,
          base: toPlain(new Decimal(String(entry.base)).plus(String(entry.nonDeductibleBase))),
          amount: toPlain(new Decimal(String(entry.amount)).plus(String(entry.nonDeductibleAmount))),
        })),
        owed: found.vendor.map(({ amount, amountLcy }) => ({ amount, amountLcy })),
      })
    }),
    { numRuns: 100 },
  )
}, 120_000)

test("preview draws no number, waits for no lock and writes nothing", async () => {
  const no = await insertRandomDraft(manager, templates, {
    template: 0,
    isGivenBack: false,
    documentType: "invoice",
    vatBaseDiscountPercent: "0",
    vatDifference: 0,
    invoiceDiscountPercent: "3",
    lines: [
      {
        template: 0,
        vatTemplate: 0,
        quantity: "2",
        price: "10",
        pricePer: "1",
        typedAmount: null,
        lineDiscountPercent: "0",
        allowInvoiceDiscount: true,
      },
    ],
  })
  const counters = () =>
    inCompany(manager.companyId, tx =>
      Promise.all([
        tx.select().from(noSeries).orderBy(noSeries.code),
        tx.select().from(ledgerCounter),
        tx.select().from(vendorInvoiceClaim).orderBy(vendorInvoiceClaim.vendorInvoiceKey),
      ]),
    )
  const before = await counters()
  const statements = await inCompany(manager.companyId, async tx => {
    // Somebody holds everything that posting would lock; the preview goes on all the same.
    for (const table of ["purchase_invoice", "item", "purchases_setup", "no_series", "ledger_counter"]) {
      await tx.execute(sql`select from ${sql.identifier(table)} for update`)
    }
    return countStatements(() => previewPosting(manager, no))
  })
  expect(statements.filter(statement => !/^\s*(select|begin|commit)/i.test(statement))).toEqual([])
  expect(statements.filter(statement => /\bfor (update|share|no key)/i.test(statement))).toEqual([])
  expect(await counters()).toEqual(before)
})
