import { closeDatabase } from "@/db/client"
import { paymentImportWork } from "@/domain/payment-import/work-kind"

// Runs one import of payments in a process of its own, so that a test can kill it.
const [companyId, importId] = process.argv.slice(2)
if (!companyId || !importId) throw new Error("name a company and an import")
await paymentImportWork.run(Number(companyId), importId, () => false)
await closeDatabase()
