import { expect, it } from "vitest"
import { importKindNamed } from "@/domain/imports/kinds"
import type { ImportRead } from "@/domain/imports/read-import"
import { choicesIn } from "./choices-in"

/** An import whose sheet is asked, and whose decimal sign was found. */
function read(choices: ImportRead["choices"] = {}): ImportRead {
  const reading = { sheets: ["November", "December"], sheet: "November", decimal: ",", headerRow: 1, mapping: {} }
  const asks = choices.reading?.sheet ? [] : [{ about: "sheet", why: "open", options: [] }]
  return { reading, asks, choices, kind: importKindNamed("sales-invoices") } as unknown as ImportRead
}

function chosenIn(fields: Record<string, string>, before?: ImportRead) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return choicesIn(form, before ?? read()).reading
}

it("takes the answer to what is asked, the one first named too, and no other value that was found anyway", () => {
  expect(chosenIn({ sheet: "November", decimal: ",", headerRow: "1" })).toEqual({ sheet: "November" })
  expect(chosenIn({ sheet: "", decimal: ".", headerRow: "" })).toEqual({ decimal: "." })
})

it("refuses a row of the header that is none, beside its field, and takes a blank one for none chosen", () => {
  for (const headerRow of ["x", "00", "-1", "1.5", "1e3", "9999999999"]) {
    expect(() => chosenIn({ headerRow })).toThrow(
      expect.objectContaining({ issues: [{ field: "headerRow", code: "import.header_row_unreadable", params: {} }] }),
    )
  }
  const before = read({ reading: { headerRow: 7 } })
  expect(chosenIn({ headerRow: " 3 " }, before)).toEqual({ headerRow: 3 })
  expect(chosenIn({ headerRow: "" }, before)).toEqual({})
  expect(chosenIn({ headerRow: "0" }, before), "there is none").toEqual({ headerRow: 0 })
  expect(chosenIn({}, before)).toEqual({ headerRow: 7 })
})

it("keeps what was chosen before until something else is", () => {
  const before = read({ reading: { sheet: "December", decimal: "," } })
  expect(chosenIn({ decimal: ",", headerRow: "1" }, before)).toEqual({ sheet: "December", decimal: "," })
  expect(chosenIn({ sheet: "November", decimal: "." }, before)).toEqual({ sheet: "November", decimal: "." })
  expect(chosenIn({ sheet: "None", encoding: "none" }, before)).toEqual({ sheet: "December", decimal: "," })
})
