import { closeDatabase } from "@/db/client"
import { runImport } from "@/domain/imports/run-import"

// Runs one import in a process of its own, so that a test can kill it.
const [companyId, importNo] = process.argv.slice(2)
if (!companyId || !importNo) throw new Error("name a company and an import")
await runImport(Number(companyId), importNo)
await closeDatabase()
