/**
 * npm run mutate -- domain/posting [more folders or files] [more tests] [--options of Stryker]: changes the code of the folders,
 * one small thing at a time, and says which changes no test notices. They are judged by the tests of the folders themselves and
 * by those that are named beside them (anything that ends in .test.ts), such as test/rights/who-may.test.ts; a single file of
 * code (domain/payments/settle.ts) by those that are named alone. --pure: the named tests need neither PostgreSQL nor Redis.
 */
import { spawnSync } from "node:child_process"

const given = process.argv.slice(2)
const isPure = given.includes("--pure")
const options = given.filter(word => word.startsWith("--"))
const tests = given.filter(path => path.endsWith(".test.ts"))
const named = given
  .filter(word => !options.includes(word) && !tests.includes(word))
  .map(path => path.replace(/\/$/, ""))
if (named.length === 0 && tests.length > 0) throw new Error("name a folder or file of domain/ to change")
const folders = named.filter(path => !path.endsWith(".ts"))
const files = named.filter(path => path.endsWith(".ts"))
if (folders.length === 0 && files.length === 0) folders.push("domain")
if (folders.length === 0 && tests.length === 0) throw new Error("name the tests that judge a file")

const mutate = [...folders.map(folder => `${folder}/**/*.ts`), ...files, "!domain/**/*.test.ts"].join(",")
const env = {
  ...process.env,
  MUTATION_TESTS: [...folders.map(folder => `${folder}/**/*.test.ts`), ...tests].join(","),
  ...(isPure && { MUTATION_PURE: "yes" }),
}
const args = ["run", "--mutate", mutate, ...options.filter(option => option !== "--pure")]
const { status } = spawnSync("node_modules/.bin/stryker", args, { env, stdio: "inherit" })
process.exitCode = status ?? 1
