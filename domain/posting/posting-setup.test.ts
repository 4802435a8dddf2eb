/** What posting reads, claims and holds before it writes; what it writes: posting-rows.test.ts. */
import { eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { charge, glAccount, item, purchaseInvoice, purchasesSetup, vendorInvoiceClaim } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { DocumentCurrency } from "@/domain/documents/document-currency"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { previewPosting } from "@/domain/purchase-documents/preview-posting"
import { readPostingDocument } from "@/domain/purchase-documents/read-posting-document"
import { lockSetup } from "@/domain/setup/lock-setup"
import { makeActor, makeCompany, makeItem, makeVendor, type TestItem } from "@/test/factories"
import { hold } from "@/test/held-locks"
import { makePurchaseCreditMemo, makePurchaseInvoice, type NewLine } from "@/test/purchase-invoices"
import { composePosting } from "./compose-posting"
import { lockItems } from "./posting-items"
import { readPurchasesSetup } from "./purchases-setup"
import { atRateOf, readPostingSetup } from "./read-posting-setup"
import { writePosting } from "./write-posting"

let companyId: number
let manager: Actor
let vendorNo: string
let stock: TestItem

beforeAll(async () => {
  companyId = (await makeCompany()).id
  manager = await makeActor(companyId, "purchasing_manager")
  vendorNo = (await makeVendor(companyId)).no
  stock = await makeItem(companyId)
  // Documents without the vendor's number are posted too.
  await inOurs(tx => tx.update(purchasesSetup).set({ extDocNoMandatory: false }))
})

const inOurs = <T>(work: (tx: Tx) => Promise<T>) => inCompany(companyId, work)
const draft = (vendorInvoiceNo: string, lines: NewLine[] = [{ no: stock.no, quantity: "1", price: "5" }]) =>
  makePurchaseInvoice(manager, vendorNo, lines, { vendorInvoiceNo })
const post = (no: string) => postPurchaseDocument(manager, no, { unreviewed: true })

async function documentOf(tx: Tx, no: string) {
  const [row] = await tx.select().from(purchaseInvoice).where(eq(purchaseInvoice.no, no))
  return readPostingDocument(tx, row!)
}
const read = (no: string, claim: boolean) =>
  inOurs(async tx => readPostingSetup(tx, manager, await documentOf(tx, no), claim))

test("the vendor's number is claimed by what posts alone, and none where there is none", async () => {
  const claims = () => inOurs(tx => tx.select().from(vendorInvoiceClaim))
  const [numbered, blank] = [await draft("C-2026/007"), await draft("")]
  await read(numbered, false)
  await read(blank, true)
  expect(await claims()).toEqual([])
  await read(numbered, true)
  expect(await claims()).toEqual([{ companyId, vendorNo, vendorInvoiceKey: "C20267" }])
})

test("other drafts with the number are read for the preview alone, and a blank number is nobody's duplicate", async () => {
  const [first, second] = [await draft("D-1"), await draft("d 01")]
  await draft("D-2")
  const nos = (rows: { no: string }[]) => rows.map(({ no }) => no)
  expect(nos((await read(first, false)).draftDuplicates)).toEqual([second])
  expect((await read(first, true)).draftDuplicates).toEqual([])
  const posted = await post(first)
  expect((await read(second, true)).postedDuplicates).toEqual([{ no: posted.no, vendorInvoiceNo: "D-1" }])
  await post(await draft(""))
  const [blank] = [await draft(""), await draft("")]
  const found = await read(blank, false)
  expect([found.postedDuplicates, found.draftDuplicates]).toEqual([[], []])
})

test("a credit memo's number is compared with those of credit memos, and read of no invoice", async () => {
  await post(await draft("E-1"))
  const lines = [{ no: stock.no, quantity: "1", price: "5" }]
  const memo = await makePurchaseCreditMemo(manager, vendorNo, lines, { vendorInvoiceNo: "E-1" })
  expect(await read(memo, false)).toMatchObject({ postedDuplicates: [], draftDuplicates: [], credited: null })
  expect((await post(memo)).no).toMatch(/^GIC/)
})

test("lines of accounts and charges are posted on the accounts that they name", async () => {
  const freight = { code: "FRT", textEn: "Freight", textNl: "Vracht", glAccountNo: "4530", vatProdPostingGroup: "HOOG" }
  await inOurs(tx => tx.insert(charge).values({ companyId, ...freight }))
  const no = await draft("F-1", [
    { type: "gl_account", no: "8450", quantity: "1", price: "30" },
    { type: "charge", no: "FRT", quantity: "1", price: "12" },
  ])
  const { problems, posting } = await previewPosting(manager, no)
  expect(problems).toEqual([])
  expect(posting!.gl.map(({ glAccountNo, amount }) => [glAccountNo, Number(amount)])).toEqual([
    ["8450", 30],
    ["1500", 8.82],
    ["4530", 12],
    ["1600", -50.82],
  ])
  expect((await read(no, true)).items.size).toBe(0)
})

test("a draft without a vendor posting group, or with one that is gone, is read without one", async () => {
  const no = await draft("G-1")
  for (const vendorPostingGroup of [null, "GONE"]) {
    await inOurs(tx => tx.update(purchaseInvoice).set({ vendorPostingGroup }).where(eq(purchaseInvoice.no, no)))
    expect((await read(no, true)).vendorPostingGroup).toBeNull()
  }
})

/** Posts a draft, and how often that was begun, where something changes once it is read. */
async function postedWhile(no: string, change: (tx: Tx) => Promise<unknown>) {
  let begun = 0
  const posted = await inOurs(async tx => {
    begun++
    const document = await documentOf(tx, no)
    const setup = await readPostingSetup(tx, manager, document, true)
    if (begun === 1) await inOurs(change)
    const told = { companyId, actor: manager, kind: "purchase_invoice.posted", subjectNo: no } as const
    const event = { ...told, subjectType: "purchase_invoice" as const }
    const posting = composePosting(document, setup)
    return writePosting(tx, manager, document, setup, posting, { event, numberAs: "postedNo", draftNo: no })
  })
  return { begun, posted }
}

test("what has changed since it was read is read again: an item, or anything of the setup", async () => {
  const rename = (tx: Tx) => tx.update(item).set({ description: "Renamed" }).where(eq(item.no, stock.no))
  const renameAccount = async (tx: Tx) => {
    await lockSetup(tx, companyId)
    await tx.update(glAccount).set({ name: "Renamed" }).where(eq(glAccount.no, "1500"))
  }
  const other = await makeItem(companyId)
  const elsewhere = (tx: Tx) => tx.update(item).set({ description: "Elsewhere" }).where(eq(item.no, other.no))
  expect((await postedWhile(await draft("H-1"), elsewhere)).begun).toBe(1)
  expect((await postedWhile(await draft("H-2"), rename)).begun).toBe(2)
  const no = await draft("H-3")
  expect((await postedWhile(no, renameAccount)).begun).toBe(2)
  // The draft goes with it.
  expect(await inOurs(tx => tx.select().from(purchaseInvoice).where(eq(purchaseInvoice.no, no)))).toEqual([])
})

test("the last direct cost is what was paid, of what was bought", async () => {
  const [bought, other] = [await makeItem(companyId), await makeItem(companyId)]
  await post(await draft("I-1", [{ no: bought.no, quantity: "2", price: "7.25" }]))
  const costOf = async (no: string) =>
    (await inOurs(tx => tx.select().from(item).where(eq(item.no, no))))[0]!.lastDirectCost
  expect([await costOf(bought.no), await costOf(other.no)]).toEqual(["7.25", "10"])
})

test("the items of a document are held until the transaction ends, and no others", async () => {
  const other = await makeItem(companyId)
  const setup = await read(await draft("J-1"), false)
  const free = (no: string) =>
    inOurs(tx =>
      tx.select({ no: item.no }).from(item).where(eq(item.no, no)).for("no key update", { skipLocked: true }),
    )
  const release = await hold(companyId, tx => lockItems(tx, companyId, setup))
  const whileHeld = [await free(stock.no), await free(other.no)]
  await release()
  expect(whileHeld).toEqual([[], [{ no: other.no }]])
  expect(await free(stock.no)).toEqual([{ no: stock.no }])
})

test("the one row of the setup is read, shared where it is held, and a company without it is a fault", async () => {
  const taken = () =>
    inOurs(tx => tx.select({ id: purchasesSetup.companyId }).from(purchasesSetup).for("update", { skipLocked: true }))
  for (const [isHeld, free] of [
    [false, 1],
    [true, 0],
  ] as const) {
    const release = await hold(companyId, tx => readPurchasesSetup(tx, companyId, isHeld))
    const rows = await taken()
    await release()
    expect(rows).toHaveLength(free)
  }
  await expect(inOurs(tx => readPurchasesSetup(tx, 999_999, false))).rejects.toThrow(RangeError)
})

test("what is credited is taken back at the rate at which it was owed, whatever the rate of the day", () => {
  const today = { code: "USD", isRateMissing: true } as DocumentCurrency
  const taken = atRateOf({ exchangeRateAmount: "1.175", relationalExchangeRateAmount: "1" }, today)
  expect(taken).toMatchObject({ code: "USD", isRateMissing: false })
  expect([taken.exchangeRateAmount, taken.relationalExchangeRateAmount].map(Number)).toEqual([1.175, 1])
})
