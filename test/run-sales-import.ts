import { closeDatabase } from "@/db/client"
import { runSalesImport } from "@/domain/sales-import/run-sales-import"

// Runs one import in a process of its own, so that a test can kill it.
const [companyId, importNo] = process.argv.slice(2)
if (!companyId || !importNo) throw new Error("name a company and an import")
await runSalesImport(Number(companyId), importNo)
await closeDatabase()
