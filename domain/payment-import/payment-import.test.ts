import { spawn } from "node:child_process"
import { once } from "node:events"
import { and, eq } from "drizzle-orm"
import postgres from "postgres"
import { beforeAll, expect, test } from "vitest"
import { database } from "@/db/client"
import {
  ledgerTransaction,
  membership,
  notification,
  purchasesSetup,
  type vendor,
  vendorLedgerEntry,
} from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { listWork } from "@/domain/background-work/list-work"
import { Forbidden, NotFound, Refusal } from "@/domain/errors"
import { readEntries } from "@/domain/payments/read-entries"
import { reversePayment } from "@/domain/payments/reverse-payment"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { env } from "@/env"
import type { Language } from "@/language/language"
import { makeActor, makeCompany, makeItem, makeVendor, type TestCompany, type TestItem } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { paymentFieldsToCorrect } from "./fields-to-correct"
import { readPaymentImport } from "./read-payment-import"
import { receivePaymentFile } from "./receive-payment-file"
import { paymentImportWork } from "./work-kind"

let home: TestCompany
let manager: Actor
let dutch: typeof vendor.$inferSelect
let other: typeof vendor.$inferSelect
let american: typeof vendor.$inferSelect
let service: TestItem

beforeAll(async () => {
  home = await makeCompany()
  manager = await makeActor(home.id, "purchasing_manager")
  dutch = await makeVendor(home.id)
  other = await makeVendor(home.id, { name: "Andere Leverancier" })
  const abroad = { vatBusPostingGroup: "BUITENL", genBusPostingGroup: "BUITENL", vendorPostingGroup: "BUITENL" }
  american = await makeVendor(home.id, { currencyCode: "USD", ...abroad })
  const none = { genProdPostingGroup: "DIENSTEN", vatProdPostingGroup: "NUL", inventoryPostingGroup: null }
  service = await makeItem(home.id, { type: "service", ...none })
})

/** A posted invoice over so much, without VAT. */
async function owe(to: { no: string }, price: string, vendorInvoiceNo?: string) {
  const dates = { postingDate: "2026-05-04", ...(vendorInvoiceNo && { vendorInvoiceNo }) }
  const no = await makePurchaseInvoice(manager, to.no, [{ no: service.no, quantity: "1", price }], dates)
  return postPurchaseDocument(manager, no, { unreviewed: true })
}

const header = "Vendor No.,Posting Date,Amount,Currency Code,Bank Account No.,Applies-to Doc. No.,Description"

async function upload(lines: string[], actor = manager, bankAccountNo = "BANK"): Promise<number> {
  async function* file() {
    yield Buffer.from(lines.join("\r\n"))
  }
  return (await receivePaymentFile(actor, { name: "C:\\pay\\payments.csv", bankAccountNo }, file())).no
}

const run = (id: number) => paymentImportWork.run(home.id, String(id), () => false)

/** What came of each row: its payment's amount and what it applied, or the reasons. */
async function outcomes(id: number): Promise<(string | number)[][]> {
  const { rows, work: own } = await readPaymentImport(manager, id)
  if (own.state === "finished") expect(own.done + own.refused).toBe(own.count)
  return rows.map(({ outcome, problems, paymentNo, rowNo }) => {
    expect(paymentNo !== null).toBe(outcome === "done")
    return [rowNo, outcome, ...(problems ?? []).map(({ code }) => code)]
  })
}

async function remaining(...posted: { transactionNo: number }[]): Promise<number[]> {
  const nos = posted.map(({ transactionNo }) => transactionNo)
  const entries = await inCompany(home.id, tx => readEntries(tx, home.id, nos))
  return nos.map(no => Number(entries.get(no)!.remaining))
}

const numberOfPostings = () => inCompany(home.id, tx => tx.$count(ledgerTransaction))

test("each row is registered or refused wholly, for every reason by name, and the file twice registers nothing twice", async () => {
  const [first, second, third] = [
    await owe(dutch, "100"),
    await owe(dutch, "50"),
    await owe(dutch, "70", "Inv. 2026/07"),
  ]
  const foreign = await owe(american, "400")
  const theirs = await owe(other, "10")
  const refusedVendor = await makeVendor(home.id, { blocked: "payment" })
  const pay = (who: { no: string }, amount: string, documents = "", more = "", date = "2026-07-10") =>
    `${who.no},${date},${amount},,${more},${documents},By bank`
  const lines = [
    header,
    pay(dutch, "130.00", `${first.no} | ${second.no.toLowerCase()}`),
    pay(dutch, "70", "INV-2026-7"),
    pay(american, '"1,000"'),
    pay(american, "400", foreign.no, "SPAAR", "10 Jul 2026"),
    "",
    pay(dutch, "12.345"),
    pay(dutch, "5", theirs.no),
    pay(dutch, "5", first.no),
    pay(dutch, "20.01", second.no),
    pay(dutch, "5", "GIF26-99999"),
    pay({ no: "L99999" }, "5"),
    pay(refusedVendor, "5"),
    pay(dutch, "5", "", "KAS"),
    pay(dutch, "abc", "", "", "2026-02-30"),
    `${dutch.no},2026-07-10,1,5,,BANK,,too,many`,
    pay(dutch, "5", second.no, "", "2026-05-03"),
    pay(other, "3"),
    pay(other, "3"),
  ]
  const id = await upload(lines)
  expect(await run(id)).toBe("finished")
  expect(await outcomes(id)).toEqual([
    [2, "done"],
    [3, "done"],
    [4, "done"],
    [5, "done"],
    [7, "refused", "amount_too_many_decimals"],
    [8, "refused", "payment_import.document_of_other"],
    [9, "refused", "payment_import.document_settled"],
    [10, "refused", "payment_import.more_than_documents"],
    [11, "refused", "payment_import.document_unknown"],
    [12, "refused", "payment_import.vendor_unknown"],
    [13, "refused", "payment.vendor_blocked_payment"],
    [14, "refused", "payment_import.bank_account_unknown"],
    [15, "refused", "date_no_such_day", "number_not_a_number"],
    [16, "refused", "payment_import.too_many_fields"],
    [17, "refused", "payment.entry_later"],
    [18, "done"],
    [19, "done"],
  ])
  expect(await remaining(first, second, third, foreign, theirs)).toEqual([0, -20, 0, 0, -10])
  const { rows, history, work: own } = await readPaymentImport(manager, id, { outcome: "refused" })
  expect(rows.find(({ rowNo }) => rowNo === 10)?.problems?.[0]?.params).toEqual({ amount: "20.01", remaining: "20.00" })
  const fields = [dutch.no, "2026-07-10", "1", "5", "", "BANK", "", "", "too", "many"]
  expect(rows.find(({ rowNo }) => rowNo === 16)?.fields).toEqual(fields)
  expect(own).toMatchObject({ name: "payments.csv", count: 17, done: 6, refused: 11, options: { numbers: "en" } })
  expect(history.map(({ kind }) => kind)).toEqual(["payment_import.finished", "payment_import.requested"])
  const told = await inCompany(home.id, tx =>
    tx.select().from(notification).where(eq(notification.eventId, history[0]!.id)),
  )
  expect(told).toMatchObject([{ userId: manager.userId, mailState: "pending" }])
  expect(await run(id)).toBe("not_queued")

  const before = await numberOfPostings()
  // The bank account chosen on the page is not what a row says.
  const again = await upload(lines, manager, "SPAAR")
  await run(again)
  expect((await outcomes(again)).filter(([, , code]) => code === "payment_import.registered_before")).toHaveLength(6)
  expect(await numberOfPostings()).toBe(before)
  expect((await listWork(paymentImportWork, manager)).works.map(each => each.no)).toEqual([again, id])

  // What was reversed can be paid again; its number is that of another payment.
  const paid = (await readPaymentImport(manager, id)).rows.find(({ rowNo }) => rowNo === 3)!
  await reversePayment(manager, paid.paymentNo!, "2026-07-11", "Returned by the bank")
  const repaid = await upload([header, lines[2]!])
  await run(repaid)
  expect(await outcomes(repaid)).toEqual([[2, "done"]])
  expect(await remaining(third)).toEqual([0])
})

test("Dutch columns, semicolons and decimal commas; a closed period and a missing bank account are named", async () => {
  const posted = await owe(dutch, "1234.56")
  await inCompany(home.id, tx => tx.update(purchasesSetup).set({ allowPostingFrom: "2026-06-01" }))
  const id = await upload(
    [
      "\uFEFFBedrag;Extra;Leveranciersnr.;Boekingsdatum;Vereffenen met documentnr.;Extern documentnr.",
      `1.234,00;x;${dutch.no};10-07-2026;${posted.no};OPDRACHT 7`,
      `0,56;;${dutch.no};10-05-2026;;`,
    ],
    manager,
    "",
  )
  await run(id)
  expect(await outcomes(id)).toEqual([
    [2, "refused", "payment_import.bank_account_missing"],
    [3, "refused", "payment_import.bank_account_missing", "posting_date_not_allowed"],
  ])
  const once = await upload([
    "Leveranciersnr.;Boekingsdatum;Bedrag;Extern documentnr.",
    `${dutch.no};10-07-2026;1.234,5;A 7`,
  ])
  await run(once)
  await inCompany(home.id, tx => tx.update(purchasesSetup).set({ allowPostingFrom: null }))
  expect(await outcomes(once)).toEqual([[2, "done"]])
  const [entry] = await inCompany(home.id, tx =>
    tx.select().from(vendorLedgerEntry).where(eq(vendorLedgerEntry.externalDocumentNo, "A 7")),
  )
  expect(entry).toMatchObject({ documentType: "payment", amount: "1234.5", vendorNo: dutch.no })
})

test("a file that is none is refused as a whole, and so is everybody but a purchasing manager", async () => {
  const refused = (lines: string[], bank = "BANK") =>
    upload(lines, manager, bank).catch((error: unknown) => {
      expect(error).toBeInstanceOf(Refusal)
      return (error as Refusal).issues.map(({ code, params }) => [code, ...Object.values(params ?? {})])
    })
  expect(await refused([])).toEqual([["import.file_missing"]])
  expect(await refused([header])).toEqual([["import.empty"]])
  expect(await refused(["Vendor No.,Date", "a,b"])).toEqual([["payment_import.columns_missing", "amount"]])
  expect(await refused(["Vendor,Date,Amount,Bedrag", "a,b,c,d"])).toEqual([["payment_import.column_twice", "amount"]])
  expect(await refused([header, ...Array.from({ length: 5_001 }, () => "a,b,c")])).toEqual([
    ["payment_import.too_many_rows", 5_000],
  ])
  expect(await refused([header, "x".repeat(1024 * 1024)])).toEqual([["payment_import.too_large", 1]])
  expect(await refused([header, "a,b,c"], "KAS")).toEqual([["payment.bank_account_missing"]])
  const purchaser = await makeActor(home.id, "purchaser", "administrator")
  await expect(upload([header, "a,b,c"], purchaser)).rejects.toBeInstanceOf(Forbidden)
  const id = await upload([header, `${dutch.no},2026-07-10,1`])
  const stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
  await expect(readPaymentImport(stranger, id)).rejects.toBeInstanceOf(NotFound)
  expect((await listWork(paymentImportWork, stranger)).works).toEqual([])
  expect(await paymentImportWork.run(stranger.companyId, String(id), () => true)).toBe("not_queued")
  await paymentImportWork.giveUp(home.id, String(id))
  expect(await outcomes(id)).toEqual([[2, "refused", "gave_up"]])
})

test("the right of who uploaded is that of the moment", async () => {
  const actor = await makeActor(home.id, "purchasing_manager", "purchaser")
  const id = await upload([header, `${dutch.no},2026-07-10,2.5`], actor)
  const ofManager = and(eq(membership.userId, actor.userId), eq(membership.role, "purchasing_manager"))
  await database().delete(membership).where(ofManager)
  expect(await run(id)).toBe("finished")
  expect(await outcomes(id)).toEqual([[2, "refused", "payment_import.requester_may_not"]])
})

test("a run killed in the middle of a row goes on there, several at once too, and nothing is paid twice", {
  timeout: 60_000,
}, async () => {
  const seller = await makeVendor(home.id)
  const id = await upload([header, ...[1, 2, 3, 4].map(day => `${seller.no},2026-07-0${day},10.00`)])
  const before = await numberOfPostings()
  const sql = postgres(env().DATABASE_URL, { max: 2 })
  const holder = await sql.reserve()
  await holder`begin`
  await holder`select set_config('app.company_id', ${String(home.id)}, true)`
  // The third payment is written, and waits to say so in the import.
  await holder`select from background_work_piece where kind = 'payment_import' and work_no = ${id} and piece_no = 4 for update`
  const child = spawn(process.execPath, ["--import", "tsx", "test/run-payment-import.ts", String(home.id), String(id)])
  const [{ pid }] = (await holder`select pg_backend_pid() as pid`) as unknown as [{ pid: number }]
  await expect
    .poll(async () => (await sql`select from pg_stat_activity where ${pid} = any(pg_blocking_pids(pid))`).length, {
      timeout: 30_000,
    })
    .toBe(1)
  child.kill("SIGKILL")
  await once(child, "exit")
  await holder`rollback`
  holder.release()
  await sql.end({ timeout: 1 })
  expect((await outcomes(id)).map(([, outcome]) => outcome)).toEqual(["done", "done", "pending", "pending"])
  expect(await numberOfPostings()).toBe(before + 2)
  await Promise.all([run(id), run(id), run(id)])
  expect((await outcomes(id)).map(([, outcome]) => outcome)).toEqual(Array(4).fill("done"))
  expect(await numberOfPostings()).toBe(before + 4)
})

test("a refused amount is worth the same in the file that the other language's reader corrects", () => {
  const fields = (amount: string, ...excess: string[]) => ["L1", "2026-07-10", amount, "", "", "", "", "", ...excess]
  const corrected = (of: string[], numbers: Language | null, language: Language, ...codes: string[]) =>
    paymentFieldsToCorrect({ fields: of, problems: codes.map(code => ({ code })) }, numbers, language)
  const amountOf = (...of: Parameters<typeof corrected>) => corrected(...of)[2]
  expect(amountOf(fields("1,250"), "en", "nl", "date_no_such_day")).toBe("1250")
  expect(amountOf(fields("1.250"), "nl", "en")).toBe("1250")
  // Dinars have thousandths.
  expect(amountOf(fields("1.125"), "en", "nl")).toBe("01,125")
  expect(amountOf(fields("12.34.5"), "en", "nl", "number_separators")).toBe("12.34.5")
  expect(corrected(fields("1", "250"), "en", "nl")).toEqual(fields("1", "250"))
  expect(corrected(fields("1,250").slice(0, 6), null, "nl")).toEqual(fields("1,250"))
  // Alone in the corrected file the next two could be read; nobody has said what they mean.
  expect(amountOf(fields("1,250"), "nl", "nl", "amount_too_many_decimals")).toBe("1,250 ?")
  expect(amountOf(fields("1.250"), "en", "nl", "payment_import.amount_open")).toBe("1.250 ?")
})

test("a Dutch file’s thousands are paid as thousands, whoever uploads it, and the report shows what was booked", async () => {
  // As a spreadsheet writes it in Dutch.
  const file = ["Leveranciersnr.;Boekingsdatum;Bedrag;Omschrijving", `${dutch.no};20-11-2026;2.500;Voorschot`]
  expect(manager.language).toBe("en")
  const id = await upload(file)
  await run(id)
  const [row] = (await readPaymentImport(manager, id)).rows
  expect(row).toMatchObject({ outcome: "done", amount: { currencyCode: "EUR", decimals: 2 } })
  expect(Number(row!.amount!.value)).toBe(2500)
  expect(await booked(row!.paymentNo!)).toEqual(["2500", "EUR"])
  // A reversal bears the payment's number.
  await reversePayment(manager, row!.paymentNo!, "2026-11-21", "Returned")
  expect((await readPaymentImport(manager, id)).rows).toHaveLength(1)
})

test("an amount is read in the currency that the row, its document or its vendor pays in, and asked for where it is open", async () => {
  const abroad = { vatBusPostingGroup: "BUITENL", genBusPostingGroup: "BUITENL", vendorPostingGroup: "BUITENL" }
  const kuwaiti = await makeVendor(home.id, { currencyCode: "KWD", ...abroad })
  const read = async (...rows: string[]) => {
    const id = await upload([header, ...rows])
    const { rows: found } = await readPaymentImport(manager, id)
    return found.map(({ amount, problems }) => amount?.value ?? problems?.[0]?.code)
  }
  const pay = (who: { no: string }, amount: string, code = "") => `${who.no},2026-07-10,"${amount}",${code},,,`
  expect(await read(pay(kuwaiti, "1.250"))).toEqual(["payment_import.amount_open"])
  expect(await read(pay(kuwaiti, "1.250"), pay(kuwaiti, "12.5"))).toEqual(["1.25", "12.5"])
  expect(await read(pay(dutch, "1.250", "KWD"), pay(dutch, "1.250"))).toEqual(["1250", "1250"])
  expect(await read(pay(kuwaiti, "1.250", "EUR"))).toEqual(["1250"])
  expect(await read(pay(dutch, "1.250"), pay(dutch, "1,250"))).toEqual(Array(2).fill("payment_import.amount_open"))
  expect(await read(pay(dutch, "0,500"), pay(dutch, "3,750"), pay(dutch, "7"))).toEqual([
    "amount_too_many_decimals",
    "amount_too_many_decimals",
    "7",
  ])
  expect(await read(pay(dutch, "1.255"), pay(dutch, "1.25"))).toEqual(["amount_too_many_decimals", "1.25"])
  const foreign = await owe(kuwaiti, "9.125")
  expect(await read(`${kuwaiti.no},2026-07-10,9.125,,,${foreign.no},`, pay(kuwaiti, "1.5"))).toEqual(["9.125", "1.5"])
})

/** Amount and currency of a payment as they stand in the books. */
async function booked(no: string): Promise<string[]> {
  const [entry] = await inCompany(home.id, tx =>
    tx.select().from(vendorLedgerEntry).where(eq(vendorLedgerEntry.documentNo, no)),
  )
  return [entry!.amount, entry!.currencyCode]
}
