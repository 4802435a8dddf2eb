/**
 * npm run mutate -- domain/posting [more folders] [more tests]: changes the code of the folders, one small thing at a time, and
 * says which changes no test notices. They are judged by the tests of the folders themselves and by those that are named beside
 * them (anything that ends in .test.ts), such as test/rights/who-may.test.ts.
 */
import { spawnSync } from "node:child_process"

const given = process.argv.slice(2)
const tests = given.filter(path => path.endsWith(".test.ts"))
const named = given.filter(path => !path.endsWith(".test.ts")).map(path => path.replace(/\/$/, ""))
if (named.length === 0 && tests.length > 0) throw new Error("name a folder of domain/ to change")
const folders = named.length > 0 ? named : ["domain"]

const mutate = [...folders.map(folder => `${folder}/**/*.ts`), "!domain/**/*.test.ts"].join(",")
const env = {
  ...process.env,
  MUTATION_TESTS: [...folders.map(folder => `${folder}/**/*.test.ts`), ...tests].join(","),
}
const { status } = spawnSync("node_modules/.bin/stryker", ["run", "--mutate", mutate], { env, stdio: "inherit" })
process.exitCode = status ?? 1
