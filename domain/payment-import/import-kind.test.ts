/** Files of payments: what a trial says and what comes of it, by what is booked. */

import { beforeAll, expect, test } from "vitest"
import { ledgerTransaction, type vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Refusal } from "@/domain/errors"
import { askForImport, askForUndoing, retryImport } from "@/domain/imports/ask-import"
import { beginRun } from "@/domain/imports/import-lock"
import { judgeRows } from "@/domain/imports/judge-rows"
import { mendImportRows } from "@/domain/imports/mend-rows"
import { readImportAgain } from "@/domain/imports/read-again"
import { readImport } from "@/domain/imports/read-import"
import { runImport } from "@/domain/imports/run-import"
import { failImport, giveUpImport, settleUndoing } from "@/domain/imports/settle-import"
import { stageRows } from "@/domain/imports/stage-rows"
import { undoRows } from "@/domain/imports/undo-rows"
import { writeRows } from "@/domain/imports/write-rows"
import { readEntries } from "@/domain/payments/read-entries"
import { reversePayment } from "@/domain/payments/reverse-payment"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { makeActor, makeCompany, makeItem, makeVendor, type TestCompany, type TestItem } from "@/test/factories"
import { importGoodRows, rowsOf, sendFile, triedFile } from "@/test/file-imports"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { paymentImportKind } from "./import-kind"

type Vendor = typeof vendor.$inferSelect

let home: TestCompany
let manager: Actor
let dutch: Vendor
let other: Vendor
let kuwaiti: Vendor
let service: TestItem

beforeAll(async () => {
  home = await makeCompany()
  manager = await makeActor(home.id, "purchasing_manager")
  dutch = await makeVendor(home.id)
  other = await makeVendor(home.id, { name: "Andere Leverancier" })
  const abroad = { vatBusPostingGroup: "BUITENL", genBusPostingGroup: "BUITENL", vendorPostingGroup: "BUITENL" }
  kuwaiti = await makeVendor(home.id, { currencyCode: "KWD", ...abroad })
  const none = { genProdPostingGroup: "DIENSTEN", vatProdPostingGroup: "NUL", inventoryPostingGroup: null }
  service = await makeItem(home.id, { type: "service", ...none })
})

/** A posted invoice over so much, without VAT. */
async function owe(to: Vendor, price: string, vendorInvoiceNo?: string) {
  const dates = { postingDate: "2026-05-04", ...(vendorInvoiceNo && { vendorInvoiceNo }) }
  const no = await makePurchaseInvoice(manager, to.no, [{ no: service.no, quantity: "1", price }], dates)
  return postPurchaseDocument(manager, no, { unreviewed: true })
}

const header = "Vendor No.,Posting Date,Amount,Bank Account No.,Applies-to Doc. No.,Description,External Document No."
const pay = (
  who: { no: string },
  amount: string,
  documents = "",
  { bank = "", reference = "", date = "2026-07-10" } = {},
) => `${who.no},${date},${amount},${bank},${documents},By bank,${reference}`
const tried = (lines: string[]) => triedFile(manager, "payments", [header, ...lines].join("\r\n"))

const outcomes = async (no: string) =>
  (await rowsOf(manager, no)).map(({ rowNo, outcome, reasons }) => [rowNo, outcome, ...reasons.map(({ code }) => code)])
const postings = () => inCompany(home.id, tx => tx.$count(ledgerTransaction))
const left = async ({ transactionNo }: { transactionNo: number }) =>
  Number((await inCompany(home.id, tx => readEntries(tx, home.id, [transactionNo]))).get(transactionNo)!.remaining)

test("a trial says of each row what registering would, one after the other, and registers nothing", async () => {
  const [first, second] = [await owe(dutch, "100"), await owe(dutch, "70", "Inv. 2026/07")]
  const theirs = await owe(other, "10")
  const blocked = await makeVendor(home.id, { blocked: "payment" })
  const lines = [
    pay(dutch, "60.00", first.no),
    pay(dutch, "40", first.no.toLowerCase()),
    // Nothing is left of it then.
    pay(dutch, "1", first.no),
    pay(dutch, "70", "INV-2026-7", { bank: "SPAAR" }),
    pay(dutch, "12.345"),
    pay(dutch, "5", theirs.no),
    pay(dutch, "5", "GIF26-99999"),
    pay({ no: "L99999" }, "5"),
    pay(blocked, "5"),
    pay(dutch, "5", "", { bank: "KAS" }),
    pay(dutch, "-5"),
    pay(dutch, "3", "", { date: "2024-07-10" }),
    pay(dutch, "abc"),
  ]
  const before = await postings()
  const { no, read } = await tried(lines)
  expect(read.asks).toEqual([])
  expect(await outcomes(no)).toEqual([
    [2, "new"],
    [3, "new"],
    [4, "refused", "payment_import.document_settled"],
    [5, "new"],
    [6, "refused", "payment.amount_decimals"],
    [7, "refused", "payment_import.document_of_other"],
    [8, "refused", "payment_import.document_unknown"],
    [9, "refused", "payment_import.vendor_unknown"],
    [10, "refused", "payment.vendor_blocked_payment"],
    [11, "refused", "payment_import.bank_account_unknown"],
    [12, "refused", "payment.amount_not_positive"],
    [13, "new", "imports.date_far"],
    [14, "refused", "file_reading.not_a_number"],
  ])
  expect(await postings()).toBe(before)
  expect(await left(first)).toBe(-100)

  await importGoodRows(manager, no)
  expect(await postings()).toBe(before + 4)
  expect([await left(first), await left(second)]).toEqual([0, 0])
  const written = (await rowsOf(manager, no)).filter(row => row.written)
  expect(written.map(({ rowNo, resultNo }) => [rowNo, /^BET/u.test(resultNo ?? "")])).toEqual(
    [2, 3, 5, 13].map(rowNo => [rowNo, true]),
  )
})

test("twice is once by what is booked, however it is spelled, until it is reversed", async () => {
  const lines = [pay(dutch, "11.00", "", { reference: "B-1" }), pay(other, "12.00")]
  const { no } = await tried(lines)
  await importGoodRows(manager, no)
  const [first] = await rowsOf(manager, no)
  const spelled = [
    "Extra;Leveranciersnr.;Datum;Bedrag;Valutacode;Omschrijving;Kenmerk",
    `x;${dutch.no};2026-07-10;11,00;EUR;Anders;b-1`,
    `x;${other.no};2026-07-10;12;;;`,
    `x;${dutch.no};2026-07-10;11,00;EUR;Anders;B-2`,
  ].join("\r\n")
  const again = await triedFile(manager, "payments", spelled)
  expect(await outcomes(again.no)).toEqual([
    [2, "unchanged", "payment_import.registered_before"],
    [3, "unchanged", "payment_import.registered_before"],
    [4, "new"],
  ])
  await reversePayment(manager, first!.resultNo!, "2026-07-11", "Wrong")
  const third = await triedFile(manager, "payments", spelled)
  expect((await outcomes(third.no)).map(([, outcome]) => outcome)).toEqual(["new", "unchanged", "new"])
})

test("equal payments in one file are asked: two, or one said twice", async () => {
  const lines = [pay(other, "7.00", "", { date: "2026-07-12" }), pay(other, "7", "", { date: "2026-07-12" })]
  const { no, read } = await tried(lines)
  expect(read.asks).toEqual([{ about: "rows", name: "equal_payments" }])
  await expect(askForImport(manager, no, { goodRows: true })).rejects.toThrow("import.asks_open")
  const answer = async (equal_payments: string) => {
    await readImportAgain(manager, no, { answers: { equal_payments } })
    await runImport(home.id, no)
    return (await outcomes(no)).map(([, outcome]) => outcome)
  }
  expect(await answer("once")).toEqual(["new", "unchanged"])
  expect(await answer("each")).toEqual(["new", "new"])
  const before = await postings()
  await importGoodRows(manager, no)
  expect(await postings()).toBe(before + 2)
  // Both are booked: nothing is in doubt any more.
  const again = await tried(lines)
  expect([again.read.asks, (await outcomes(again.no)).map(([, outcome]) => outcome)]).toEqual([
    [],
    ["unchanged", "unchanged"],
  ])
})

test("a row that is mended into one already imported is asked too, and the answer is taken", async () => {
  const date = "2026-07-13"
  const unknown = pay({ no: "L99999" }, "8.00", "", { date })
  const { no } = await tried([pay(other, "8.00", "", { date }), unknown, unknown])
  await importGoodRows(manager, no)
  await mendImportRows(manager, no, [{ rowNo: 3, texts: { vendorNo: other.no } }])
  await runImport(home.id, no)
  expect((await readImport(manager, no)).asks).toEqual([{ about: "rows", name: "equal_payments" }])
  await expect(askForImport(manager, no, { goodRows: true })).rejects.toThrow("import.asks_open")
  await expect(readImportAgain(manager, no, {})).rejects.toThrow("import.asks_open")
  await readImportAgain(manager, no, { answers: { equal_payments: "once" } })
  await runImport(home.id, no)
  expect((await readImport(manager, no)).import).toMatchObject({ state: "tried", rowsWritten: 1 })
  expect(await outcomes(no)).toEqual([
    [2, "new"],
    [3, "unchanged", "payment_import.equal_row"],
    [4, "refused", "payment_import.vendor_unknown"],
  ])
  // The answer was not about a row that is mended after it.
  await mendImportRows(manager, no, [{ rowNo: 4, texts: { vendorNo: other.no } }])
  await runImport(home.id, no)
  expect((await readImport(manager, no)).asks).toEqual([{ about: "rows", name: "equal_payments" }])
})

test("a batch that is judged once more, as after a deadlock, says the same", async () => {
  const invoice = await owe(other, "15")
  const no = await sendFile(manager, "payments", [header, pay(other, "15", invoice.no)].join("\r\n"))
  const run = (await beginRun(home.id, no))!
  await stageRows(run, paymentImportKind, run.begun)
  let deadlocks = 0
  const judge: typeof paymentImportKind.judge = async (...given) => {
    const judged = await paymentImportKind.judge(...given)
    if (++deadlocks === 1) throw Object.assign(new Error("deadlock"), { code: "40P01" })
    return judged
  }
  await judgeRows(run, { ...paymentImportKind, judge }, run.begun)
  expect([deadlocks, await outcomes(no)]).toEqual([2, [[2, "new"]]])
})

test("an import that stopped says what it has written; who tries it again is whose it is", async () => {
  const date = "2026-07-14"
  const { no } = await tried(["1.10", "1.20", "1.30"].map(amount => pay(other, amount, "", { date })))
  await askForImport(manager, no, { goodRows: true })
  /** Registers one payment and stops. */
  const writeOne = async () => {
    let calls = 0
    const write: typeof paymentImportKind.write = async (...given) => {
      if (++calls > 1) throw new Error("stopped")
      return paymentImportKind.write(...given)
    }
    const run = (await beginRun(home.id, no))!
    await expect(writeRows(run, { ...paymentImportKind, write }, run.begun, () => false)).rejects.toThrow("stopped")
    return run
  }
  await writeOne()
  await giveUpImport(home.id, no)
  expect((await readImport(manager, no)).import).toMatchObject({ state: "failed", rowsWritten: 1 })
  await expect(readImportAgain(manager, no, {})).rejects.toThrow("import.written_already")
  const second = await makeActor(home.id, "purchasing_manager")
  await retryImport(second, no)
  await failImport(await writeOne(), new Refusal([{ code: "import.requester_may_not" }]))
  const stopped = (await readImport(manager, no)).import
  expect(stopped).toMatchObject({ state: "failed", rowsWritten: 2, requestedByName: second.name })
  await askForUndoing(manager, no)
  await runImport(home.id, no)
  expect((await readImport(manager, no)).import).toMatchObject({ state: "undone", rowsWritten: 0 })
})

test("an amount has the decimals of what it is paid in", async () => {
  const file = (to: Vendor) => `Leveranciersnr.;Boekingsdatum;Bedrag\r\n${to.no};20-07-2026;2.500\r\n`
  const euros = await triedFile(manager, "payments", file(dutch))
  expect([euros.read.asks, (await rowsOf(manager, euros.no))[0]!.understood.amount]).toEqual([[], "2500"])
  // No amount of cents, and between semicolons no twelve thousand either.
  const neither = await triedFile(manager, "payments", file(dutch).replace("2.500", "12,505"))
  expect(neither.read.asks).toMatchObject([{ about: "decimal", why: "open" }])
  const dinars = await triedFile(manager, "payments", file(kuwaiti))
  expect(dinars.read.asks).toMatchObject([{ about: "decimal", why: "open" }])
  const pounds = await triedFile(manager, "payments", file(dutch).replace("2.500", "£ 25"))
  expect((await outcomes(pounds.no))[0]).toEqual([2, "refused", "payment_import.sign_differs"])
})

test("an import of payments is undone by reversing them", async () => {
  const invoice = await owe(dutch, "31")
  const { no } = await tried([pay(dutch, "31", invoice.no)])
  await importGoodRows(manager, no)
  expect(await left(invoice)).toBe(0)
  await askForUndoing(manager, no)
  await runImport(home.id, no)
  expect((await readImport(manager, no)).import.state).toBe("undone")
  expect(await left(invoice)).toBe(-31)
})

test("a row whose payment was undone says so where it would be registered anew", async () => {
  const date = "2026-07-15"
  const lines = [pay(other, "2.10", "", { date }), pay(other, "2.20", "", { date }), pay(other, "0", "", { date })]
  const { no } = await tried(lines)
  await importGoodRows(manager, no)
  await askForUndoing(manager, no)
  const run = (await beginRun(home.id, no))!
  let calls = 0
  const take: typeof paymentImportKind.undo.take = async (...given) => {
    if (++calls === 2) throw new Refusal([{ code: "payment.date_before" }])
    return paymentImportKind.undo.take(...given)
  }
  await undoRows(run, { ...paymentImportKind, undo: { ...paymentImportKind.undo, take } }, run.begun)
  await settleUndoing(run)
  await mendImportRows(manager, no, [{ rowNo: 4, texts: { amount: "2.30" } }])
  await runImport(home.id, no)
  expect(await outcomes(no)).toEqual([
    [2, "new", "imports.was_undone"],
    [3, "new", "payment.date_before"],
    [4, "new"],
  ])
})
