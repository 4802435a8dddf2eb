/** Each ledger below the G/L beside the control accounts that the trial balance gives it. Pure. */
import { Decimal, sum, ZERO } from "@/domain/money/decimal"
import type { PreparedOpening } from "./prepared"

/** A control account: what the trial balance says of it, and what its ledger's lines come to; debit is positive. */
export type ControlBalance = {
  ledger: "vendors" | "items"
  glAccountNo: string
  name: string
  trialBalance: Decimal
  subledger: Decimal
  /** Trial balance less subledger: zero, or nothing is posted. */
  difference: Decimal
}

/** What a vendor's document leaves on its payables account: an invoice's is owed. */
export const owed = ({ documentType, amountLcy }: PreparedOpening["vendors"][number]): Decimal =>
  documentType === "invoice" ? new Decimal(amountLcy).neg() : new Decimal(amountLcy)

/** The control accounts of vendors and stock that have a balance in either place, by number. */
export function controlBalances(prepared: PreparedOpening): ControlBalance[] {
  const { vendors, stock, payablesAccounts, inventoryAccounts } = prepared
  const ofVendors = added(vendors.map(line => [line.payablesAccountNo, owed(line)]))
  const ofItems = added(stock.map(line => [line.inventoryAccountNo, new Decimal(line.costAmount)]))
  return [
    ...balancesOf(prepared, "vendors", payablesAccounts, ofVendors),
    ...balancesOf(prepared, "items", inventoryAccounts, ofItems),
  ]
}

function balancesOf(
  { accounts, chart }: PreparedOpening,
  ledger: ControlBalance["ledger"],
  controls: ReadonlySet<string>,
  subledger: ReadonlyMap<string, Decimal>,
): ControlBalance[] {
  const said = added(accounts.map(({ glAccountNo, amount }) => [glAccountNo, new Decimal(amount)]))
  return [...controls].sort().flatMap(glAccountNo => {
    const [has, holds] = [said.get(glAccountNo), subledger.get(glAccountNo)]
    if (!has && !holds) return []
    const [trialBalance, lines] = [has ?? ZERO, holds ?? ZERO]
    const name = chart.get(glAccountNo)?.name ?? ""
    return [{ ledger, glAccountNo, name, trialBalance, subledger: lines, difference: trialBalance.minus(lines) }]
  })
}

function added(amounts: readonly (readonly [string | null, Decimal])[]): Map<string, Decimal> {
  const sums = new Map<string, Decimal>()
  for (const [no, amount] of amounts) if (no !== null) sums.set(no, (sums.get(no) ?? ZERO).plus(amount))
  return sums
}

/** What the trial balance comes to: zero, or it is none. */
export function trialBalanceSum({ accounts }: Pick<PreparedOpening, "accounts">): Decimal {
  return sum(accounts.map(({ amount }) => new Decimal(amount)))
}
