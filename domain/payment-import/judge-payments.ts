import type { Problem } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { addMonths } from "@/domain/dates/date"
import { type Issue, Refusal } from "@/domain/errors"
import { otherSign } from "@/domain/import-kinds/currency-sign"
import type { ImportRun, Judged, RowGroup, UnderstoodRow, Verdict } from "@/domain/import-kinds/import-kind"
import { Decimal } from "@/domain/money/decimal"
import type { NewPayment } from "@/domain/payments/check-payment"
import { lockVendor } from "@/domain/payments/read-payment-setup"
import { paymentProblems } from "@/domain/payments/register-payment"
import { type BookedPayment, bookedPayments } from "./booked-payments"
import { documentsAgree } from "./documents-agree"
import { inWordsOfFile } from "./in-words-of-file"
import type { PaymentMemory } from "./payment-memory"
import { rowCurrencies } from "./row-currencies"
import { keyOf, paymentOf } from "./row-payment"
import { shareOut, type Taken } from "./share-out"

/** Payments to register, with the rows that say them. */
export type PaymentPlan = { rowNo: number; payment: NewPayment }[]

type Judging = {
  tx: Tx
  run: ImportRun<PaymentMemory>
  /** Vendors that there are. */
  known: ReadonlySet<string>
  plan: PaymentPlan
  asks: Set<string>
}

/** Judges rows of a file of payments, one after the other: what one would take of a document is gone for the next. */
export async function judgePayments(
  tx: Tx,
  run: ImportRun<PaymentMemory>,
  groups: readonly RowGroup[],
): Promise<Judged<PaymentPlan>> {
  const rows = groups.flatMap(group => group.rows)
  const payments = rows.map(({ values }) => paymentOf(values, run.options.bankAccountNo ?? ""))
  const currencies = await rowCurrencies(tx, run.companyId, payments)
  // Whoever pays a vendor waits here; in one order, so that two who hold several do not wait for each other.
  const known = new Set<string>()
  for (const no of [...new Set(payments.map(({ vendorNo }) => vendorNo))].sort()) {
    if (await lockVendor(tx, run.companyId, no)) known.add(no)
  }
  const judging: Judging = { tx, run, known, plan: [], asks: new Set() }
  const verdicts: Verdict[] = []
  for (const [index, row] of rows.entries()) {
    const payment = { ...payments[index]!, currencyCode: currencies[index]!.code }
    const said = await judgeRow(judging, row, payment)
    verdicts.push({ rowNo: row.rowNo, ...said })
  }
  return { verdicts, plan: judging.plan, asks: [...judging.asks] }
}

type Said = Omit<Verdict, "rowNo">

async function judgeRow(judging: Judging, row: UnderstoodRow, payment: ReturnType<typeof paymentOf>): Promise<Said> {
  const { tx, run, known, plan } = judging
  const { companyId, memory } = run
  const sign = otherSign(row, payment.currencyCode)
  if (sign !== undefined) {
    return refused([{ code: "payment_import.sign_differs", params: { sign, currency: payment.currencyCode } }])
  }
  if (!known.has(payment.vendorNo)) {
    return refused([{ code: "payment_import.vendor_unknown", params: { no: payment.vendorNo } }])
  }
  const booked = await bookedPayments(tx, companyId, payment, payment.currencyCode)
  const same = booked.find(
    ({ no, documents }) => !memory.claimed.has(no) && documentsAgree(payment.documents, documents),
  )
  if (same) return registeredBefore(memory, same, row)
  const remarks: Problem[] = farFromToday(run.today, payment.postingDate) ? [{ code: "imports.date_far" }] : []
  const equal = equalTo(judging, row, payment)
  if (equal) remarks.push({ code: "payment_import.equal_row", params: { row: equal } })
  if (equal && run.answers.equal_payments === "once") return { outcome: "unchanged", reasons: remarks }
  const { applications, problems } = await shareOut(tx, companyId, payment, run.trial ? memory.taken : undefined)
  const { currencyCode: currency, documents: _, ...rest } = payment
  const wanted: NewPayment = { ...rest, currency, applications }
  // When it is registered it is checked again anyway.
  if (run.trial) problems.push(...(await problemsOf(tx, run.actor, wanted)))
  if (problems.length > 0) return refused(problems)
  if (run.trial) take(memory.taken, applications)
  plan.push({ rowNo: row.rowNo, payment: wanted })
  return { outcome: "new", reasons: remarks }
}

function refused(problems: readonly Issue[]): Said {
  const unique = new Map(problems.map(({ code, params }) => [JSON.stringify([code, params]), { code, params }]))
  return { outcome: "refused", reasons: [...unique.values()] }
}

function registeredBefore({ claimed }: PaymentMemory, { no }: BookedPayment, { rowNo }: UnderstoodRow): Said {
  claimed.set(no, rowNo)
  return { outcome: "unchanged", reasons: [{ code: "payment_import.registered_before", params: { no } }], resultNo: no }
}

/** The row before this one that says the same payment, if there is one; whether they are two only a person can say. */
function equalTo({ run, asks }: Judging, { rowNo }: UnderstoodRow, payment: ReturnType<typeof paymentOf>) {
  const { said } = run.memory
  const key = keyOf(payment)
  const first = said.get(key)
  // A batch that is judged again meets its own rows.
  if (first === undefined || first === rowNo) {
    said.set(key, rowNo)
    return undefined
  }
  if (run.answers.equal_payments === undefined) asks.add("equal_payments")
  return first
}

async function problemsOf(tx: Tx, actor: Actor, payment: NewPayment): Promise<Issue[]> {
  const problems = await paymentProblems(tx, actor, payment).catch((error: unknown) => {
    if (error instanceof Refusal) return error.issues
    throw error
  })
  return problems.map(issue => inWordsOfFile(issue, payment.bankAccountNo))
}

function take(taken: Taken, applications: NewPayment["applications"]): void {
  for (const { vendorLedgerEntryNo: no, amount } of applications) {
    taken.set(no, (taken.get(no) ?? new Decimal(0)).plus(amount))
  }
}

function farFromToday(today: string, date: string): boolean {
  return date < addMonths(today, -12) || date > addMonths(today, 12)
}
