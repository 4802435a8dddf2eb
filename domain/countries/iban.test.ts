import { expect, test } from "vitest"
import { isIban, maskedIban, printedIban } from "./iban"

test.each(["NL91 ABNA 0417 1643 00", "be68 5390 0754 7034", "DE89370400440532013000", "GB29NWBK60161331926819"])(
  "%s is an IBAN",
  iban => expect(isIban(iban)).toBe(true),
)

test.each([
  ["a digit that is wrong", "NL91ABNA0417164301"],
  ["one too short, though its check digits fit", "NL72ABNA041716430"],
  ["one too long", "NL91ABNA04171643000"],
  ["a country without IBANs", "US64SVBKUS6S3300958879"],
  ["nothing", ""],
])("%s is none", (_why, iban) => expect(isIban(iban)).toBe(false))

test("it is printed in fours, and masked for who may not see it", () => {
  expect(printedIban("NL91ABNA0417164300")).toBe("NL91 ABNA 0417 1643 00")
  expect(maskedIban("NL91ABNA0417164300")).toBe("NL91 •••• 4300")
})
