import { expect, it } from "vitest"
import { readSalesUploadIssue } from "./upload-issue"

it.each([
  [{ error: "import.file_missing" }, { field: "file", code: "import.file_missing", params: {} }],
  [
    { error: "import.columns_missing", about: "Quantity, Country" },
    { field: "file", code: "import.columns_missing", params: { columns: "Quantity, Country" } },
  ],
  [
    { error: "currency_unknown", about: "XXX" },
    { field: "currency", code: "currency_unknown", params: { currency: "XXX" } },
  ],
])("reads %j", (address, issue) => {
  expect(readSalesUploadIssue(address)).toEqual(issue)
})

it.each([
  {},
  { error: "no_such_error" },
  { error: "constructor" },
  { error: "import.columns_missing", about: "call 0900-1234 to mend it" },
  { error: "currency_unknown", about: "Your account is closed" },
])("says nothing that somebody made up: %j", address => {
  expect(readSalesUploadIssue(address)).toBeNull()
})
