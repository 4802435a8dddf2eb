import { and, eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import {
  currencyExchangeRate,
  generalPostingSetup,
  noSeries,
  paymentTerms,
  purchasesSetup,
  vatPostingSetup,
} from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Forbidden, NotFound } from "@/domain/errors"
import { PostingRefused, postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { previewPosting } from "@/domain/purchase-documents/preview-posting"
import { StaleRecord } from "@/domain/records/merge-record"
import { shownRecordValue } from "@/domain/records/values"
import { makeActor, makeCompany, makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { changeSetup as change, formOf, issuesOf } from "@/test/setup-form"
import { setupDefinitions } from "./definitions"
import { deleteSetup, readSetupUsage, SetupInUse, SetupMissed } from "./delete-setup"
import { hasSetup, listSetup, readNewSetup, readSetup, SETUP_PAGE_LENGTH } from "./read-setup"
import { saveSetup } from "./save-setup"

let admin: Actor
let manager: Actor

beforeEach(async () => {
  const { id } = await makeCompany()
  admin = await makeActor(id, "administrator")
  manager = await makeActor(id, "purchasing_manager")
})

test("rows of every table a company starts with can be read and saved as they are, in both languages", async () => {
  for (const language of ["en", "nl"] as const) {
    const actor = { ...admin, language }
    for (const { slug, keys } of setupDefinitions) {
      const rows = keys.length === 0 ? [{ key: [] }] : (await listSetup(actor, slug, {})).rows.slice(0, 12)
      for (const { key } of rows) {
        const before = await formOf(actor, slug, key)
        await saveSetup(actor, slug, { key, ...before })
        expect(await formOf(actor, slug, key)).toEqual(before)
      }
    }
  }
}, 60_000)

test("a formula is typed in the reader's letters and stored in English", async () => {
  const dutch = { ...admin, language: "nl" as const }
  const typed = {
    code: "lm+15d",
    description: "Einde maand + 15",
    dueDateCalculation: "LM+15D",
    discountPercent: "1,5",
  }
  expect(await saveSetup(dutch, "payment-terms", { key: null, version: 0, typed })).toEqual(["LM+15D"])
  const [row] = await inCompany(admin.companyId, tx =>
    tx.select().from(paymentTerms).where(eq(paymentTerms.code, "LM+15D")),
  )
  expect(row).toMatchObject({ dueDateCalculation: "CM+15D", discountPercent: "1.5" })
  const { definition, values, history } = await readSetup(dutch, "payment-terms", ["LM+15D"])
  const field = definition.fields.find(({ name }) => name === "dueDateCalculation")!
  expect(shownRecordValue(field, values.dueDateCalculation!, "nl")).toBe("LM+15D")
  expect(history).toMatchObject([{ kind: "setup.created", actorName: admin.name }])
})

test("every reason is said at once, each beside its field", async () => {
  const typed = {
    vatBusPostingGroup: "NIEMAND",
    vatProdPostingGroup: "HOOG",
    vatCalculationType: "sometimes",
    vatPercent: "101",
    purchaseVatAccountNo: "1000",
    salesVatAccountNo: "9876",
  }
  expect(await issuesOf(saveSetup(admin, "vat-posting-setup", { key: null, version: 0, typed }))).toEqual([
    ["setup.vatIdentifier", "required"],
    ["setup.vatCalculationType", "invalid"],
    ["setup.vatPercent", "percent_out_of_range"],
    ["setup.vatBusPostingGroup", "setup.reference_unknown"],
    ["setup.purchaseVatAccountNo", "setup.account_not_posting"],
    ["setup.salesVatAccountNo", "setup.account_unknown"],
  ])
  const unreadable = { code: "X!", dueDateCalculation: "30X", discountPercent: "many" }
  expect(await issuesOf(saveSetup(admin, "payment-terms", { key: null, version: 0, typed: unreadable }))).toEqual([
    ["setup.dueDateCalculation", "setup.formula_unexpected_character"],
    ["setup.discountPercent", "number_not_a_number"],
  ])
  const twice = { code: "30d" }
  expect(await issuesOf(saveSetup(admin, "payment-terms", { key: null, version: 0, typed: twice }))).toEqual([
    ["setup.code", "setup.exists"],
  ])
})

test("who saves upon an older version gets what the other changed alone, and is asked about what both changed", async () => {
  const first = await formOf(admin, "payment-terms", ["30D"])
  const colleague = await makeActor(admin.companyId, "administrator")
  await change(colleague, "payment-terms", ["30D"], { description: "Thirty days", dueDateCalculation: "31D" })
  const saveUpon = (version: number, typed: Record<string, string>) =>
    saveSetup(admin, "payment-terms", { key: ["30D"], version, typed })
  const mine = { ...first.typed, dueDateCalculation: "32D", discountPercent: "1" }
  const stale = await saveUpon(first.version, mine).catch(error => error as StaleRecord)
  expect(stale).toBeInstanceOf(StaleRecord)
  const { conflicts, taken, currentVersion } = stale as StaleRecord
  expect(conflicts.map(({ at: _, ...rest }) => rest)).toEqual([
    { field: "setup.dueDateCalculation", before: "30D", mine: "32D", theirs: "31D", by: colleague.name },
  ])
  expect(taken).toMatchObject([{ field: "description", before: "30 dagen netto", now: "Thirty days" }])
  // Nothing is written until it is saved upon what was shown.
  expect((await formOf(admin, "payment-terms", ["30D"])).values).toMatchObject({ discountPercent: "0" })
  await saveUpon(currentVersion, { ...mine, description: "Thirty days" })
  const { history } = await readSetup(admin, "payment-terms", ["30D"])
  expect(history.map(({ actorName, changes }) => [actorName, changes.map(({ field }) => field)])).toEqual([
    [admin.name, ["dueDateCalculation", "discountPercent"]],
    [colleague.name, ["description", "dueDateCalculation"]],
  ])
  // Twice on the button: the row is already as the form wants it.
  await saveUpon(currentVersion, { ...mine, description: "Thirty days" })
  expect((await readSetup(admin, "payment-terms", ["30D"])).history).toHaveLength(2)
  // Of an older version, yet nothing unseen: what the others made of it is what the form says.
  const both = { ...mine, description: "Thirty days", discountDateCalculation: "8D" }
  await saveUpon(first.version, both)
  expect((await formOf(admin, "payment-terms", ["30D"])).values).toMatchObject({ discountDateCalculation: "8D" })
  // What cannot be read was typed, and is never given up for what another typed.
  const unreadable = await saveUpon(first.version, { ...mine, dueDateCalculation: "soon" }).catch(error => error)
  expect((unreadable as StaleRecord).conflicts).toMatchObject([
    { field: "setup.dueDateCalculation", mine: null, theirs: "32D" },
  ])
})

test("what is in use stays, and says by whom; what is not goes", async () => {
  await makeVendor(admin.companyId)
  const inUse = await deleteSetup(admin, "vendor-posting-groups", ["BINNENL"], 0).catch(error => error as SetupInUse)
  expect(inUse).toBeInstanceOf(SetupInUse)
  expect((inUse as SetupInUse).usages).toEqual([{ table: "purchases-payables-setup" }, { noun: "vendors" }])
  const account = await deleteSetup(admin, "chart-of-accounts", ["1600"], 0).catch(error => error as SetupInUse)
  expect((account as SetupInUse).usages).toEqual([{ table: "vendor-posting-groups" }])
  const own = await deleteSetup(admin, "currencies", ["EUR"], 0).catch(error => error as SetupInUse)
  expect((own as SetupInUse).usages).toContainEqual({ noun: "company" })
  const imports = await deleteSetup(admin, "number-series", ["IMP"], 0).catch(error => error as SetupInUse)
  expect((imports as SetupInUse).usages).toEqual([{ noun: "sales_imports" }])
  await deleteSetup(admin, "payment-terms", ["8D"], 0)
  expect(await hasSetup(admin, "payment-terms", ["8D"])).toBe(false)
  await expect(deleteSetup(admin, "payment-terms", ["8D"], 0)).rejects.toBeInstanceOf(NotFound)
})

test("a missing posting setup is named by posting, made, and felt by the next", async () => {
  const { companyId } = admin
  const seller = await makeVendor(companyId)
  const goods = await makeItem(companyId)
  const no = await makePurchaseInvoice(manager, seller.no, [{ no: goods.no, quantity: "1", price: "10" }])
  const missed = await deleteSetup(admin, "vat-posting-setup", ["BINNENL", "HOOG"], 0).catch(error => error)
  expect(missed).toBeInstanceOf(SetupMissed)
  expect((missed as SetupMissed).usages).toEqual([
    { noun: "purchase_invoices" },
    { noun: "vendors" },
    { noun: "items" },
  ])
  const general = await readSetupUsage(admin, "general-posting-setup", [
    seller.genBusPostingGroup!,
    goods.genProdPostingGroup!,
  ])
  expect(general).toEqual({ keeps: [], misses: (missed as SetupMissed).usages })
  expect(await readSetupUsage(admin, "vat-posting-setup", ["EU", "HOOG"])).toEqual({ keeps: [], misses: [] })
  await deleteSetup(admin, "vat-posting-setup", ["BINNENL", "HOOG"], 0, true)
  const { problems } = await previewPosting(manager, no)
  expect(problems).toMatchObject([
    { code: "vat_posting_setup_lacking", correction: { page: "vat_posting_setup", bus: "BINNENL", prod: "HOOG" } },
  ])
  const typed = {
    vatBusPostingGroup: "BINNENL",
    vatProdPostingGroup: "HOOG",
    vatIdentifier: "hoog",
    vatCalculationType: "normal",
    vatPercent: "21",
    purchaseVatAccountNo: "1500",
  }
  await saveSetup(admin, "vat-posting-setup", { key: null, version: 0, typed })
  const rows = await inCompany(companyId, tx =>
    tx.select().from(vatPostingSetup).where(eq(vatPostingSetup.vatIdentifier, "HOOG")),
  )
  expect(rows).toMatchObject([
    { vatPercent: "21", purchaseVatAccountNo: "1500", salesVatAccountNo: null, blocked: false },
  ])
  expect((await previewPosting(manager, no)).problems).toEqual([])
})

test("a posting date outside the range is refused, and a user's own range goes before the company's", async () => {
  const seller = await makeVendor(admin.companyId)
  const goods = await makeItem(admin.companyId)
  const draft = () =>
    makePurchaseInvoice(manager, seller.no, [{ no: goods.no, quantity: "1", price: "10" }], {
      postingDate: "2026-03-31",
    })
  const post = async () => postPurchaseDocument(manager, await draft(), { unreviewed: true })
  await change(admin, "posting-dates", [], { allowPostingFrom: "1 Apr 2026", allowPostingTo: "30-4-2026" })
  await expect(post()).rejects.toBeInstanceOf(PostingRefused)
  const range = { userId: String(manager.userId), allowPostingFrom: "1 Mar 2026", allowPostingTo: "" }
  await saveSetup(admin, "user-posting-dates", { key: null, version: 0, typed: range })
  expect(await post()).toMatchObject({ no: expect.stringMatching(/^GIF26-/) })
  const reversed = change(admin, "posting-dates", [], { allowPostingFrom: "1 May 2026" })
  expect(await issuesOf(reversed)).toEqual([["setup.allowPostingTo", "setup.posting_range_reversed"]])
  await change(admin, "posting-dates", [], { unreviewedPosting: "refuse" })
  expect(await issuesOf(post())).toEqual([[undefined, "not_reviewed"]])
})

test("a change waits for the posting that rests on what it changes", async () => {
  const { companyId } = admin
  const row = and(
    eq(generalPostingSetup.genBusPostingGroup, "EU"),
    eq(generalPostingSetup.genProdPostingGroup, "HANDEL"),
  )
  let commit = () => {}
  const posting = inCompany(companyId, async tx => {
    await tx.select().from(purchasesSetup).where(eq(purchasesSetup.companyId, companyId)).for("share")
    const [before] = await tx.select().from(generalPostingSetup).where(row)
    await new Promise<void>(resolve => {
      commit = resolve
    })
    const [after] = await tx.select().from(generalPostingSetup).where(row)
    return [before?.purchaseAccountNo, after?.purchaseAccountNo]
  })
  const form = await formOf(admin, "general-posting-setup", ["EU", "HANDEL"])
  const typed = { ...form.typed, purchaseAccountNo: "7020" }
  const saving = saveSetup(admin, "general-posting-setup", { key: ["EU", "HANDEL"], version: form.version, typed })
  // Seen waiting for the row that the posting shares.
  await expect
    .poll(() =>
      inCompany(companyId, async tx => {
        const waiting = await tx.execute(
          "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like 'update%purchases_setup%'",
        )
        return waiting.length
      }),
    )
    .toBe(1)
  commit()
  expect(await posting).toEqual(["7010", "7010"])
  await saving
  expect((await readSetup(admin, "general-posting-setup", ["EU", "HANDEL"])).values.purchaseAccountNo).toBe("7020")
})

test("a number series never goes back, and one without gaps is left alone once it has counted", async () => {
  const { companyId } = admin
  await inCompany(companyId, tx => tx.update(noSeries).set({ lastNumber: 41 }).where(eq(noSeries.companyId, companyId)))
  expect(await issuesOf(change(admin, "number-series", ["IF"], { lastNumber: "40" }))).toEqual([
    ["setup.lastNumber", "setup.series_goes_back"],
  ])
  await change(admin, "number-series", ["IF"], { lastNumber: "50", prefix: "IF27-" })
  expect(
    await issuesOf(change(admin, "number-series", ["GIF"], { lastNumber: "42", prefix: "GIF27-", allowGaps: "on" })),
  ).toEqual([
    ["setup.prefix", "setup.series_without_gaps_used"],
    ["setup.lastNumber", "setup.series_without_gaps_used"],
    ["setup.allowGaps", "setup.series_without_gaps_used"],
  ])
  // A prefix that would give the same numbers as another's, and numbers that are taken.
  const series = (code: string, prefix: string, lastNumber = "0") =>
    saveSetup(admin, "number-series", {
      key: null,
      version: 0,
      typed: { code, prefix, digits: "5", lastNumber, allowGaps: "on" },
    })
  expect(await issuesOf(series("X", "GIF26-0"))).toEqual([["setup.prefix", "setup.series_prefix_used"]])
  await series("G", "G")
  await makeVendor(companyId, { no: "W00007" })
  expect(await issuesOf(series("W", "W", "6"))).toEqual([["setup.lastNumber", "setup.series_numbers_taken"]])
  await series("W", "W", "7")
  await change(admin, "number-series", ["GIF"], { description: "Posted" })
  expect(
    await issuesOf(
      deleteSetup(admin, "number-series", ["GIF"], (await formOf(admin, "number-series", ["GIF"])).version),
    ),
  ).toEqual([[undefined, "setup.series_without_gaps_used"]])
  const next = { code: "GIF27", prefix: "GIF27-", digits: "5", lastNumber: "0" }
  await saveSetup(admin, "number-series", { key: null, version: 0, typed: next })
  await change(admin, "purchases-payables-setup", [], { postedPurchaseInvoiceNos: "GIF27" })
  expect(await issuesOf(change(admin, "number-series", ["GIF27"], { allowGaps: "on" }))).toEqual([
    ["setup.allowGaps", "setup.series_posts"],
  ])
  const wrong = { paymentNos: "IF", postedPurchaseCreditMemoNos: "GIF27" }
  expect(await issuesOf(change(admin, "purchases-payables-setup", [], wrong))).toEqual([
    ["setup.postedPurchaseCreditMemoNos", "setup.series_chosen_twice"],
    ["setup.paymentNos", "setup.series_has_gaps"],
    ["setup.purchaseInvoiceNos", "setup.series_chosen_twice"],
  ])
})

test("rates, tiers and bank accounts are checked by the rules of their kind", async () => {
  const save = (slug: string, typed: Record<string, string>) => saveSetup(admin, slug, { key: null, version: 0, typed })
  const rate = { startingDate: "22-11-2026", exchangeRateAmount: "1.16", relationalExchangeRateAmount: "1" }
  expect(await save("exchange-rates", { ...rate, currencyCode: "USD" })).toEqual(["USD", "2026-11-22"])
  const rows = await inCompany(admin.companyId, tx =>
    tx.select().from(currencyExchangeRate).where(eq(currencyExchangeRate.startingDate, "2026-11-22")),
  )
  expect(rows).toMatchObject([{ currencyCode: "USD", exchangeRateAmount: "1.16" }])
  expect(await issuesOf(save("exchange-rates", { ...rate, currencyCode: "EUR", exchangeRateAmount: "0" }))).toEqual([
    ["setup.exchangeRateAmount", "setup.not_above"],
  ])
  expect(await issuesOf(save("exchange-rates", { ...rate, currencyCode: "EUR" }))).toEqual([
    ["setup.currencyCode", "setup.rate_of_own_currency"],
  ])
  const tier = { code: "L00001", currencyCode: "EUR", minimumAmount: "1,000.50", discountPercent: "2" }
  expect(await save("vendor-invoice-discounts", tier)).toEqual(["L00001", "EUR", "1000.5"])
  expect((await readSetup(admin, "vendor-invoice-discounts", ["L00001", "EUR", "1000.50"])).values).toMatchObject({
    discountPercent: "2",
  })
  // A thousandth of a euro is none: it is one and a quarter to a machine, and more to whoever typed it.
  expect(await issuesOf(save("vendor-invoice-discounts", { ...tier, serviceCharge: "1.250" }))).toEqual([
    ["setup.serviceCharge", "amount_too_many_decimals"],
  ])
  const bank = { no: "B2", name: "Second", iban: "NL91 ABNA 0417 1643 01", currencyCode: "EUR", glAccountNo: "1100" }
  expect(await issuesOf(save("bank-accounts", bank))).toEqual([["setup.iban", "setup.iban_invalid"]])
  await save("bank-accounts", { ...bank, iban: "NL91 ABNA 0417 1643 00" })
})

test("a list is paged by its key, searched, and turned round", async () => {
  const first = await listSetup(admin, "chart-of-accounts", {})
  expect(first.rows).toHaveLength(SETUP_PAGE_LENGTH)
  const second = await listSetup(admin, "chart-of-accounts", { cursor: first.next })
  const nos = [...first.rows, ...second.rows].map(({ key: [no] }) => no)
  expect(nos).toEqual([...nos].sort())
  expect(second.next).toBeUndefined()
  const back = await listSetup(admin, "chart-of-accounts", { cursor: second.previous })
  expect(back.rows).toEqual(first.rows)
  const found = await listSetup(admin, "exchange-rates", { search: "usd" })
  expect(found.rows[0]?.key).toEqual(["USD", "2026-07-01"])
  const oldest = await listSetup(admin, "exchange-rates", { search: "usd", descending: false })
  expect(oldest.rows[0]?.key).toEqual(["USD", "2010-01-01"])
})

test("administrators alone, each in the own company, and only tables that are setup", async () => {
  const input = { key: ["30D"], version: 0, typed: {} }
  await expect(saveSetup(manager, "payment-terms", input)).rejects.toBeInstanceOf(Forbidden)
  await expect(deleteSetup(manager, "payment-terms", ["30D"], 0)).rejects.toBeInstanceOf(Forbidden)
  await expect(listSetup(manager, "payment-terms", {})).rejects.toBeInstanceOf(Forbidden)
  await expect(readSetup(manager, "payment-terms", ["30D"])).rejects.toBeInstanceOf(Forbidden)
  await expect(readNewSetup(manager, "payment-terms")).rejects.toBeInstanceOf(Forbidden)
  await expect(readSetup(admin, "users", ["1"])).rejects.toBeInstanceOf(NotFound)
  const { id } = await makeCompany()
  const elsewhere = await makeActor(id, "administrator")
  await saveSetup(elsewhere, "payment-terms", { key: null, version: 0, typed: { code: "ELDERS" } })
  await expect(readSetup(admin, "payment-terms", ["ELDERS"])).rejects.toBeInstanceOf(NotFound)
  await expect(deleteSetup(admin, "payment-terms", ["ELDERS"], 0)).rejects.toBeInstanceOf(NotFound)
  await expect(saveSetup(admin, "posting-dates", { key: null, version: 0, typed: {} })).rejects.toBeInstanceOf(NotFound)
})
