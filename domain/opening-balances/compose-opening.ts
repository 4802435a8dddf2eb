/** What an opening makes: pure, so that the preview shows what posting writes. */
import { Decimal, HUNDRED, ONE, round, sum } from "@/domain/money/decimal"
import { owed } from "./control-differences"
import {
  type AccountLine,
  bankOf,
  type OpeningBank,
  openingName,
  type PreparedOpening,
  type StockLine,
  type VendorLine,
} from "./prepared"

type GlLine = { glAccountNo: string; amount: Decimal }

export type ComposedVendorEntry = {
  line: VendorLine
  amount: Decimal
  amountLcy: Decimal
  paymentDiscountPossible: Decimal
  exchangeRateAmount: Decimal
  relationalExchangeRateAmount: Decimal
}

export type ComposedStock = { line: StockLine; quantity: Decimal; costAmount: Decimal; costPerUnit: Decimal }

export type ComposedBankEntry = { bankAccountNo: string; currencyCode: string; amount: Decimal; amountLcy: Decimal }

/** A ledger transaction of an opening; its G/L entries sum to zero. */
export type OpeningTransaction = {
  documentNo: string
  gl: GlLine[]
  vendor: ComposedVendorEntry | null
  bank: ComposedBankEntry | null
  stock: ComposedStock[]
}

/**
 * The transactions of an opening that was checked: one for each open document of a vendor and each bank account, as such an entry is known by
 * its transaction (docs/decisions/0011-entries-are-numbered-by-their-transaction.md), against the clearing account; and one for all the
 * rest, by which nothing is left on that.
 *
 * @param no of the opening
 */
export function composeOpening(prepared: PreparedOpening, no: number): OpeningTransaction[] {
  const { accounts, banks, payablesAccounts } = prepared
  const clearing = prepared.clearingAccountNo!
  const alone = [
    ...prepared.vendors.map(line => ofVendor(line, prepared)),
    ...accounts.flatMap(line => {
      const bank = bankOf(line, banks)
      return bank && !new Decimal(line.amount).isZero() ? [ofBank(line, bank, prepared)] : []
    }),
  ]
  const transactions = alone.map(({ account, ...transaction }, index): OpeningTransaction => {
    const amount = (transaction.vendor ?? transaction.bank)!.amountLcy
    const gl = [
      { glAccountNo: account, amount },
      { glAccountNo: clearing, amount: amount.neg() },
    ]
    return { ...transaction, documentNo: `${openingName(no)}-${index + 1}`, gl, stock: [] }
  })
  const others = accounts.filter(line => !payablesAccounts.has(line.glAccountNo) && !bankOf(line, banks))
  const gl = others
    .map(({ glAccountNo, amount }) => ({ glAccountNo, amount: new Decimal(amount) }))
    .filter(({ amount }) => !amount.isZero())
  const stock = prepared.stock.map(line => ofStock(line, prepared))
  const left = sum(gl.map(({ amount }) => amount)).neg()
  // Stock that is worth nothing has no entry of its own to stand on.
  if (!left.isZero() || (gl.length === 0 && stock.length > 0)) gl.push({ glAccountNo: clearing, amount: left })
  if (gl.length > 0) transactions.push({ documentNo: openingName(no), gl, vendor: null, bank: null, stock })
  return transactions
}

function ofVendor(line: VendorLine, { lcy }: PreparedOpening) {
  const isForeign = line.currencyCode !== lcy.code
  const amountLcy = owed(line)
  const amount = line.documentType === "invoice" ? new Decimal(line.amount).neg() : new Decimal(line.amount)
  const discount = amount.times(line.paymentDiscountPercent).div(HUNDRED)
  const vendor: ComposedVendorEntry = {
    line,
    amount,
    amountLcy,
    paymentDiscountPossible: round(discount, line.amountDecimals!),
    // What remains of it is all that is known of its rate.
    exchangeRateAmount: isForeign ? amount.abs() : ONE,
    relationalExchangeRateAmount: isForeign ? amountLcy.abs() : ONE,
  }
  return { account: line.payablesAccountNo!, vendor, bank: null }
}

function ofBank({ amount, bankAmount }: AccountLine, bank: OpeningBank, { lcy }: PreparedOpening) {
  const entry: ComposedBankEntry = {
    bankAccountNo: bank.no,
    currencyCode: bank.currencyCode,
    amount: new Decimal(bank.currencyCode === lcy.code ? amount : bankAmount!),
    amountLcy: new Decimal(amount),
  }
  return { account: bank.glAccountNo, vendor: null, bank: entry }
}

function ofStock(line: StockLine, { lcy }: PreparedOpening): ComposedStock {
  const [quantity, costAmount] = [new Decimal(line.quantity), new Decimal(line.costAmount)]
  return { line, quantity, costAmount, costPerUnit: round(costAmount.div(quantity), lcy.unitDecimals) }
}
