import { expect, test } from "vitest"
import { returnAddress } from "./return-address"

test("one goes back to a path of the portal with the vendor chosen", () => {
  expect(returnAddress("/demo/sales-invoices/VF26-1/create-purchase-invoice", "L1")).toBe(
    "/demo/sales-invoices/VF26-1/create-purchase-invoice?vendor=L1",
  )
  expect(returnAddress("/demo/x?scope=all&vendor=L0#lines", "L 2&")).toBe("/demo/x?scope=all&vendor=L+2%26#lines")
})

test.each([
  undefined,
  null,
  "",
  "demo",
  "https://elsewhere.example/",
  "//elsewhere.example",
  "/\\elsewhere.example",
  "/\t/elsewhere.example",
  "/.//elsewhere.example",
  "javascript:alert(1)",
])("nobody is sent elsewhere by %j", address => {
  expect(returnAddress(address, "L1")).toBeNull()
})
