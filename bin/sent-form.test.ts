import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { openingParts } from "@/domain/opening-balances/opening-part"
import { parts } from "@/domain/opening-balances/parts"
import { languages } from "@/language/language"
import { root } from "./root"
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

test.each(languages)("every text that a form asks for stands in a field of its own, in %s", language => {
  const files = ["app", "components"].flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map(file => join(folder, file)),
  )
  const names = files
    .filter(file => file.endsWith(".tsx"))
    .flatMap(file =>
      [...readFileSync(join(root, file), "utf8").matchAll(/<(?:TextArea|TextField)\b[^>]*?\bname="([^"]+)"/gs)].map(
        ([, name]) => name!,
      ),
    )
  expect(names).toContain("body")
  // A number that pages also tick rows by, and files, which are chosen anew.
  for (const name of new Set(names.filter(each => !["no", "file"].includes(each)))) {
    const form = new FormData()
    form.set(name, "as typed")
    expect(formAgain(form, "/", language, true), name).toMatch(
      new RegExp(`<span>[^<]+</span><input class="input" name="${name}"`, "u"),
    )
  }
})

test("a text of several lines keeps them", () => {
  const form = new FormData()
  form.set("body", "one\n<two>")
  const again = formAgain(form, "/", "en", true)
  expect(again).toContain('<textarea class="input" name="body" rows="4">\none\n&lt;two&gt;</textarea>')
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
