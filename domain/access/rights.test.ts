import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { Forbidden } from "@/domain/errors"
import { authorise, may } from "./actor"
import { type Right, type Role, rights, roles } from "./rights"

/** The table of docs/design.md, "Who may", by right: ✓ or – for each role, in the order of `roles`. */
const table = Object.fromEntries(
  [...readFileSync("docs/design.md", "utf8").matchAll(/^\|[^|]*\| `([a-z_.]+)` \|([ ✓–|]+)\|$/gmu)].map(
    ([, right, marks]) => [right!, marks!.replace(/[ |]/g, "")],
  ),
) as Record<Right, string>

test("the table tells of every right, and of none besides", () => {
  expect(Object.keys(table).sort()).toEqual(Object.keys(rights).sort())
})

test.each(Object.keys(rights) as Right[])("%s", right => {
  roles.forEach((role, column) => {
    const allowed = table[right][column] === "✓"
    expect([role, may({ roles: [role] }, right)]).toEqual([role, allowed])
    if (allowed) expect(() => authorise({ roles: [role] }, right)).not.toThrow()
    else expect(() => authorise({ roles: [role] }, right)).toThrow(Forbidden)
  })
})

test("several roles add up, none allow nothing", () => {
  const both: Role[] = ["order_processor", "administrator"]
  expect(may({ roles: both }, "sales_invoice.edit") && may({ roles: both }, "company.administer")).toBe(true)
  expect((Object.keys(rights) as Right[]).filter(right => may({ roles: [] }, right))).toEqual([])
})
