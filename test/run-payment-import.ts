import { closeDatabase } from "@/db/client"
import { runPaymentImport } from "@/domain/payment-import/run-payment-import"

// Runs one import of payments in a process of its own, so that a test can kill it.
const [companyId, importId] = process.argv.slice(2)
if (!companyId || !importId) throw new Error("name a company and an import")
await runPaymentImport(Number(companyId), Number(importId), () => false)
await closeDatabase()
