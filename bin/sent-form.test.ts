import { expect, test } from "vitest"
import { openingParts } from "@/domain/opening-balances/opening-part"
import { parts } from "@/domain/opening-balances/parts"
import { languages } from "@/language/language"
import { formAgain } from "./sent-form"

test.each(languages)("what was typed of an opening stands in fields of its own, in %s", language => {
  const columns = openingParts.flatMap(part => parts[part].columns.map(({ name }) => name))
  for (const name of ["startDate", "clearingAccountNo", ...columns]) {
    const form = new FormData()
    form.set(name, "as typed")
    expect(formAgain(form, "/", language, true), name).toMatch(
      new RegExp(`<span>[^<]+</span><input class="input" name="${name}" value="as typed">`, "u"),
    )
  }
})

test("what the page itself had to say goes along unseen, and a password is typed anew", () => {
  const form = new FormData()
  form.set("version", "3")
  form.set("password", "secret")
  const again = formAgain(form, "/here", "en", true)
  expect(again).toContain('<input type="hidden" name="version" value="3">')
  expect(again).toContain('name="password" type="password" value=""')
  expect(formAgain(form, "/here", "en", false)).not.toContain("version")
})
