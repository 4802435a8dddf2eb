/** What one application does to both sides, to the cent; the books as a whole are in register-payment.test.ts. */
import { expect, test } from "vitest"
import { Decimal } from "@/domain/money/decimal"
import { composeGl } from "./compose-gl"
import { type Balance, type Booked, type Detail, initialDetail, settle } from "./settle"

const decimal = (value: string) => new Decimal(value)
const plain = (value: unknown) => JSON.parse(JSON.stringify(value))

/** Units of the currency that a euro buys. */
const at = (units: string) => ({ exchangeRateAmount: decimal(units), relationalExchangeRateAmount: decimal("1") })

const balance = (
  amount: string,
  lcy: string,
  rate: Booked["rate"],
  more: { entryNo?: number | null; payablesAccountNo?: string; left?: [string, string] } = {},
): Balance => {
  const { entryNo = null, payablesAccountNo = "1620", left = [amount, lcy] } = more
  const booked = { amount: decimal(amount), amountLcy: decimal(lcy), rate }
  return { booked, entryNo, payablesAccountNo, remaining: decimal(left[0]), remainingLcy: decimal(left[1]) }
}

const difference = (applying: Balance, applied: Balance, amount: string, lcyDecimals = 2) => {
  const [entryType, amountLcy] = settle(applying, applied, decimal(amount), lcyDecimals)
    .details.slice(2)
    .flatMap(detail => [detail.entryType, detail.amountLcy.toFixed()])
  return entryType && [entryType, amountLcy]
}

test("a part takes its share of both, and what was booked at another rate is a loss of the entry that is owed", () => {
  const paid = balance("1000", "860.59", at("1.162"))
  const owed = balance("-300", "-255.32", at("1.175"), { entryNo: 7, payablesAccountNo: "1600" })
  const { details, applying, applied } = settle(paid, owed, decimal("100"), 2)
  expect(plain(details)).toEqual([
    {
      entryNo: null,
      appliedEntryNo: 7,
      entryType: "application",
      payablesAccountNo: "1620",
      amount: "-100",
      amountLcy: "-86.06",
    },
    {
      entryNo: 7,
      appliedEntryNo: null,
      entryType: "application",
      payablesAccountNo: "1600",
      amount: "100",
      amountLcy: "86.06",
    },
    {
      entryNo: 7,
      appliedEntryNo: null,
      entryType: "realized_loss",
      payablesAccountNo: "1600",
      amount: "0",
      amountLcy: "-0.95",
    },
  ])
  expect(plain(applying)).toMatchObject({ entryNo: null, remaining: "900", remainingLcy: "774.53" })
  expect(plain(applied)).toMatchObject({ entryNo: 7, remaining: "-200", remainingLcy: "-170.21" })
})

test("who closes gives up all that is left of it in euro, whatever its share would round to", () => {
  const paid = balance("250", "212.77", at("1.175"))
  const owed = balance("-500", "-425.53", at("1.175"), { entryNo: 7, left: ["-250", "-212.76"] })
  const { applying, applied } = settle(paid, owed, decimal("250"), 2)
  const left = [applying, applied].flatMap(({ remaining, remainingLcy }) => [remaining, remainingLcy])
  expect(left.map(Number)).toEqual([0, 0, 0, 0])
})

test("paid less than was booked is a gain, paid more a loss, and a cent at one rate a rounding", () => {
  const owed = (rate: Booked["rate"]) => balance("-100", "-85.11", rate, { entryNo: 7 })
  expect(difference(balance("100", "80.00", at("1.25")), owed(at("1.175")), "100")).toEqual(["realized_gain", "5.11"])
  expect(difference(balance("100", "90.91", at("1.1")), owed(at("1.175")), "100")).toEqual(["realized_loss", "-5.8"])
  expect(difference(balance("100", "85.10", at("1.175")), owed(at("1.175")), "100")).toEqual(["rounding", "0.01"])
  // 2.35 dollars for two euro is the same rate, written otherwise.
  const twofold = { exchangeRateAmount: decimal("2.35"), relationalExchangeRateAmount: decimal("2") }
  expect(difference(balance("100", "85.10", twofold), owed(at("1.175")), "100")).toEqual(["rounding", "0.01"])
  expect(difference(balance("100", "85.11", at("1.2")), owed(at("1.175")), "100")).toBeUndefined()
})

test("of an entry that does not say its rate it is asked whether one rate can have given both", () => {
  const owed = balance("-100", "-85.11", null, { entryNo: 7 })
  const paid = (lcy: string, rate: Booked["rate"] = null) => balance("100", lcy, rate)
  // 85.11 stands for 85.105 to 85.115: 85.12 begins where that ends.
  expect(difference(paid("85.12"), owed, "100")).toEqual(["realized_loss", "-0.01"])
  expect(difference(paid("85.10"), owed, "100")).toEqual(["realized_gain", "0.01"])
  // 42.545 to 42.555 for a half are 85.09 to 85.11 for the whole.
  const half = balance("-50", "-42.55", null, { entryNo: 7 })
  expect(difference(paid("85.11"), half, "50")).toEqual(["rounding", "-0.01"])
  expect(difference(paid("85.11", at("1.175")), half, "50")).toEqual(["rounding", "-0.01"])
  expect(difference(paid("85.15"), half, "50")).toEqual(["realized_loss", "-0.03"])
  expect(difference(paid("85.05"), half, "50")).toEqual(["realized_gain", "0.02"])
})

test("in a currency without decimals half a unit is a half", () => {
  const owed = balance("-100", "-85", null, { entryNo: 7 })
  const rest = (lcy: string) => balance("300", lcy, null, { left: ["100", "86"] })
  expect(difference(balance("100", "86", null), owed, "100", 0)).toEqual(["realized_loss", "-1"])
  // 84.5 to 85.5 for a hundred are 253.5 to 256.5 for three: 257 begins where that ends.
  expect(difference(rest("257"), owed, "100", 0)).toEqual(["realized_loss", "-1"])
  expect(difference(rest("256"), owed, "100", 0)).toEqual(["rounding", "-1"])
})

test("an entry begins with all of it, on nobody's other side", () => {
  expect(plain(initialDetail(balance("-300", "-255.32", null, { payablesAccountNo: "1600" })))).toEqual({
    entryNo: null,
    entryType: "initial_entry",
    payablesAccountNo: "1600",
    amount: "-300",
    amountLcy: "-255.32",
  })
})

const accounts = { realizedGainsAccountNo: "9300", realizedLossesAccountNo: "9310", roundingAccountNo: "9320" }
const detail = (entryType: Detail["entryType"], amountLcy: string, payablesAccountNo = "1600"): Detail => ({
  entryNo: 7,
  entryType,
  payablesAccountNo,
  amount: decimal("0"),
  amountLcy: decimal(amountLcy),
})

test("payables accounts get what their details come to, each difference its own account", () => {
  const details = [
    detail("application", "-10", "1620"),
    detail("application", "10"),
    detail("realized_gain", "-3"),
    detail("realized_loss", "2"),
    detail("rounding", "0.01"),
    detail("realized_loss", "1", "1620"),
    detail("initial_entry", "5", "1620"),
  ]
  const bank = { glAccountNo: "1100", amount: decimal("4") }
  expect(plain(composeGl(details, accounts, [bank, { ...bank, amount: decimal("0") }]))).toEqual([
    { glAccountNo: "1620", amount: "-4" },
    { glAccountNo: "1600", amount: "9.01" },
    { glAccountNo: "9300", amount: "3" },
    { glAccountNo: "9310", amount: "-3" },
    { glAccountNo: "9320", amount: "-0.01" },
    { glAccountNo: "1100", amount: "4" },
  ])
})

test("what moves nothing between accounts is a debit and a credit of all that is applied", () => {
  const details = [
    detail("application", "-10"),
    detail("application", "10"),
    detail("application", "-5"),
    detail("application", "5"),
  ]
  expect(plain(composeGl(details, accounts))).toEqual([
    { glAccountNo: "1600", amount: "15" },
    { glAccountNo: "1600", amount: "-15" },
  ])
})

test("a difference without its account, and a transaction of nothing, are faults of the program", () => {
  const none = { realizedGainsAccountNo: null, realizedLossesAccountNo: null, roundingAccountNo: null }
  expect(() => composeGl([detail("rounding", "1")], none)).toThrow(RangeError)
  expect(() => composeGl([], accounts)).toThrow(RangeError)
  expect(composeGl([detail("application", "1")], none)).toHaveLength(1)
})
