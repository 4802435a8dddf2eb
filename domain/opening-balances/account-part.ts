import { and, eq, sql } from "drizzle-orm"
import { insertAll } from "@/db/bulk-rows"
import { bankAccount, currency, glAccount, openingAccountLine } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { readCompanyCurrency } from "@/domain/books/company-currency"
import type { Issue } from "@/domain/errors"
import { Decimal, round, toPlain } from "@/domain/money/decimal"
import type { JudgedLine, OpeningLineValues, OpeningPart } from "./opening-part"

type Line = Omit<typeof openingAccountLine.$inferSelect, "companyId" | "no">

const keyOf = ({ glAccountNo, bankAccountNo }: Pick<Line, "glAccountNo" | "bankAccountNo">) =>
  JSON.stringify([glAccountNo, bankAccountNo])

/** The trial balance at the cut-off: each account's balance, as one figure or in columns of debit and credit. */
export const accountPart: OpeningPart<Line> = {
  name: "accounts",
  columns: [
    { name: "glAccountNo", kind: "code", required: true, maximum: 20 },
    { name: "debit", kind: "number" },
    { name: "credit", kind: "number" },
    { name: "balance", kind: "number" },
    { name: "bankAccountNo", kind: "code", maximum: 20 },
    { name: "bankAmount", kind: "number" },
  ],
  decimals: async (tx, companyId) => {
    const { decimals } = await readCompanyCurrency(tx, companyId)
    return { debit: decimals, credit: decimals, balance: decimals }
  },
  judge: async (tx, companyId, rows) => {
    const setup = await readSetup(tx, companyId, rows)
    return rows.map(row => judge(row, setup))
  },
  values,
  put: async (tx, companyId, lines) => {
    const kept = await tx.execute<{ no: number } & Pick<Line, "glAccountNo" | "bankAccountNo">>(sql`
      ${insertAll(openingAccountLine, companyId, lines, ["no"])}
      on conflict (company_id, gl_account_no, bank_account_no) do update set amount = excluded.amount,
        bank_amount = excluded.bank_amount
      returning no, gl_account_no as "glAccountNo", bank_account_no as "bankAccountNo"`)
    const nos = new Map(kept.map(({ no, ...line }) => [keyOf(line), no]))
    return lines.map(line => nos.get(keyOf(line))!)
  },
}

/** However it was typed, a balance is told as debit or credit. */
function values({ glAccountNo, bankAccountNo, amount, bankAmount }: Line): OpeningLineValues {
  const balance = new Decimal(amount)
  return {
    glAccountNo,
    debit: balance.isNegative() ? "" : toPlain(balance),
    credit: balance.isNegative() ? toPlain(balance.neg()) : "",
    balance: "",
    bankAccountNo,
    bankAmount: bankAmount === null ? "" : toPlain(new Decimal(bankAmount)),
  }
}

type Setup = Awaited<ReturnType<typeof readSetup>>

async function readSetup(tx: Tx, companyId: number, rows: readonly OpeningLineValues[]) {
  const nos = sql.param([...new Set(rows.map(({ glAccountNo = "" }) => glAccountNo))])
  const [lcy, accounts, banks, lines] = await Promise.all([
    readCompanyCurrency(tx, companyId),
    tx
      .select({ no: glAccount.no, name: glAccount.name, type: glAccount.accountType, blocked: glAccount.blocked })
      .from(glAccount)
      .where(and(eq(glAccount.companyId, companyId), sql`${glAccount.no} = any(${nos}::text[])`)),
    tx
      .select({
        no: bankAccount.no,
        glAccountNo: bankAccount.glAccountNo,
        currencyCode: bankAccount.currencyCode,
        decimals: currency.amountDecimals,
      })
      .from(bankAccount)
      .innerJoin(
        currency,
        and(eq(currency.companyId, bankAccount.companyId), eq(currency.code, bankAccount.currencyCode)),
      )
      .where(eq(bankAccount.companyId, companyId)),
    tx
      .select()
      .from(openingAccountLine)
      .where(
        and(eq(openingAccountLine.companyId, companyId), sql`${openingAccountLine.glAccountNo} = any(${nos}::text[])`),
      ),
  ])
  return {
    lcy,
    accounts: new Map(accounts.map(row => [row.no, row])),
    banks,
    lines: new Map(lines.map(row => [keyOf(row), row])),
  }
}

function judge(row: OpeningLineValues, setup: Setup): JudgedLine<Line> {
  const { glAccountNo = "", bankAccountNo = "" } = row
  const issues: Issue[] = []
  const account = setup.accounts.get(glAccountNo)
  if (glAccountNo === "") issues.push({ field: "glAccountNo", code: "required" })
  else if (account?.type !== "posting" || account.blocked) {
    const params = { no: glAccountNo, name: account?.name ?? "" }
    issues.push({ field: "glAccountNo", code: "opening.account_unusable", params })
  }
  const amount = balanceOf(row, setup, issues)
  const bankAmount = row.bankAmount ? new Decimal(row.bankAmount) : null
  issues.push(...bankIssues(row, amount, bankAmount, setup))
  const key = keyOf({ glAccountNo, bankAccountNo })
  const before = setup.lines.get(key)
  const line: Line = {
    glAccountNo,
    bankAccountNo,
    amount: toPlain(amount),
    bankAmount: bankAmount && toPlain(bankAmount),
  }
  return {
    key: glAccountNo === "" ? null : key,
    line: issues.length > 0 ? null : line,
    issues,
    before: before ? { no: before.no, values: values(before) } : null,
  }
}

function balanceOf(row: OpeningLineValues, { lcy }: Setup, issues: Issue[]): Decimal {
  const { debit = "", credit = "", balance = "" } = row
  if (debit === "" && credit === "" && balance === "") issues.push({ field: "balance", code: "required" })
  const sides = new Decimal(debit || 0).minus(credit || 0)
  const amount = balance === "" ? sides : new Decimal(balance)
  if (balance !== "" && (debit !== "" || credit !== "") && !sides.eq(amount)) {
    issues.push({ field: "balance", code: "opening.balance_differs" })
  }
  if (!round(amount, lcy.decimals).eq(amount)) {
    const params = { decimals: lcy.decimals, currency: lcy.code }
    issues.push({ field: "balance", code: "opening.too_many_decimals", params })
  }
  return amount
}

function bankIssues(row: OpeningLineValues, amount: Decimal, typed: Decimal | null, { banks, lcy }: Setup): Issue[] {
  const { glAccountNo: no = "", bankAccountNo: bank = "" } = row
  const held = banks.filter(({ glAccountNo }) => glAccountNo === no)
  const found = bank === "" ? held[0] : held.find(each => each.no === bank)
  if (bank !== "" && !found) return [{ field: "bankAccountNo", code: "opening.bank_elsewhere", params: { no, bank } }]
  if (bank === "" && held.length > 1) return [{ field: "bankAccountNo", code: "opening.which_bank", params: { no } }]
  if (!found || found.currencyCode === lcy.code) {
    return typed && !typed.eq(amount) ? [{ field: "bankAmount", code: "opening.bank_amount_needless" }] : []
  }
  const params = { no, bank: found.no, currency: found.currencyCode }
  if (typed === null) return [{ field: "bankAmount", code: "opening.bank_amount_missing", params }]
  if (typed.times(amount).isNegative()) return [{ field: "bankAmount", code: "opening.bank_amount_turned", params }]
  if (round(typed, found.decimals).eq(typed)) return []
  const most = { decimals: found.decimals, currency: found.currencyCode }
  return [{ field: "bankAmount", code: "opening.too_many_decimals", params: most }]
}
