import { expect, test } from "vitest"
import { z } from "zod"
import { Refusal } from "@/domain/errors"
import { parseForm } from "./parse-form"

const schema = z.object({
  name: z.string().trim().min(1).max(5),
  email: z.email().optional(),
  vendorNo: z.string({ error: "vendor_required" }),
  roles: z.array(z.enum(["a", "b"])).min(1),
})

function form(entries: [string, string][]): FormData {
  const data = new FormData()
  for (const [name, value] of entries) data.append(name, value)
  return data
}

test("reads strings and lists", () => {
  const typed = form([
    ["name", " Jo "],
    ["vendorNo", "L1"],
    ["roles", "a"],
    ["roles", "b"],
  ])
  expect(parseForm(schema, typed, ["roles"])).toEqual({ name: "Jo", vendorNo: "L1", roles: ["a", "b"] })
})

test("names each thing that is wrong by a code, never by a sentence", () => {
  const error = (() => {
    try {
      return parseForm(
        schema,
        form([
          ["name", "too long"],
          ["email", "x"],
        ]),
        ["roles"],
      )
    } catch (thrown) {
      return thrown
    }
  })()
  expect(error).toBeInstanceOf(Refusal)
  expect((error as Refusal).issues).toEqual([
    { field: "name", code: "too_long", params: { maximum: 5 } },
    { field: "email", code: "email", params: undefined },
    { field: "vendorNo", code: "vendor_required", params: undefined },
    { field: "roles", code: "required", params: { minimum: 1 } },
  ])
})
