import { readdirSync } from "node:fs"
import { faultsOf } from "./house/faults"
import { ownImports } from "./house/imports"
import { root } from "./root"

const folders = ["app", "bin", "components", "db", "domain", "jobs", "language", "mail", "messages"]

const files = folders.flatMap(folder =>
  readdirSync(`${root}/${folder}`, { recursive: true, encoding: "utf8" })
    .filter(file => /(?<!\.test)\.tsx?$/u.test(file))
    .map(file => `${folder}/${file}`),
)
const faults = faultsOf(ownImports(root, [...files, "env.ts"]))
for (const fault of faults) console.error(fault)
process.exitCode = faults.length === 0 ? 0 : 1
