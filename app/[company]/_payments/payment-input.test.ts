import { expect, test } from "vitest"
import type { AmountCurrency } from "@/domain/money/read-amount"
import type { Language } from "@/language/language"
import { PaymentInput } from "./payment-input"

const euro: AmountCurrency = { code: "EUR", amountDecimals: 2 }
const dinar: AmountCurrency = { code: "KWD", amountDecimals: 3 }

function read(amount: string, language: Language, currency: AmountCurrency | undefined) {
  const form = new FormData()
  form.set("amount", amount)
  form.set("entries.7", amount)
  const input = new PaymentInput(form, language, "2026-11-29")
  const values = [input.amount("amount", currency), input.applications(currency)[0]?.amount ?? ""]
  expect(values[0]).toBe(values[1])
  return input.issues[0]?.code ?? values[0]
}

test("an amount has its own currency’s decimals, zeros too: no thousandth is paid", () => {
  expect(read("1.250", "en", euro)).toBe("amount_too_many_decimals")
  expect(read("1,250", "nl", euro)).toBe("amount_too_many_decimals")
  expect(read("1,250", "en", euro)).toBe("1250")
  expect(read("1.250", "nl", euro)).toBe("1250")
  expect(read("1.25", "en", euro)).toBe("1.25")
  expect(read("1.250", "en", dinar)).toBe("1.25")
  expect(read("10.0", "en", { code: "JPY", amountDecimals: 0 })).toBe("amount_too_many_decimals")
})
